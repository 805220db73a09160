#include "adapters/awscloud/settings.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <filesystem>

#include "adapters/curl/http_client.hpp"
#include "base/encoding.hpp"
#include "base/file.hpp"

namespace helio::awscloud {
namespace {

constexpr int kAttemptsDefault = 3;
constexpr std::size_t kRegionCharactersMax = 63;  // a label of a host's name

std::optional<std::string> filled(char const* text) {
  if (text == nullptr || *text == '\0') return std::nullopt;
  return text;
}

std::optional<std::string> filled(ProfileSection const& section, std::string_view name) {
  auto const found = section.find(name);
  if (found == section.end() || found->second.empty()) return std::nullopt;
  return found->second;
}

// The file that a variable names, or ~/.aws/NAME. One that is not there is empty.
Result<ProfileFile> read_profiles(Environment const& environment, char const* variable,
                                  char const* name, ProfileFileKind kind) {
  auto path = filled(environment(variable));
  if (!path) {
    auto const home = filled(environment("HOME"));
    if (!home) return ProfileFile{};
    path = *home + "/.aws/" + name;
  }
  if (*path == "/dev/null") return ProfileFile{};  // how one says: none
  auto const bytes = read_file(*path, kProfileFileBytesMax);
  if (!bytes && bytes.error().code == Errc::not_found) return ProfileFile{};
  if (!bytes) return tl::unexpected(bytes.error());
  return parse_profile_file(text_of(*bytes), kind);
}

std::string variable_of(Service service) {
  std::string name = "AWS_ENDPOINT_URL_" + std::string(service.id);
  std::ranges::transform(name, name.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return name;
}

bool is_region(std::string_view text) {
  return !text.empty() && text.size() <= kRegionCharactersMax &&
         std::ranges::all_of(text, [](unsigned char c) {
           return std::islower(c) != 0 || std::isdigit(c) != 0 || c == '-';
         });
}

}  // namespace

Result<Settings> Settings::load(Environment environment) {
  Settings settings;
  settings.environment_ = std::move(environment);
  auto const named = settings.variable("AWS_PROFILE");
  if (named) settings.profile_name_ = *named;
  auto config =
      read_profiles(settings.environment_, "AWS_CONFIG_FILE", "config", ProfileFileKind::config);
  if (!config) return fail(config);
  auto credentials = read_profiles(settings.environment_, "AWS_SHARED_CREDENTIALS_FILE",
                                   "credentials", ProfileFileKind::credentials);
  if (!credentials) return fail(credentials);
  // Where both files have a setting, the credentials file counts.
  settings.profiles_ = std::move(credentials->profiles);
  for (auto& [name, section] : config->profiles) settings.profiles_[name].merge(section);
  if (named && !settings.profiles_.contains(settings.profile_name_)) {
    return fail(Errc::not_found, "ProfileNotFound",
                "AWS_PROFILE names the profile " + *named +
                    ", which stands in neither ~/.aws/config nor ~/.aws/credentials.");
  }
  auto const services = settings.profile("services");
  auto const section = config->services.find(services.value_or(""));
  if (section != config->services.end()) settings.services_ = section->second;
  return settings;
}

std::optional<std::string> Settings::profile(std::string_view setting) const {
  return profile(profile_name_, setting);
}

std::optional<std::string> Settings::profile(std::string const& name,
                                             std::string_view setting) const {
  auto const found = profiles_.find(name);
  return found == profiles_.end() ? std::nullopt : filled(found->second, setting);
}

std::optional<std::string> Settings::variable(std::string const& name) const {
  return filled(environment_(name.c_str()));
}

Result<std::string> Settings::region() const {
  auto region = variable("AWS_REGION");
  if (!region) region = variable("AWS_DEFAULT_REGION");
  if (!region) region = profile("region");
  if (!region) {
    return fail(Errc::invalid_argument, "MissingRegion",
                "No region is set; set AWS_REGION, or `region` in the profile.");
  }
  if (is_region(*region)) return *region;
  return fail(Errc::invalid_argument, "InvalidRegion",
              "\"" + *region + "\" is no region; write one like eu-central-1.");
}

std::optional<std::string> Settings::own_endpoint(Service service) const {
  if (variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS") == "true") return std::nullopt;
  if (auto url = variable(variable_of(service))) return url;
  if (auto url = variable("AWS_ENDPOINT_URL")) return url;
  if (auto url = filled(services_, std::string(service.id) + ".endpoint_url")) return url;
  return profile("endpoint_url");
}

bool Settings::has_own_endpoint(Service service) const { return own_endpoint(service).has_value(); }

Result<std::string> Settings::endpoint(Service service) const {
  if (auto own = own_endpoint(service)) {
    while (own->ends_with('/')) own->pop_back();
    bool const plain = own->find_first_of("?#@") == std::string::npos;
    if (plain && curl::check_url(*own)) return *own;
    return fail(Errc::invalid_argument, "InvalidEndpoint",
                "The endpoint of " + std::string(service.id) +
                    " is no URL like https://host:port; correct AWS_ENDPOINT_URL.");
  }
  auto region = this->region();
  if (!region) return region;
  std::string const domain = region->starts_with("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
  return "https://" + std::string(service.name) + "." + *region + domain;
}

int Settings::attempts_max() const {
  auto text = variable("AWS_MAX_ATTEMPTS");
  if (!text) text = profile("max_attempts");
  int attempts = 0;
  if (text) std::from_chars(text->data(), text->data() + text->size(), attempts);
  return attempts < 1 ? kAttemptsDefault : std::min(attempts, kAttemptsMax);
}

}  // namespace helio::awscloud
