#include <nlohmann/json.hpp>

#include "events/rule.hpp"

namespace helio::events {
namespace {

tl::unexpected<Error> wrong_type(std::string_view member) {
  return fail(Errc::invalid_argument, "ValidationException",
              "Parameter " + std::string(member) + " is missing or has the wrong type.");
}

// Reads members of one object and remembers the first that is wrong.
class Members {
 public:
  explicit Members(Json const& object) : object_(object) {
    if (!object.is_object()) wrong_ = "(the object)";
  }

  Json const* find(char const* name) const {
    if (!object_.is_object()) return nullptr;
    auto const found = object_.find(name);
    return found == object_.end() || found->is_null() ? nullptr : &*found;
  }
  void text(char const* name, std::string& out) {
    Json const* const found = find(name);
    if (found != nullptr && found->is_string()) out = found->get<std::string>();
    if (found != nullptr && !found->is_string()) wrong_ = name;
  }
  void text(char const* name, std::optional<std::string>& out) {
    if (find(name) != nullptr) text(name, out.emplace());
  }
  void number(char const* name, int& out) {
    Json const* const found = find(name);
    if (found == nullptr) return;
    if (!found->is_number_integer() || *found < -1'000'000 || *found > 1'000'000) {
      wrong_ = name;
    } else {
      out = found->get<int>();
    }
  }
  [[nodiscard]] Result<void> done() const {
    if (!wrong_.empty()) return wrong_type(wrong_);
    return {};
  }

 private:
  Json const& object_;
  std::string wrong_;
};

Result<InputTransformer> read_transformer(Json const& json) {
  InputTransformer out;
  Members members(json);
  members.text("InputTemplate", out.input_template);
  if (auto done = members.done(); !done) return fail(done);
  Json const* const paths = members.find("InputPathsMap");
  if (paths == nullptr) return out;
  if (!paths->is_object()) return wrong_type("InputPathsMap");
  for (auto const& [name, path] : paths->items()) {
    if (!path.is_string()) return wrong_type("InputPathsMap." + name);
    out.paths.emplace_back(name, path.get<std::string>());
  }
  return out;
}

Json to_json(InputTransformer const& transformer) {
  Json paths = Json::object();
  for (auto const& [name, path] : transformer.paths) paths[name] = path;
  return {{"InputPathsMap", paths}, {"InputTemplate", transformer.input_template}};
}

}  // namespace

Json to_json(Target const& target) {
  Json out = {{"Id", target.id}, {"Arn", target.arn}};
  if (target.input) out["Input"] = *target.input;
  if (target.input_path) out["InputPath"] = *target.input_path;
  if (target.transformer) out["InputTransformer"] = to_json(*target.transformer);
  if (target.retry != RetryPolicy{}) {
    out["RetryPolicy"] = {{"MaximumRetryAttempts", target.retry.retries_max},
                          {"MaximumEventAgeInSeconds", target.retry.age_s_max}};
  }
  if (!target.dead_letter_arn.empty()) out["DeadLetterConfig"] = {{"Arn", target.dead_letter_arn}};
  if (!target.role_arn.empty()) out["RoleArn"] = target.role_arn;
  return out;
}

Result<Target> read_target(Json const& json) {
  Target out;
  Members members(json);
  members.text("Id", out.id);
  members.text("Arn", out.arn);
  members.text("Input", out.input);
  members.text("InputPath", out.input_path);
  members.text("RoleArn", out.role_arn);
  if (auto done = members.done(); !done) return fail(done);
  if (Json const* const found = members.find("InputTransformer")) {
    auto transformer = read_transformer(*found);
    if (!transformer) return fail(transformer);
    out.transformer = std::move(*transformer);
  }
  if (Json const* const found = members.find("RetryPolicy")) {
    Members retry(*found);
    retry.number("MaximumRetryAttempts", out.retry.retries_max);
    retry.number("MaximumEventAgeInSeconds", out.retry.age_s_max);
    if (auto done = retry.done(); !done) return fail(done);
  }
  if (Json const* const found = members.find("DeadLetterConfig")) {
    Members queue(*found);
    queue.text("Arn", out.dead_letter_arn);
    if (auto done = queue.done(); !done) return fail(done);
  }
  return out;
}

Json to_json(Rule const& rule) {
  Json targets = Json::array();
  for (Target const& target : rule.targets) targets.push_back(to_json(target));
  Json out = {{"Name", rule.name},
              {"EventBusName", rule.bus},
              {"EventPattern", rule.pattern},
              {"Description", rule.description},
              {"State", rule.enabled ? "ENABLED" : "DISABLED"},
              {"Targets", targets}};
  if (!rule.role_arn.empty()) out["RoleArn"] = rule.role_arn;
  return out;
}

Result<Rule> read_rule(Json const& json) {
  Rule out;
  std::string state = "ENABLED";
  Members members(json);
  members.text("Name", out.name);
  members.text("EventBusName", out.bus);
  members.text("EventPattern", out.pattern);
  members.text("Description", out.description);
  members.text("RoleArn", out.role_arn);
  members.text("State", state);
  if (auto done = members.done(); !done) return fail(done);
  if (state != "ENABLED" && state != "DISABLED") return wrong_type("State");
  out.enabled = state == "ENABLED";
  Json const* const targets = members.find("Targets");
  if (targets != nullptr && !targets->is_array()) return wrong_type("Targets");
  if (targets != nullptr) {
    for (Json const& each : *targets) {
      auto target = read_target(each);
      if (!target) return fail(target);
      out.targets.push_back(std::move(*target));
    }
  }
  if (auto good = validate(out); !good) return fail(good);
  return out;
}

}  // namespace helio::events
