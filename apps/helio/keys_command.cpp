#include "helio/keys_command.hpp"

#include <chrono>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/fs/key_rotation.hpp"
#include "base/timestamp.hpp"
#include "helio/config_command.hpp"
#include "helio/master_key_rotation.hpp"
#include "helio/report_json.hpp"
#include "helio/server_client.hpp"
#include "helio/storage.hpp"
#include "helio/terminal.hpp"

namespace helio::cli {
namespace {

ExitStatus failed(Error const& error) {
  print_error(error);
  return error.name == "InvalidConfiguration" ? kUsage : kSomeFailed;
}

constexpr auto kServerWaitMax = std::chrono::seconds(60);

ExitStatus printed(std::string const& text) { return print(text) ? kDone : kSomeFailed; }

Json key_json(aws::AccessKey const& key) {
  return {{"id", key.access_key_id},
          {"name", key.name},
          {"scope", aws::to_string(key.grant.role)},
          {"bucket", key.grant.bucket},
          {"prefix", key.grant.prefix},
          {"created_at", to_rfc3339(key.created_at)}};
}

Result<aws::Grant> grant_of(KeysArguments const& arguments) {
  auto const role = aws::parse_role(arguments.scope);
  if (!role) return tl::unexpected<Error>(role.error());
  auto const slash = arguments.bucket_prefix.find('/');
  aws::Grant grant{.role = *role, .bucket = arguments.bucket_prefix.substr(0, slash)};
  if (slash != std::string::npos) grant.prefix = arguments.bucket_prefix.substr(slash + 1);
  return grant;
}

ExitStatus create(aws::AccessKeys& keys, KeysArguments const& arguments) {
  auto const grant = grant_of(arguments);
  if (!grant) return failed(grant.error());
  auto const made = keys.create(arguments.name.empty() ? arguments.scope : arguments.name, *grant);
  if (!made) return failed(made.error());
  if (arguments.json) {
    Json json = key_json(made->key);
    json["secret_access_key"] = made->secret_access_key;
    json["bearer_token"] = made->bearer_token;
    return printed(to_text(json, 2) + "\n");
  }
  return printed(
      fmt::format("access key id      {}\nsecret access key  {}\nbearer token       {}\n",
                  made->key.access_key_id, made->secret_access_key, made->bearer_token));
}

ExitStatus list(aws::AccessKeys& access_keys, KeysArguments const& arguments) {
  auto const keys = access_keys.list();
  if (!keys) return failed(keys.error());
  Json all = Json::array();
  std::string text;
  for (auto const& key : *keys) {
    all.push_back(key_json(key));
    text += fmt::format("{}  {:<8}  {}  {}\n", key.access_key_id, aws::to_string(key.grant.role),
                        to_rfc3339_seconds(key.created_at), key.name);
  }
  if (keys->empty()) text = "None but the first admin's; `helio keys create` makes one.\n";
  return printed(arguments.json ? to_text(all, 2) + "\n" : text);
}

// The server that runs on the folder does it within seconds; how long the rest takes depends on
// how many objects there are.
ExitStatus wait_for_server(std::filesystem::path const& data_folder) {
  auto const give_up = std::chrono::steady_clock::now() + kServerWaitMax;
  while (rotation_is_asked_for(data_folder)) {
    if (std::chrono::steady_clock::now() > give_up) {
      return printed("The running server is asked to; its log says when it is done.\n");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  return printed("The master key is new; the running server wrapped all keys of objects again.\n");
}

ExitStatus rotate_master(Config const& config) {
  if (auto const made = make_data_folder(config.data); !made) return failed(made.error());
  if (auto const asked = ask_for_rotation(config.data); !asked) return failed(asked.error());
  auto const opened = Storage::open(config);
  if (!opened && opened.error().name == "StoreInUse") return wait_for_server(config.data);
  if (!opened) return failed(opened.error());
  auto& storage = **opened;
  auto const resealed = rotate_if_asked(storage);
  if (!resealed) return failed(resealed.error());
  if (auto const forgotten = files::forget_unused(*storage.master_keys, *storage.index);
      !forgotten) {
    return failed(forgotten.error());
  }
  return printed(fmt::format("The master key is new; {} keys of objects were wrapped again.\n",
                             resealed->value_or(0)));
}

}  // namespace

ExitStatus run_env(EnvArguments const& arguments) {
  auto const loaded = read_config(arguments.config);
  if (!loaded) return failed(loaded.error());
  auto const& config = loaded->config;
  if (auto const made = make_data_folder(config.data); !made) return failed(made.error());
  auto const admin = read_admin_key(config.data);
  if (!admin) return failed(admin.error());
  auto const scheme = config.tls_certificate.empty() ? "http" : "https";
  auto const url =
      config.public_url.empty() ? fmt::format("{}://{}", scheme, config.listen) : config.public_url;
  return printed(fmt::format(
      "export AWS_ENDPOINT_URL={}\nexport AWS_ACCESS_KEY_ID={}\nexport AWS_SECRET_ACCESS_KEY={}\n"
      "export AWS_DISABLE_HOST_PREFIX_INJECTION=true\n"
      "export AWS_REGION={}\nexport AWS_DEFAULT_REGION={}\nexport HELIO_SERVER={}\n"
      "export HELIO_API_KEY={}\n",
      url, admin->key.access_key_id, admin->secret_access_key, config.aws_region, config.aws_region,
      url, admin->bearer_token));
}

ExitStatus run_keys(KeysArguments const& arguments) {
  auto const loaded = read_config(arguments.config);
  if (!loaded) return failed(loaded.error());
  if (arguments.action == KeysAction::rotate_master) return rotate_master(loaded->config);
  auto const ring = KeyRing::open(loaded->config.data);
  if (!ring) return failed(ring.error());
  auto& keys = *(*ring)->keys;
  if (arguments.action == KeysAction::create) return create(keys, arguments);
  if (arguments.action == KeysAction::list) return list(keys, arguments);
  auto const revoked = keys.revoke(arguments.id);
  return revoked ? printed("revoked " + arguments.id + "\n") : failed(revoked.error());
}

}  // namespace helio::cli
