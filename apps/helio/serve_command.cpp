#include "helio/serve_command.hpp"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/resource.h>

#include "base/log.hpp"
#include "helio/cloud_parts.hpp"
#include "helio/config_command.hpp"
#include "helio/front.hpp"
#include "helio/maintenance.hpp"
#include "helio/pipeline.hpp"
#include "helio/server_client.hpp"
#include "helio/stop_deadline.hpp"
#include "helio/storage.hpp"
#include "helio/terminal.hpp"
#include "helio/upload_signer.hpp"
#include "helio/version.hpp"

namespace helio::cli {
namespace {

ExitStatus refuse(Error const& error) {
  print_error(error);
  return kCannotStart;
}

aws::SigningIdentity identity_of(Storage const& storage, Config const& config) {
  return {.access_key_id = storage.admin.key.access_key_id,
          .secret_access_key = storage.admin.secret_access_key,
          .region = config.aws_region};
}

// Functions log into groups that keep what they hold for as long as the settings say.
Result<void> set_log_retention(Storage& storage, Pipeline& pipeline, Config const& config) {
  for (auto const& name : pipeline.functions().names()) {
    auto const group = pipeline.functions().log_group_of(name);
    auto const made = storage.logs.catalog->create_group(group);
    if (!made && made.error().code != Errc::conflict) return made;
    auto const set =
        storage.logs.catalog->set_retention(group, static_cast<int>(config.log_retention_days));
    if (!set) return set;
  }
  return {};
}

// A connection takes a descriptor, and so does an open object. The usual soft limit of 1,024 is
// there for programs that use select(); this one may have as many as the system allows.
void use_all_descriptors() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

// Blocks SIGINT and SIGTERM in every thread that is made from now on, so that this one can wait.
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

// The first signal begins the stop; from then on a second one ends the process at once.
void wait_for_stop(sigset_t const& signals) {
  int signal = 0;
  sigwait(&signals, &signal);
  log::info("stopping", {{"signal", signal}});
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

// What is not done is on the disk: ending so is no worse than a crash, which loses nothing.
[[noreturn]] void give_up(std::size_t left) {
  log::warning("the stop took too long and is given up; the next start goes on with the rest",
               {{"executions_left", left}});
  std::_Exit(kDone);
}

Result<void> serve(Config const& config, sigset_t const& signals) {
  StopDeadline deadline(give_up);  // outlives all that may hang
  // What is wrong with the settings or the folder is said before anybody is listened to.
  if (auto const good = Front::check(config); !good) return good;
  auto const cloud = CloudParts::open(config);
  if (!cloud) return tl::unexpected<Error>(cloud.error());
  auto storage = Storage::open(config);
  if (!storage) return tl::unexpected<Error>(storage.error());
  (*cloud)->place(**storage);
  auto const cloud_signer = (*cloud)->signer();
  UploadSigner signer(identity_of(**storage, config), (*storage)->clock);
  auto pipeline = Pipeline::open(config, **storage, cloud_signer ? *cloud_signer : signer, **cloud);
  if (!pipeline) return tl::unexpected<Error>(pipeline.error());
  if (auto const set = set_log_retention(**storage, **pipeline, config); !set) return set;
  auto front = Front::open(config, **storage, **pipeline);
  if (!front) return tl::unexpected<Error>(front.error());
  bool const has_public_url = !config.public_url.empty();
  signer.set_endpoint(has_public_url ? config.public_url : (*front)->url(), has_public_url);
  (*pipeline)->start();
  std::optional<Maintenance> maintenance(std::in_place, **storage, **pipeline);
  auto const said = print(fmt::format("helio {}\ndata       {}\nlistening  {}\n", kVersion,
                                      config.data, (*front)->url()));
  if (!said) return said;
  // On this thread: where another one loads OpenVINO, its own end badly with the process.
  auto warm = (*pipeline)->warm_up();
  if (warm) warm = print("ready\n");
  if (warm) wait_for_stop(signals);

  auto const max = std::chrono::seconds(config.stop_timeout);
  deadline.begin(max, [&pipeline] { return (*pipeline)->executions_left(); });
  maintenance.reset();
  (*pipeline)->stop_waiting();
  (*front)->stop(std::chrono::milliseconds(max) * 3 / 4);  // the rest is for functions and stores
  (*pipeline)->stop();
  std::size_t const left = (*pipeline)->executions_left();
  deadline.left_for_good(left);
  log::info("stopped", {{"executions_left", left}});
  return warm;
}

}  // namespace

ExitStatus run_serve(ServeArguments const& arguments) {
  use_all_descriptors();
  auto const loaded = read_config(arguments.config);
  if (!loaded) {
    fmt::print(stderr, "error: the configuration is wrong:\n{}\n", loaded.error().message);
    return kUsage;
  }
  if (auto const level = log::parse_level(loaded->config.log_level)) log::set_level(*level);
  auto const served = serve(loaded->config, block_stop_signals());
  return served ? kDone : refuse(served.error());
}

}  // namespace helio::cli
