#include "helio/settings_info.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace helio::cli {
namespace {

Json rules_json(std::vector<events::Rule> const& rules) {
  Json json = Json::array();
  for (auto const& rule : rules) {
    Json targets = Json::array();
    for (auto const& target : rule.targets) {
      targets.push_back({{"id", target.id}, {"arn", target.arn}});
    }
    json.push_back({{"name", rule.name},
                    {"bus", rule.bus},
                    {"description", rule.description},
                    {"enabled", rule.enabled},
                    {"pattern", parse_json(rule.pattern).value_or(Json())},
                    {"targets", std::move(targets)}});
  }
  return json;
}

Json archives_json(std::vector<events::Archive> const& archives) {
  Json json = Json::array();
  for (auto const& archive : archives) {
    Json one = {
        {"name", archive.name}, {"bus", archive.bus}, {"retention_days", archive.retention_days}};
    if (auto pattern = parse_json(archive.pattern)) one["pattern"] = std::move(*pattern);
    json.push_back(std::move(one));
  }
  return json;
}

Json webhooks_json(std::vector<WebhookConfig> const& webhooks) {
  Json json = Json::array();
  for (auto const& webhook : webhooks) {
    json.push_back({{"url", origin_only(webhook.url)},
                    {"signed", !webhook.secret.empty()},
                    {"events", webhook.events}});
  }
  return json;
}

Json models_json(std::vector<vision::Pack> const& packs) {
  Json json = Json::array();
  for (auto const& pack : packs) {
    for (auto const& model : pack.models) {
      json.push_back({{"pack", pack.name},
                      {"name", model.name},
                      {"version", model.version},
                      {"task", vision::to_string(model.task)},
                      {"license", model.license},
                      {"source", model.source}});
    }
  }
  return json;
}

}  // namespace

std::string origin_only(std::string_view url) {
  auto const scheme = url.find("://");
  auto const host = scheme == std::string_view::npos ? 0 : scheme + 3;
  auto const end = std::min(url.find_first_of("/?#", host), url.size());
  // What stands before "@" is a name and a password.
  auto const at = url.substr(host, end - host).rfind('@');
  auto const begin = at == std::string_view::npos ? host : host + at + 1;
  return std::string(url.substr(0, host)) + std::string(url.substr(begin, end - begin)) +
         (end < url.size() ? "/…" : "");
}

Json settings_info(Config const& config, events::RuleBook const& rules,
                   std::vector<vision::Pack> const& packs) {
  return {{"rules", rules_json(rules.rules())},
          {"archives", archives_json(rules.archives())},
          {"webhooks", webhooks_json(config.webhooks)},
          {"models", models_json(packs)}};
}

}  // namespace helio::cli
