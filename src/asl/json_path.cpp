#include "asl/json_path.hpp"

#include "asl/json_path_program.hpp"

namespace helio::asl {

Result<JsonPath> JsonPath::parse(std::string_view text) {
  if (text.size() > kPathBytesMax) {
    return fail(Errc::invalid_argument, "InvalidPath",
                "The path has " + std::to_string(text.size()) + " bytes; at most " +
                    std::to_string(kPathBytesMax) + " are accepted.");
  }
  TextCursor cursor(text);
  auto program = parse_path(cursor, PathPlace::whole, 0);
  if (!program) return fail(program);
  return JsonPath(std::make_shared<PathProgram const>(std::move(*program)));
}

Result<Json> JsonPath::evaluate(Scope const& scope) const {
  WorkBudget budget;
  return evaluate(scope, budget);
}

Result<Json> JsonPath::evaluate(Scope const& scope, WorkBudget& budget) const {
  return value_of(*program_, {scope, nullptr, budget});
}

Json const* JsonPath::find(Scope const& scope) const {
  if (!findable()) return nullptr;
  WorkBudget budget;
  auto const matches = select(*program_, {scope, nullptr, budget});
  return !matches || matches->empty() ? nullptr : matches->front();
}

bool JsonPath::findable() const noexcept {
  if (!program_->definite || program_->function) return false;
  if (program_->steps.empty()) return true;
  auto const* const names = std::get_if<Names>(&program_->steps.back().select);
  return names == nullptr || names->names.size() == 1;
}

bool JsonPath::definite() const noexcept { return program_->definite || program_->function; }
std::string const& JsonPath::variable() const noexcept { return program_->variable; }
bool JsonPath::from_context() const noexcept { return program_->root == PathRoot::context; }
std::string JsonPath::quoted_root(Scope const& scope) const { return quoted(*program_, scope); }
std::string const& JsonPath::text() const noexcept { return program_->text; }

}  // namespace helio::asl
