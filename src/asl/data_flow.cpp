// How data passes through a state: InputPath, Parameters, the work, ResultSelector, Assign,
// ResultPath, OutputPath. Nothing is copied that stays as it is.
#include "asl/limits.hpp"
#include "asl/run.hpp"
#include "base/timestamp.hpp"

namespace helio::asl {
namespace {

Data empty_object() {
  static Data const empty = std::make_shared<Json const>(Json::object());
  return empty;
}

}  // namespace

Scope Run::scope(Frame const& frame, Json const& data) const {
  Scope scope{data, context, *random, {}};
  for (Frame const* one = &frame;;) {
    if (one->variables) scope.variables.push_back(one->variables.get());
    if (one->parent == 0) return scope;
    one = &frames.at(one->parent);
  }
}

void Run::build_context(Frame const& frame, Data const& item, std::size_t index) {
  context = Json{{"Execution",
                  {{"Id", info.arn},
                   {"Input", *input},
                   {"Name", info.name},
                   {"RoleArn", info.role_arn},
                   {"StartTime", to_rfc3339(started_at)},
                   {"RedriveCount", info.redrives}}},
                 {"StateMachine", {{"Id", info.machine_arn}, {"Name", info.machine_name}}},
                 {"State",
                  {{"Name", frame.at().name},
                   {"EnteredTime", to_rfc3339(frame.entered_at)},
                   {"RetryCount", frame.retries}}}};
  if (info.redriven_at) context["Execution"]["RedriveTime"] = to_rfc3339(*info.redriven_at);
  if (!frame.token.empty()) context["Task"] = {{"Token", frame.token}};
  Frame const* around = &frame;
  while (!around->item && around->parent != 0) around = &frames.at(around->parent);
  Data const& value = item ? item : around->item;
  if (!value) return;
  context["Map"] = {{"Item", {{"Index", item ? index : around->branch}, {"Value", *value}}}};
}

Outcome<Json> Run::read(Frame const& frame, JsonPath const& path, Json const& from) {
  auto value = path.evaluate(scope(frame, from));
  if (value) return std::move(*value);
  return tl::unexpected(
      failure_of(frame, {value.error().code, "States.Runtime",
                         "Invalid path '" + path.text() + "' : " + value.error().message}));
}

Outcome<Data> Run::select(Frame const& frame, Selection const& how, Data const& from) {
  if (how.kind == Selection::Kind::whole) return from;
  if (how.kind == Selection::Kind::nothing) return empty_object();
  auto value = read(frame, *how.path, *from);
  if (!value) return tl::unexpected(std::move(value.error()));
  return std::make_shared<Json const>(std::move(*value));
}

Outcome<Data> Run::fill(Frame const& frame, std::optional<PayloadTemplate> const& with,
                        Data const& from) {
  if (!with) return from;
  auto value = with->evaluate(scope(frame, *from));
  if (!value) return tl::unexpected(failure_of(frame, value.error()));
  return std::make_shared<Json const>(std::move(*value));
}

Outcome<void> Run::within_limits(Json const& data, std::string const& whose) const {
  auto const bytes = text_size(data, kDataBytesMax, kDataDepthMax);
  if (bytes && *bytes <= kDataBytesMax) return {};
  std::string const what =
      bytes
          ? "returned a result with a size exceeding the maximum number of bytes service limit."
          : "returned a result nested more than " + std::to_string(kDataDepthMax) + " levels deep.";
  return tl::unexpected(
      Failure{"States.DataLimitExceeded", "The state/task '" + whose + "' " + what});
}

void Run::complete(Frame& frame, Data result) {
  State const& state = frame.at();
  auto selected = fill(frame, state.result_selector, result);
  if (!selected) return fail(frame, std::move(selected.error()));
  complete(frame, std::move(*selected), state.assign, state.next);
}

void Run::complete(Frame& frame, Data result, std::optional<PayloadTemplate> const& with,
                   StateIndex next) {
  State const& state = frame.at();
  auto const assigned = assign(frame, with, result);
  if (!assigned) return fail(frame, assigned.error());
  auto placed = place(frame, state.result_path, std::move(result));
  if (placed) placed = select(frame, state.output_path, *placed);
  if (!placed) return fail(frame, std::move(placed.error()));
  if (*placed != frame.input) {
    auto const fits = within_limits(**placed, state.name);
    if (!fits) return fail(frame, fits.error());
  }
  frame.output = std::move(*placed);
  frame.next = next;
  make_ready(frame, Phase::leave);
}

Outcome<Data> Run::place(Frame const& frame, Placement const& how, Data result) {
  if (how.kind == Placement::Kind::replace) return result;
  if (how.kind == Placement::Kind::discard) return frame.input;
  Json whole = *frame.input;
  auto const set = how.path->set(whole, *result);
  if (!set) return tl::unexpected(failure_of(frame, set.error()));
  return std::make_shared<Json const>(std::move(whole));
}

Outcome<void> Run::assign(Frame& frame, std::optional<PayloadTemplate> const& with,
                          Data const& from) {
  if (!with) return {};
  auto assigned = fill(frame, with, from);
  if (!assigned) return tl::unexpected(std::move(assigned.error()));
  auto const fits = within_limits(**assigned, frame.at().name);
  if (!fits) return fits;
  auto const held = frame.variables ? text_size(*frame.variables, kVariablesBytesMax, kDataDepthMax)
                                    : std::optional<std::size_t>(0);
  if (!held || *held > kVariablesBytesMax - kDataBytesMax) {
    return tl::unexpected(
        Failure{"States.DataLimitExceeded", "The variables of the execution exceed 10 MiB."});
  }
  frame.assigned = std::move(*assigned);
  return {};
}

void Run::apply_assigned(Frame& frame) {
  if (!frame.assigned) return;
  if (frame.variables) {
    Json all = *frame.variables;
    all.update(*frame.assigned);
    frame.variables = std::make_shared<Json const>(std::move(all));
  } else {
    frame.variables = frame.assigned;
  }
  frame.assigned.reset();
}

}  // namespace helio::asl
