#include "helio/query_commands.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/clock.hpp"
#include "base/json_members.hpp"
#include "base/timestamp.hpp"
#include "helio/execution_text.hpp"
#include "helio/log_tail.hpp"
#include "helio/report_json.hpp"
#include "helio/result_text.hpp"
#include "helio/server_client.hpp"
#include "helio/terminal.hpp"
#include "helio/terminal_text.hpp"

namespace helio::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto kPollPause = 500ms;

TableStyle style() {
  auto const terminal = Terminal::look();
  return {.columns = terminal.columns, .colour = terminal.colour};
}

// Of lists: what a program reads in a pipe is whole.
TableStyle line_style() {
  auto const terminal = Terminal::look();
  return {.columns = terminal.stdout_is_terminal ? terminal.columns : kWholeLines,
          .colour = terminal.colour};
}

ExitStatus failed(Error const& error) {
  print_error(error);
  return kSomeFailed;
}

ExitStatus printed(std::string const& text) { return print(text) ? kDone : kSomeFailed; }

std::string text_at(Json const& object, char const* name) {
  return printable(text_member(object, name));
}

// "?limit=20&status=FAILED": parts that are empty are left out.
class QueryText {
 public:
  QueryText& add(std::string_view name, std::string const& value) {
    if (!value.empty())
      text_ +=
          fmt::format("{}{}={}", text_.empty() ? "?" : "&", name, curl::percent_encoded(value));
    return *this;
  }
  [[nodiscard]] std::string const& text() const { return text_; }

 private:
  std::string text_;
};

// The execution of that name, of whichever machine; of the image pipeline where several have one.
Result<std::string> arn_of(ServerClient& client, std::string const& name) {
  auto const page = client.get("/executions?name=" + curl::percent_encoded(name));
  if (!page) return tl::unexpected<Error>(page.error());
  auto const items = page->value("items", Json::array());
  if (items.empty()) {
    return fail(Errc::not_found, "ExecutionDoesNotExist",
                "No workflow has an execution of the name \"" + printable(name) + "\".");
  }
  auto const of_pipeline = std::ranges::find_if(items, is_of_pipeline);
  auto const& chosen = of_pipeline == items.end() ? items.front() : *of_pipeline;
  for (auto const& other : items) {
    if (&other == &chosen) continue;
    fmt::print(stderr, "note: another has this name: {}\n", text_at(other, "execution_arn"));
  }
  return text_member(chosen, "execution_arn");
}

std::string log_text(Json const& items) {
  std::string text;
  for (auto const& item : items) {
    auto message = item.value("message", "");
    std::ranges::replace(message, '\t',
                         ' ');  // Lambda's REPORT lines have tabs between their parts
    message = printable(message);
    while (message.ends_with(' ')) message.pop_back();
    text += fmt::format("{}  {}\n", text_at(item, "time"), message);
  }
  return text;
}

}  // namespace

ExitStatus run_results(ResultsArguments const& arguments) {
  ServerClient client(arguments.server);
  if (!arguments.id.empty()) {
    auto const record = client.get("/results/" + curl::percent_encoded(arguments.id));
    if (!record) return failed(record.error());
    return printed(arguments.server.json ? to_text(*record, 2) + "\n"
                                         : result_table(*record, style()));
  }
  QueryText query;
  query.add("limit", std::to_string(arguments.limit)).add("status", arguments.status);
  query.add("label", arguments.label).add("user_id", arguments.user).add("q", arguments.text);
  if (arguments.confidence_min) {
    query.add("min_confidence", fmt::format("{}", *arguments.confidence_min));
  }
  auto const page = client.get("/results" + query.text());
  if (!page) return failed(page.error());
  if (arguments.server.json) return printed(to_text(*page, 2) + "\n");
  std::string text;
  for (auto const& record : page->value("items", Json::array())) {
    text += result_line(record, line_style());
  }
  return printed(text.empty() ? "no results\n" : text);
}

ExitStatus run_executions(ExecutionsArguments const& arguments) {
  ServerClient client(arguments.server);
  if (!arguments.arn.empty()) {
    auto const arn = arguments.arn.starts_with("arn:") ? Result<std::string>(arguments.arn)
                                                       : arn_of(client, arguments.arn);
    if (!arn) return failed(arn.error());
    auto const execution = client.get("/executions/" + curl::percent_encoded(*arn));
    if (!execution) return failed(execution.error());
    return printed(arguments.server.json ? to_text(*execution, 2) + "\n"
                                         : execution_table(*execution, style()));
  }
  QueryText query;
  query.add("limit", std::to_string(arguments.limit)).add("status", arguments.status);
  auto const page = client.get("/executions" + query.text());
  if (!page) return failed(page.error());
  if (arguments.server.json) return printed(to_text(*page, 2) + "\n");
  std::string text;
  for (auto const& execution : page->value("items", Json::array())) {
    text += execution_line(execution, style());
  }
  return printed(text.empty() ? "no executions\n" : text);
}

ExitStatus run_logs(LogsArguments const& arguments) {
  ServerClient client(arguments.server);
  if (arguments.follow) stop_on_signals();
  LogTail tail(arguments.function, arguments.limit);
  do {
    auto const page = client.get(tail.path());
    if (!page) return failed(page.error());
    auto const text = arguments.server.json && !arguments.follow
                          ? to_text(*page, 2) + "\n"
                          : log_text(page->value("items", Json::array()));
    if (!print(text)) return kSomeFailed;
    bool const more = tail.take(*page);
    if (arguments.follow && !more) std::this_thread::sleep_for(kPollPause);
  } while (arguments.follow && !stopped());
  return kDone;
}

ExitStatus run_replay(ReplayArguments const& arguments) {
  ServerClient client(arguments.server);
  auto const to = arguments.to.empty() ? to_rfc3339(SystemClock().wall()) : arguments.to;
  auto replay = client.post("/replays", {{"from", arguments.from}, {"to", to}});
  if (!replay) return failed(replay.error());
  auto const name = text_at(*replay, "name");
  stop_on_signals();
  while (arguments.wait && text_at(*replay, "state") == "RUNNING" && !stopped()) {
    std::this_thread::sleep_for(kPollPause);
    auto const all = client.get("/replays");
    if (!all) return failed(all.error());
    for (auto const& each : all->value("items", Json::array())) {
      if (text_at(each, "name") == name) *replay = each;
    }
  }
  if (arguments.server.json) return printed(to_text(*replay, 2) + "\n");
  return printed(fmt::format("{}  {}\n", name, text_at(*replay, "state")));
}

}  // namespace helio::cli
