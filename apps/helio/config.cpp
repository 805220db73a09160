#include "helio/config.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "adapters/curl/http_client.hpp"
#include "base/log.hpp"
#include "notify/notification.hpp"
#include "objects/bucket_name.hpp"

namespace helio::cli {
namespace {

// What is wrong with a value, as the end of a sentence; nothing where it was taken.
using Fault = std::optional<std::string>;

Fault out_of_range(ConfigKey const& key) {
  return fmt::format("must be {} to {}", key.least, key.most);
}

Fault set(std::string& member, ConfigKey const& /*key*/, std::string_view text) {
  member = text;
  return {};
}

template <typename Number>
Fault set_number(Number& member, ConfigKey const& key, std::string_view text) {
  Number value{};
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return "must be a number";
  auto const compared = static_cast<double>(value);
  if (!(compared >= key.least && compared <= key.most)) return out_of_range(key);
  member = value;
  return {};
}

Fault set(std::int64_t& member, ConfigKey const& key, std::string_view text) {
  return set_number(member, key, text);
}

Fault set(double& member, ConfigKey const& key, std::string_view text) {
  return set_number(member, key, text);
}

Fault set(bool& member, ConfigKey const& /*key*/, std::string_view text) {
  if (text != "true" && text != "false") return "must be true or false";
  member = text == "true";
  return {};
}

template <typename T>
Fault set(std::vector<T>& member, ConfigKey const& /*key*/, std::string_view text) {
  member.clear();
  while (!text.empty()) {
    auto const comma = std::min(text.find(','), text.size());
    if (comma > 0) member.emplace_back(std::string(text.substr(0, comma)));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return {};
}

Fault set_member(Config& config, ConfigKey const& key, std::string_view text) {
  return std::visit([&](auto member) { return set(config.*member, key, text); }, key.member);
}

// Letters to insert, drop or change; enough to find what was meant.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      std::size_t const above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row.back();
}

std::string unknown_key(std::string_view name) {
  auto const keys = config_keys();
  auto const nearest = std::ranges::min_element(
      keys, {}, [&](ConfigKey const& key) { return distance(name, key.name); });
  if (distance(name, nearest->name) > 3) return "is no setting; `helio config keys` lists them";
  return fmt::format("is no setting; did you mean {}?", nearest->name);
}

class Loading {
 public:
  LoadedConfig loaded;
  std::string faults;

  void fault(std::string_view where, std::string_view name, std::string_view what) {
    faults += fmt::format("{}{}: {} {}{}", faults.empty() ? "" : "\n", where, name, what,
                          what.ends_with('?') ? "" : ".");
  }

  void take(ConfigKey const& key, std::string_view text, std::string const& where) {
    auto const wrong = set_member(loaded.config, key, text);
    if (wrong) fault(where, key.name, *wrong);
    loaded.origins[std::string(key.name)] = where;
  }
};

std::string place(std::filesystem::path const& file, toml::source_region const& source) {
  // A file that cannot be read has no lines.
  if (source.begin.line == 0) return file.string();
  return fmt::format("{}:{}", file.string(), source.begin.line);
}

// A file's value as the text that a flag would have; none for a table or a date.
std::optional<std::string> text_of(toml::node const& node) {
  if (auto const text = node.value_exact<std::string>()) return text;
  if (auto const number = node.value_exact<std::int64_t>()) return std::to_string(*number);
  if (auto const number = node.value_exact<double>()) return fmt::format("{}", *number);
  if (auto const flag = node.value_exact<bool>()) return *flag ? "true" : "false";
  auto const* const list = node.as_array();
  if (list == nullptr) return {};
  std::string joined;
  for (auto const& item : *list) {
    auto const text = item.value_exact<std::string>();
    if (!text) return {};
    joined += (joined.empty() ? "" : ",") + *text;
  }
  return joined;
}

void take_webhook(Loading& loading, toml::node const& node, std::string const& where) {
  auto const* const table = node.as_table();
  if (table == nullptr) return loading.fault(where, "webhook", "must be a table [[webhook]]");
  WebhookConfig webhook;
  for (auto const& [name, value] : *table) {
    auto const text = text_of(value);
    if (name == "url" && text) {
      webhook.url = *text;
    } else if (name == "secret" && text) {
      webhook.secret = *text;
    } else if (name == "events" && text) {
      (void)set(webhook.events, config_keys()[0], *text);
    } else {
      loading.fault(where, name.str(), "is none of url, secret and events of [[webhook]]");
    }
  }
  if (!curl::check_url(webhook.url)) {
    loading.fault(where, "webhook", "needs a whole url that begins with http:// or https://");
  }
  for (auto const& event : webhook.events) {
    if (notify::parse_kind(event)) continue;
    loading.fault(where, event,
                  "is no event; choose of image.analyzed, image.low_confidence, image.rejected and "
                  "image.failed");
  }
  if (webhook.secret.size() < 16) {
    loading.fault(where, "webhook", "needs a secret of 16 characters or more");
  }
  loading.loaded.config.webhooks.push_back(std::move(webhook));
}

void take_resources(Loading& loading, std::string_view kind, toml::array const& list,
                    std::string const& where) {
  for (auto const& one : list) {
    auto const* const table = one.as_table();
    if (table == nullptr) {
      loading.fault(where, kind, fmt::format("must be a table [[{}]]", kind));
      continue;
    }
    ConfigEntry entry;
    for (auto const& [name, value] : *table) {
      auto const text = text_of(value);
      if (!text) loading.fault(where, name.str(), "must be a text or a list of texts");
      entry[std::string(name.str())] = text.value_or("");
    }
    for (auto const& fault : add_resource(loading.loaded.config.resources, kind, entry)) {
      loading.fault(where, kind, fault);
    }
  }
}

void take_entry(Loading& loading, std::filesystem::path const& file, toml::key const& name,
                toml::node const& node) {
  std::string const where = place(file, name.source());
  auto const keys = config_keys();
  auto const key = std::ranges::find(keys, name.str(), &ConfigKey::name);
  if (name == "webhook" && node.is_array()) {
    for (auto const& one : *node.as_array()) take_webhook(loading, one, where);
  } else if (is_resource(name.str()) && node.is_array()) {
    take_resources(loading, name.str(), *node.as_array(), where);
  } else if (key == keys.end()) {
    loading.fault(where, name.str(), unknown_key(name.str()));
  } else if (auto const text = text_of(node)) {
    loading.take(*key, *text, where);
  } else {
    loading.fault(where, name.str(), "must be a text, a number, true, false or a list of texts");
  }
}

void take_file(Loading& loading, std::filesystem::path const& file) {
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored)) {
    return loading.fault(file.string(), "a folder", "is no configuration; name a file in it");
  }
  try {
    auto const table = toml::parse_file(file.string());
    for (auto const& [name, node] : table) take_entry(loading, file, name, node);
  } catch (toml::parse_error const& error) {
    loading.fault(place(file, error.source()), "TOML", std::string(error.description()));
  }
}

// What becomes a part of names on AWS's wire, and must be good for one.
void check_names(Loading& loading) {
  constexpr std::string_view kWord =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
  constexpr std::string_view kRegion = "abcdefghijklmnopqrstuvwxyz0123456789-";
  constexpr std::size_t kNameMax = 24;  // a function's whole name has 64 at most
  auto const& config = loading.loaded.config;
  auto const check = [&](char const* key, std::string const& value, std::string_view letters,
                         char const* what) {
    bool const good = !value.empty() && value.size() <= kNameMax &&
                      value.find_first_not_of(letters) == std::string::npos;
    if (!good) loading.fault(key, fmt::format("\"{}\"", value), what);
  };
  check("project", config.project, kWord, "must be 1 to 24 letters, digits, - and _");
  check("environment", config.environment, kWord, "must be 1 to 24 letters, digits, - and _");
  check("aws_region", config.aws_region, kRegion, "must be like us-east-1");
  if (auto const named = objects::check_bucket_name(config.bucket); !named) {
    loading.fault("bucket", fmt::format("\"{}\"", config.bucket),
                  "must be 3 to 63 small letters, digits, dots and hyphens");
  }
}

// What stands here and what may stand in AWS.
void check_places(Loading& loading) {
  auto const& config = loading.loaded.config;
  if (config.analyzer != "local" && config.analyzer != "rekognition") {
    loading.fault("analyzer", config.analyzer, "must be local or rekognition");
  }
  if (config.objects != "local" && config.objects != "s3") {
    loading.fault("objects", config.objects, "must be local or s3");
  }
  if (config.results != "local" && config.results != "dynamodb") {
    loading.fault("results", config.results, "must be local or dynamodb");
  }
  constexpr std::string_view kTableCharacters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-";
  auto const& table = config.results_table;
  if (table.empty()) return;
  if (table.size() < 3 || table.size() > 255 ||
      table.find_first_not_of(kTableCharacters) != std::string::npos) {
    loading.fault("results_table", table, "must be 3 to 255 letters, digits and _.-");
  }
  if (config.results != "dynamodb") {
    loading.fault("results_table", table, "is of no use without results = \"dynamodb\"");
  }
}

// What no single key can know.
void check_together(Loading& loading) {
  auto const& config = loading.loaded.config;
  auto const listen = config.listen.rfind(':');
  if (listen == std::string::npos || listen == 0 || listen + 1 == config.listen.size()) {
    loading.fault("listen", config.listen, "must be HOST:PORT, such as 127.0.0.1:8080");
  }
  if (config.tls_certificate.empty() != config.tls_key.empty()) {
    loading.fault("tls", "tls_certificate and tls_key", "must be given together");
  }
  if (config.upload_prefix.empty() || config.upload_prefix.starts_with('/')) {
    loading.fault("upload_prefix", config.upload_prefix, "must be like uploads/");
  }
  if (!config.public_url.empty() && !curl::check_url(config.public_url)) {
    loading.fault("public_url", config.public_url, "must be like https://images.example.org");
  }
  if (!log::parse_level(config.log_level)) {
    loading.fault("log_level", config.log_level, "must be debug, info, warning or error");
  }
  for (auto const& table : config.resources.tables) {
    if (table.name != results_table_name(config)) continue;
    loading.fault("table", table.name, "is the table of all results, name another");
  }
  auto const digits = [](char c) { return c >= '0' && c <= '9'; };
  if (config.aws_account_id.size() != 12 || !std::ranges::all_of(config.aws_account_id, digits)) {
    loading.fault("aws_account_id", config.aws_account_id, "must be 12 digits");
  }
  check_names(loading);
  check_places(loading);
}

}  // namespace

std::string results_table_name(Config const& config) {
  return config.project + "-" + config.environment + "-results";
}

Result<LoadedConfig> load_config(ConfigSources const& sources) {
  Loading loading;
  if (sources.file) take_file(loading, *sources.file);
  for (auto const& key : config_keys()) {
    std::string const variable = variable_of(key);
    if (char const* const text = sources.environment(variable.c_str())) {
      loading.take(key, text, "variable " + variable);
    }
    auto const flag = sources.flags.find(key.name);
    if (flag != sources.flags.end()) loading.take(key, flag->second, "flag " + flag_of(key));
  }
  check_together(loading);
  if (loading.faults.empty()) return std::move(loading.loaded);
  return fail(Errc::invalid_argument, "InvalidConfiguration", std::move(loading.faults));
}

}  // namespace helio::cli
