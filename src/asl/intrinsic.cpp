#include "asl/intrinsic.hpp"

#include <variant>

#include "asl/intrinsic_table.hpp"
#include "asl/json_path_program.hpp"

namespace helio::asl {

struct IntrinsicCall {
  using Argument = std::variant<Json, PathProgram, std::shared_ptr<IntrinsicCall const>>;
  std::string text;
  IntrinsicFunction const* function = nullptr;
  std::vector<Argument> arguments;
};

namespace {

constexpr std::string_view kInvalid = "InvalidIntrinsic";

class CallParser {
 public:
  explicit CallParser(TextCursor& cursor) : cursor_(cursor) {}

  Result<IntrinsicCall> parse(int depth) {
    if (depth > kIntrinsicDepthMax) {
      return cursor_.error(kInvalid, "At most 10 calls may be nested; one more begins");
    }
    IntrinsicCall call;
    std::size_t const start = cursor_.at();
    call.function = intrinsic_named(cursor_.take_until("( ,)'"));
    if (call.function == nullptr) {
      return cursor_.error(kInvalid, "No intrinsic function has the name that ends");
    }
    if (!cursor_.accept("(")) return cursor_.error(kInvalid, "A '(' is expected");
    cursor_.skip_spaces();
    while (!cursor_.accept(")")) {
      if (!call.arguments.empty() && !cursor_.accept(",")) {
        return cursor_.error(kInvalid, "A ',' or a ')' is expected");
      }
      cursor_.skip_spaces();
      bool const pattern = call.arguments.empty() && call.function->name == "States.Format";
      auto argument = pattern && cursor_.peek() == '\'' ? take_text(true) : take_argument(depth);
      if (!argument) return fail(argument);
      call.arguments.push_back(std::move(*argument));
      cursor_.skip_spaces();
    }
    if (call.arguments.size() < call.function->arguments_min ||
        call.arguments.size() > call.function->arguments_max) {
      return cursor_.error(kInvalid, std::string(call.function->name) +
                                         " takes another number of arguments than the call that "
                                         "ends");
    }
    call.text = cursor_.since(start);
    return call;
  }

 private:
  Result<IntrinsicCall::Argument> take_argument(int depth) {
    if (cursor_.peek() == '\'') return take_text(false);
    if (cursor_.peek() == '$') {
      auto path = parse_path(cursor_, PathPlace::argument, 0);
      if (!path) return fail(path);
      return std::move(*path);
    }
    if (cursor_.peek() == 'S') {
      auto call = parse(depth + 1);
      if (!call) return fail(call);
      return std::make_shared<IntrinsicCall const>(std::move(*call));
    }
    if (cursor_.accept("true")) return Json(true);
    if (cursor_.accept("false")) return Json(false);
    if (cursor_.accept("null")) return Json(nullptr);
    std::size_t const start = cursor_.at();
    auto const number = take_number(cursor_, kInvalid);
    if (!number) return tl::unexpected(number.error());
    bool const whole = cursor_.since(start).find_first_of(".eE") == std::string_view::npos;
    if (whole && *number >= -1e15 && *number <= 1e15) {
      return Json(static_cast<std::int64_t>(*number));
    }
    return Json(*number);
  }

  // `pattern`: of States.Format, which tells an escaped brace from one that takes an argument.
  Result<IntrinsicCall::Argument> take_text(bool pattern) {
    cursor_.take();
    std::string text;
    while (!cursor_.accept("'")) {
      if (cursor_.done()) return cursor_.error(kInvalid, "The closing quote is missing");
      char const c = cursor_.take();
      char const next = cursor_.peek();
      bool const escape = c == '\\' && (next == '\'' || next == '{' || next == '}' || next == '\\');
      if (!escape || (pattern && next != '\'')) text += c;
      if (escape) text += cursor_.take();
    }
    return Json(std::move(text));
  }

  TextCursor& cursor_;
};

tl::unexpected<Error> failed(IntrinsicCall const& call, Error error) {
  error.message = "The function '" + call.text + "' had the following error: " + error.message;
  return tl::unexpected(std::move(error));
}

Result<Json> value_of(IntrinsicCall const& call, Scope const& scope, WorkBudget& budget);

Result<Json> value_of(IntrinsicCall::Argument const& argument, Scope const& scope,
                      WorkBudget& budget) {
  if (auto const* const value = std::get_if<Json>(&argument)) return *value;
  auto const* const path = std::get_if<PathProgram>(&argument);
  if (path == nullptr) {
    return value_of(*std::get<std::shared_ptr<IntrinsicCall const>>(argument), scope, budget);
  }
  auto value = value_of(*path, {scope, nullptr, budget});
  if (value || value.error().code == Errc::too_large) return value;
  std::string why = value.error().message;
  if (value.error().code == Errc::not_found && path->root != PathRoot::variable) {
    why = "The JsonPath argument for the field '" + path->text +
          "' could not be found in the input '" + quoted(*path, scope) + "'";
  }
  return fail(Errc::invalid_argument, "States.Runtime", std::move(why));
}

Result<Json> value_of(IntrinsicCall const& call, Scope const& scope, WorkBudget& budget) {
  std::vector<Json> arguments;
  for (auto const& argument : call.arguments) {
    bool const nested = std::holds_alternative<std::shared_ptr<IntrinsicCall const>>(argument);
    auto value = value_of(argument, scope, budget);
    if (!value) return nested ? fail(value) : failed(call, std::move(value.error()));
    arguments.push_back(std::move(*value));
  }
  auto result = call.function->call(arguments, scope.random);
  if (!result) return failed(call, std::move(result.error()));
  if (!budget.spend(work_of(*result, budget.left))) {
    return failed(call, {Errc::too_large, "States.DataLimitExceeded", "The result is too large."});
  }
  return result;
}

}  // namespace

bool Intrinsic::looks_like(std::string_view text) noexcept { return text.starts_with("States."); }

Result<Intrinsic> Intrinsic::parse(std::string_view text) {
  if (text.size() > kIntrinsicBytesMax) {
    return fail(Errc::invalid_argument, kInvalid,
                "The call has more than " + std::to_string(kIntrinsicBytesMax) + " characters.");
  }
  TextCursor cursor(text);
  auto call = CallParser(cursor).parse(1);
  if (!call) return fail(call);
  if (!cursor.done()) return cursor.error(kInvalid, "The end of the call is expected");
  return Intrinsic(std::make_shared<IntrinsicCall const>(std::move(*call)));
}

Result<Json> Intrinsic::evaluate(Scope const& scope) const {
  WorkBudget budget;
  return evaluate(scope, budget);
}

Result<Json> Intrinsic::evaluate(Scope const& scope, WorkBudget& budget) const {
  return value_of(*call_, scope, budget);
}

std::string const& Intrinsic::text() const noexcept { return call_->text; }

}  // namespace helio::asl
