#include "events/target_input.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "base/json_dump.hpp"
#include "base/timestamp.hpp"

namespace helio::events {
namespace {

constexpr std::size_t steps_max = 64;

struct Step {
  std::string name;
  std::optional<std::size_t> index;
};

// "['name']" or "[3]" at the front of `rest`, which it takes off.
std::optional<Step> bracket(std::string_view& rest) {
  if (rest.starts_with("['")) {
    std::size_t const end = rest.find("']");
    if (end == std::string_view::npos) return std::nullopt;
    Step step{std::string(rest.substr(2, end - 2)), std::nullopt};
    rest.remove_prefix(end + 2);
    return step;
  }
  std::size_t const end = rest.find(']');
  if (end == std::string_view::npos) return std::nullopt;
  std::size_t index = 0;
  auto const [read, error] = std::from_chars(rest.data() + 1, rest.data() + end, index);
  if (error != std::errc{} || read != rest.data() + end) return std::nullopt;
  rest.remove_prefix(end + 1);
  return Step{{}, index};
}

std::optional<std::vector<Step>> parse_path(std::string_view path) {
  if (!path.starts_with("$")) return std::nullopt;
  std::string_view rest = path.substr(1);
  std::vector<Step> out;
  while (!rest.empty()) {
    if (out.size() == steps_max) return std::nullopt;
    if (rest.front() == '[') {
      auto step = bracket(rest);
      if (!step) return std::nullopt;
      out.push_back(std::move(*step));
      continue;
    }
    if (rest.front() != '.') return std::nullopt;
    rest.remove_prefix(1);
    std::string_view const name = rest.substr(0, rest.find_first_of(".["));
    if (name.empty() || name.find('*') != std::string_view::npos) return std::nullopt;
    out.push_back({std::string(name), std::nullopt});
    rest.remove_prefix(name.size());
  }
  return out;
}

Json const* at_path(Json const& event, std::string_view path) {
  auto const steps = parse_path(path);
  if (!steps) return nullptr;
  Json const* here = &event;
  for (Step const& step : *steps) {
    if (step.index) {
      if (!here->is_array() || *step.index >= here->size()) return nullptr;
      here = &(*here)[*step.index];
    } else {
      if (!here->is_object() || !here->contains(step.name)) return nullptr;
      here = &here->at(step.name);
    }
  }
  return here;
}

// A placeholder's value: unset if there is none of that name, null if it leads nowhere.
std::optional<Json> value_of(std::string_view name, InputTransformer const& transformer,
                             InputSource const& source, Json const& event) {
  if (name == "aws.events.rule-arn") return source.rule_arn;
  if (name == "aws.events.rule-name") return source.rule_name;
  if (name == "aws.events.event.ingestion-time") return to_rfc3339(source.ingested);
  if (name == "aws.events.event.json") return event;
  if (name == "aws.events.event") {
    Json out = event;
    out.erase("detail");
    return out;
  }
  for (auto const& [each, path] : transformer.paths) {
    if (each != name) continue;
    Json const* const found = at_path(event, path);
    return found == nullptr ? Json() : *found;
  }
  return std::nullopt;
}

std::string inside_quotes(Json const& value) {
  if (value.is_null()) return {};
  std::string const text = value.is_string() ? value.get<std::string>() : value.dump();
  std::string const quoted = Json(text).dump();
  return quoted.substr(1, quoted.size() - 2);
}

using Lookup = std::function<std::optional<Json>(std::string_view)>;

std::string fill(std::string_view text, Lookup const& lookup) {
  // A template that is no JSON is text as a whole: its values have no quotes of their own.
  std::size_t const first = text.find_first_not_of(" \t\r\n");
  bool const json = first != std::string_view::npos &&
                    std::string_view("{[\"<").find(text[first]) != std::string_view::npos;
  bool quoted = false;
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char const c = text[i];
    if (c == '\\' && quoted && i + 1 < text.size()) {
      out += text.substr(i++, 2);
      continue;
    }
    if (c == '"') quoted = !quoted;
    std::size_t const end = c == '<' ? text.find('>', i) : std::string_view::npos;
    auto const value =
        end == std::string_view::npos ? std::nullopt : lookup(text.substr(i + 1, end - i - 1));
    if (!value) {
      out.push_back(c);
      continue;
    }
    if (quoted) {
      out += inside_quotes(*value);
    } else {
      bool const bare = !json && value->is_string();
      out += bare ? value->get<std::string>() : value->dump();
    }
    i = end;
  }
  return out;
}

}  // namespace

bool is_event_path(std::string_view path) { return parse_path(path).has_value(); }

std::optional<std::string> unknown_placeholder(InputTransformer const& transformer) {
  constexpr std::string_view kOwn[] = {"aws.events.rule-arn", "aws.events.rule-name",
                                       "aws.events.event.ingestion-time", "aws.events.event.json",
                                       "aws.events.event"};
  constexpr std::string_view kLetters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";
  std::string_view const text = transformer.input_template;
  for (auto at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    auto const end = text.find_first_not_of(kLetters, at + 1);
    if (end == std::string_view::npos || text[end] != '>' || end == at + 1) continue;
    auto const name = text.substr(at + 1, end - at - 1);
    bool const mapped = std::ranges::any_of(transformer.paths,
                                            [&](auto const& each) { return each.first == name; });
    if (!mapped && std::ranges::find(kOwn, name) == std::end(kOwn)) return std::string(name);
  }
  return std::nullopt;
}

Result<std::string> input_of(Target const& target, InputSource const& source) {
  if (target.input) return *target.input;
  if (!target.input_path && !target.transformer) return std::string(source.event_json);
  auto const event = parse_json(source.event_json);
  if (!event || !event->is_object()) {
    return fail(Errc::corrupt, "InvalidEvent", "The stored event is not a JSON object.");
  }
  if (target.input_path) {
    Json const* const found = at_path(*event, *target.input_path);
    return found == nullptr ? "null" : found->dump();
  }
  InputTransformer const& transformer = *target.transformer;
  std::string filled = fill(transformer.input_template, [&](std::string_view name) {
    return value_of(name, transformer, source, *event);
  });
  if (parse_json(filled)) return filled;
  return dump_json(filled);
}

}  // namespace helio::events
