#include "asl/payload_template.hpp"

#include <nlohmann/json.hpp>

#include "asl/work_budget.hpp"

namespace helio::asl {

struct TemplateNode {
  struct Field {
    std::string name;  // without ".$"
    std::string full_name;
    std::unique_ptr<TemplateNode const> value;
  };
  struct Object {
    std::vector<Field> fields;
  };
  struct Array {
    std::vector<std::unique_ptr<TemplateNode const>> elements;
  };
  std::variant<Json, PathOrCall, Object, Array> kind;
};

namespace {

using NodePointer = std::unique_ptr<TemplateNode const>;

tl::unexpected<Error> invalid(std::string message, std::string pointer) {
  return fail(Errc::invalid_argument, "InvalidTemplate", std::move(message), std::move(pointer));
}

// A part of a JSON pointer (RFC 6901).
std::string escaped(std::string_view key) {
  std::string out = "/";
  for (char const c : key) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

NodePointer node(auto kind) {
  return std::make_unique<TemplateNode const>(TemplateNode{std::move(kind)});
}

Result<NodePointer> compile_node(Json const& value, std::string const& pointer, int depth);

Result<NodePointer> compile_dynamic(Json const& value, std::string const& pointer) {
  if (!value.is_string()) {
    return invalid(
        "The value of a field whose name ends in '.$' must be a path or a call of an "
        "intrinsic function, as text.",
        pointer);
  }
  auto parsed = PathOrCall::parse(value.get_ref<std::string const&>());
  if (!parsed) return invalid(std::move(parsed.error().message), pointer);
  return node(std::move(*parsed));
}

Result<NodePointer> compile_object(Json const& object, std::string const& pointer, int depth) {
  TemplateNode::Object compiled;
  bool literal = true;
  for (auto const& [key, value] : object.items()) {
    std::string const at = pointer + escaped(key);
    bool const dynamic = key.ends_with(".$");
    std::string const name = dynamic ? key.substr(0, key.size() - 2) : key;
    if (dynamic && object.contains(name)) {
      return invalid(
          "The field '" + name + "' stands in the template twice, with and without '.$'.", at);
    }
    auto child = dynamic ? compile_dynamic(value, at) : compile_node(value, at, depth + 1);
    if (!child) return child;
    literal = literal && std::holds_alternative<Json>((*child)->kind);
    compiled.fields.push_back({name, key, std::move(*child)});
  }
  return literal ? node(object) : node(std::move(compiled));
}

Result<NodePointer> compile_array(Json const& array, std::string const& pointer, int depth) {
  TemplateNode::Array compiled;
  bool literal = true;
  for (std::size_t i = 0; i < array.size(); ++i) {
    auto child = compile_node(array[i], pointer + "/" + std::to_string(i), depth + 1);
    if (!child) return child;
    literal = literal && std::holds_alternative<Json>((*child)->kind);
    compiled.elements.push_back(std::move(*child));
  }
  return literal ? node(array) : node(std::move(compiled));
}

Result<NodePointer> compile_node(Json const& value, std::string const& pointer, int depth) {
  if (depth > kPayloadDepthMax) return invalid("The template is nested too deep.", pointer);
  if (value.is_object()) return compile_object(value, pointer, depth);
  if (value.is_array()) return compile_array(value, pointer, depth);
  return node(value);
}

Result<Json> evaluate_node(TemplateNode const& template_node, std::string_view field,
                           Scope const& scope, WorkBudget& budget) {
  if (auto const* const literal = std::get_if<Json>(&template_node.kind)) return *literal;
  if (auto const* const dynamic = std::get_if<PathOrCall>(&template_node.kind)) {
    return dynamic->evaluate(scope, field, budget);
  }
  if (auto const* const object = std::get_if<TemplateNode::Object>(&template_node.kind)) {
    Json out = Json::object();
    for (TemplateNode::Field const& member : object->fields) {
      auto value = evaluate_node(*member.value, member.full_name, scope, budget);
      if (!value) return value;
      out[member.name] = std::move(*value);
    }
    return out;
  }
  Json out = Json::array();
  for (auto const& element : std::get<TemplateNode::Array>(template_node.kind).elements) {
    auto value = evaluate_node(*element, field, scope, budget);
    if (!value) return value;
    out.push_back(std::move(*value));
  }
  return out;
}

bool deeper_than(Json const& value, int depth_max) {
  if (!value.is_structured()) return false;
  if (depth_max == 0) return true;
  for (Json const& child : value) {
    if (deeper_than(child, depth_max - 1)) return true;
  }
  return false;
}

tl::unexpected<Error> data_limit(std::string why) {
  return fail(Errc::too_large, "States.DataLimitExceeded", std::move(why));
}

}  // namespace

Result<PathOrCall> PathOrCall::parse(std::string_view text) {
  if (Intrinsic::looks_like(text)) {
    auto call = Intrinsic::parse(text);
    if (!call) return fail(call);
    return PathOrCall(std::move(*call));
  }
  auto path = JsonPath::parse(text);
  if (!path) return fail(path);
  return PathOrCall(std::move(*path));
}

Result<Json> PathOrCall::evaluate(Scope const& scope, std::string_view field) const {
  WorkBudget budget;
  return evaluate(scope, field, budget);
}

Result<Json> PathOrCall::evaluate(Scope const& scope, std::string_view field,
                                  WorkBudget& budget) const {
  if (auto const* const call = std::get_if<Intrinsic>(&kind_)) {
    auto value = call->evaluate(scope, budget);
    if (value && deeper_than(*value, kPayloadDepthMax)) {
      return data_limit("The result of '" + call->text() + "' is nested too deep.");
    }
    return value;
  }
  auto const& path = std::get<JsonPath>(kind_);
  auto value = path.evaluate(scope, budget);
  if (value) return value;
  if (value.error().code == Errc::too_large) return data_limit(std::move(value.error().message));
  std::string why = std::move(value.error().message);
  if (value.error().code == Errc::not_found && path.variable().empty()) {
    why = "The JSONPath '" + path.text() + "' specified for the field '" + std::string(field) +
          "' could not be found in the input '" + path.quoted_root(scope) + "'";
  }
  return fail(Errc::not_found, "States.Runtime", std::move(why));
}

std::string const& PathOrCall::text() const noexcept {
  return std::visit([](auto const& kind) -> std::string const& { return kind.text(); }, kind_);
}

Result<PayloadTemplate> PayloadTemplate::compile(Json const& document) {
  auto root = compile_node(document, "", 0);
  if (!root) return fail(root);
  return PayloadTemplate(std::shared_ptr<TemplateNode const>(std::move(*root)));
}

Result<Json> PayloadTemplate::evaluate(Scope const& scope) const {
  if (auto const* const literal = std::get_if<Json>(&root_->kind)) return *literal;
  WorkBudget budget;
  auto value = evaluate_node(*root_, "", scope, budget);
  if (value && deeper_than(*value, kPayloadDepthMax)) {
    return data_limit("The result of the template is nested too deep.");
  }
  return value;
}

}  // namespace helio::asl
