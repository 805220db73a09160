// Reads the words of the commands that run a server or ask one.
#pragma once

#include <optional>

#include "helio/command_line.hpp"

namespace CLI {
class App;
}

namespace helio::cli {

// Adds `serve`, `config`, `env`, `keys`, `backup`, `upload`, `results`, `executions`, `logs` and
// `replay`.
class ServerCommandLine {
 public:
  explicit ServerCommandLine(CLI::App& app);

  // The command that was given, once the words are parsed; none of them: nothing.
  [[nodiscard]] std::optional<Command> chosen() const { return chosen_; }

 private:
  void add_serve(CLI::App& app);
  void add_config(CLI::App& app);
  void add_env(CLI::App& app);
  void add_keys(CLI::App& app);
  void add_backup(CLI::App& app);
  void add_upload(CLI::App& app);
  void add_results(CLI::App& app);
  void add_executions(CLI::App& app);
  void add_logs(CLI::App& app);
  void add_replay(CLI::App& app);

  ServeArguments serve_;
  ConfigCheckArguments check_;
  EnvArguments env_;
  KeysArguments keys_;
  BackupArguments backup_;
  UploadArguments upload_;
  ResultsArguments results_;
  ExecutionsArguments executions_;
  LogsArguments logs_;
  ReplayArguments replay_;
  std::optional<Command> chosen_;
};

}  // namespace helio::cli
