#include "helio/config_command.hpp"

#include <cstdlib>

#include <fmt/format.h>

#include "helio/cloud_parts.hpp"
#include "helio/front.hpp"
#include "helio/server_client.hpp"
#include "helio/terminal.hpp"

namespace helio::cli {

Result<LoadedConfig> read_config(ConfigArguments const& arguments) {
  ConfigSources sources;
  sources.file = arguments.file;
  std::error_code ignored;
  if (!sources.file && std::filesystem::exists("helio.toml", ignored)) sources.file = "helio.toml";
  sources.environment = [](char const* name) { return std::getenv(name); };
  sources.flags = arguments.flags;
  return load_config(sources);
}

ExitStatus run_config_check(ConfigCheckArguments const& arguments) {
  auto const loaded = read_config(arguments.config);
  if (!loaded) {
    fmt::print(stderr, "error: the configuration is wrong:\n{}\n", loaded.error().message);
    return kUsage;
  }
  std::string text;
  for (auto const& key : config_keys()) {
    auto const origin = loaded->origins.find(key.name);
    text += fmt::format("{:<34} {:<24} {}\n", key.name, value_text(loaded->config, key),
                        origin == loaded->origins.end() ? "default" : origin->second);
  }
  for (auto const& webhook : loaded->config.webhooks) {
    text += fmt::format("{:<34} {}\n", "webhook", webhook.url);
  }
  for (auto const& topic : loaded->config.resources.topics) {
    text += fmt::format("{:<34} {}\n", "topic", topic.name);
  }
  for (auto const& table : loaded->config.resources.tables) {
    text += fmt::format("{:<34} {}\n", "table", table.name);
  }
  for (auto const& connection : loaded->config.resources.connections) {
    text += fmt::format("{:<34} {}\n", "connection", connection.name);
  }
  if (!print(text)) return kSomeFailed;
  auto const entrance = entrance_of(loaded->config);
  auto const cloud = CloudParts::open(loaded->config);
  if (!entrance) print_error(entrance.error());
  if (!cloud) print_error(cloud.error());
  return entrance && cloud ? kDone : kUsage;
}

ExitStatus run_config_keys() {
  std::string text;
  Config const defaults;
  for (auto const& key : config_keys()) {
    text += fmt::format("{} = {}\n    {}.\n    {}, {}\n", key.name, value_text(defaults, key),
                        key.help, flag_of(key), variable_of(key));
  }
  return print(text) ? kDone : kSomeFailed;
}

}  // namespace helio::cli
