// helio: reads the command line and hands over to the command.
#include <exception>
#include <string>

#include <fmt/format.h>

#include "base/allocator.hpp"
#include "helio/analyze_command.hpp"
#include "helio/backup_command.hpp"
#include "helio/command_line.hpp"
#include "helio/config_command.hpp"
#include "helio/keys_command.hpp"
#include "helio/models_command.hpp"
#include "helio/query_commands.hpp"
#include "helio/serve_command.hpp"
#include "helio/terminal.hpp"
#include "helio/upload_command.hpp"
#include "helio/version.hpp"
#include "helio/wiring.hpp"

namespace helio::cli {
namespace {

ExitStatus run(AnalyzeArguments const& arguments) { return run_analyze(arguments); }
ExitStatus run(ModelsArguments const& arguments) { return run_models(arguments); }
ExitStatus run(ConfigCheckArguments const& arguments) { return run_config_check(arguments); }
ExitStatus run(ConfigKeysArguments const& /*none*/) { return run_config_keys(); }
ExitStatus run(UploadArguments const& arguments) { return run_upload(arguments); }
ExitStatus run(ResultsArguments const& arguments) { return run_results(arguments); }
ExitStatus run(ExecutionsArguments const& arguments) { return run_executions(arguments); }
ExitStatus run(LogsArguments const& arguments) { return run_logs(arguments); }
ExitStatus run(ReplayArguments const& arguments) { return run_replay(arguments); }
ExitStatus run(ServeArguments const& arguments) { return run_serve(arguments); }
ExitStatus run(EnvArguments const& arguments) { return run_env(arguments); }
ExitStatus run(KeysArguments const& arguments) { return run_keys(arguments); }
ExitStatus run(BackupArguments const& arguments) { return run_backup(arguments); }
ExitStatus run(ExitStatus status) { return status; }

ExitStatus run(VersionArguments const& /*none*/) {
  std::string text = fmt::format("helio {}\n", kVersion);
  auto const engine = make_engine();
  text += engine ? engine->version + "\n" : "";
  if (!print(text)) return kSomeFailed;
  if (engine) return kDone;
  fmt::print(stderr, "error: {}\n", engine.error().message);
  return kCannotStart;
}

}  // namespace
}  // namespace helio::cli

int main(int argc, char** argv) {
  helio::return_freed_memory();
  // Only running out of memory comes this far as an exception; everything else is a Result.
  try {
    auto const command = helio::cli::read_command_line(argc, argv);
    return std::visit([](auto const& arguments) { return helio::cli::run(arguments); }, command);
  } catch (std::exception const& error) {
    fmt::print(stderr, "error: {}\n", error.what());
    return helio::cli::kCannotStart;
  }
}
