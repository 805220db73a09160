// POST /replays: events of the archive go through the rules again. GET /replays: how far they are.
#include "api/replays.hpp"

#include <algorithm>

#include "api/query.hpp"
#include "api/resources.hpp"
#include "base/timestamp.hpp"
#include "http/problem.hpp"

namespace helio::api {
namespace {

constexpr std::size_t kRulesMax = 100;
constexpr std::size_t kNameMax = 64;

auto invalid(std::string message) {
  return fail(Errc::invalid_argument, "InvalidRequest", std::move(message));
}

Json replay_json(Replay const& replay) {
  Json json = {{"name", replay.name},
               {"state", replay.state},
               {"from", to_rfc3339(replay.from)},
               {"to", to_rfc3339(replay.to)},
               {"rules", replay.rules},
               {"started_at", to_rfc3339(replay.started_at)}};
  if (replay.ended_at) json["ended_at"] = to_rfc3339(*replay.ended_at);
  if (replay.last_replayed_at) json["last_replayed_at"] = to_rfc3339(*replay.last_replayed_at);
  return json;
}

bool is_name(std::string_view name) {
  return !name.empty() && name.size() <= kNameMax && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
  });
}

Result<Timestamp> time_member(Json const& object, std::string_view name) {
  auto const text = text_member(object, name);
  if (!text) return tl::unexpected(text.error());
  auto const time = parse_rfc3339(*text);
  if (!time) {
    return fail(
        Errc::invalid_argument, "InvalidTimestamp",
        "\"" + std::string(name) + "\" must be a time such as 2026-11-25T07:48:03Z (RFC 3339).");
  }
  return *time;
}

Result<std::vector<std::string>> rules_of(Json const& object) {
  std::vector<std::string> rules;
  auto const found = object.find("rules");
  if (found == object.end()) return rules;
  if (!found->is_array() || found->size() > kRulesMax) {
    return invalid("\"rules\" must be a list of at most 100 names of rules.");
  }
  for (Json const& rule : *found) {
    if (!rule.is_string() || !is_name(rule.get<std::string>())) {
      return invalid("Each of \"rules\" must be the name of a rule.");
    }
    rules.push_back(rule.get<std::string>());
  }
  return rules;
}

Result<Replay> request_of(std::string_view body, http::RequestHead const& head) {
  auto const object = object_of(body);
  if (!object) return tl::unexpected(object.error());
  Replay replay;
  replay.name = "replay-" + head.request_id;
  if (object->contains("name")) {
    auto name = text_member(*object, "name");
    if (!name) return fail(name);
    if (!is_name(*name)) {
      return invalid("\"name\" may have 1 to 64 letters, digits, \".\", \"_\" and \"-\".");
    }
    replay.name = std::move(*name);
  }
  auto const from = time_member(*object, "from");
  if (!from) return tl::unexpected(from.error());
  auto const to = time_member(*object, "to");
  if (!to) return tl::unexpected(to.error());
  if (*from >= *to) return invalid("\"from\" must be earlier than \"to\".");
  auto rules = rules_of(*object);
  if (!rules) return fail(rules);
  replay.from = *from;
  replay.to = *to;
  replay.rules = std::move(*rules);
  return replay;
}

http::Response start(Parts const& parts, http::RequestHead const& head, std::string_view body) {
  auto replay = request_of(body, head);
  if (!replay) return http::problem(replay.error(), head.request_id);
  auto const started = parts.replays.start(std::move(*replay));
  if (!started) return http::problem(started.error(), head.request_id);
  return json_response(202, replay_json(*started));
}

http::Response list(Parts const& parts, http::RequestHead const& head) {
  auto const replays = parts.replays.list();
  if (!replays) return http::problem(replays.error(), head.request_id);
  Json items = Json::array();
  for (Replay const& replay : *replays) items.push_back(replay_json(replay));
  Json body = {{"count", items.size()}};
  body["items"] = std::move(items);
  return json_response(200, body);
}

}  // namespace

Routes replays_routes(Parts const& parts) {
  auto const get = [&parts](http::RequestHead const& head,
                            http::PathParameters const&) -> http::Begun {
    return list(parts, head);
  };
  auto const post = [&parts](http::RequestHead const& head,
                             http::PathParameters const&) -> http::Begun {
    return json_body(head,
                     [&parts, &head](std::string const& body) { return start(parts, head, body); });
  };
  return {{"GET", "/replays", get}, {"POST", "/replays", post}};
}

}  // namespace helio::api
