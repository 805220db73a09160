// The words of the command line, as data. Reading them touches nothing else: no file is opened.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "helio/server_arguments.hpp"
#include "vision/analyzer.hpp"

namespace helio::cli {

// Exit statuses, a promise to scripts: they are in `helio --help`.
enum ExitStatus : int {
  kDone = 0,
  kSomeFailed = 1,   // an image failed or was rejected, a model check failed, no output
  kUsage = 2,        // the command line is wrong
  kCannotStart = 3,  // the models are missing or broken, the CPU lacks AVX2, DIR is not writable
  kInterrupted = 130
};

enum class Output { automatic, table, json, jsonl };  // automatic: table on a terminal, else JSON

struct AnalyzeArguments {
  std::vector<std::string> files;  // files, folders, "-"
  vision::AnalyzeOptions options;
  Output output = Output::automatic;
  std::optional<std::filesystem::path> annotate_folder;
  std::vector<std::filesystem::path> packs;
  int jobs = 0;  // 0: as many as the machine has cores
};

enum class ModelsAction { list, check, bench, add };

struct ModelsArguments {
  ModelsAction action = ModelsAction::list;
  std::vector<std::filesystem::path> packs;
  bool json = false;
  int runs = 20;                 // bench
  std::filesystem::path folder;  // add
  bool force = false;            // add
};

struct VersionArguments {};

// What to do, or the exit status where everything has been said (help, a mistake in the words).
using Command = std::variant<AnalyzeArguments, ModelsArguments, VersionArguments, ServeArguments,
                             ConfigCheckArguments, ConfigKeysArguments, EnvArguments, KeysArguments,
                             BackupArguments, UploadArguments, ResultsArguments,
                             ExecutionsArguments, LogsArguments, ReplayArguments, ExitStatus>;

// Prints help on stdout, mistakes on stderr.
[[nodiscard]] Command read_command_line(int argc, char const* const* argv);

// "labels,text" to the features named. Errors: invalid_argument "UnknownFeature".
[[nodiscard]] Result<vision::Features> read_features(std::string const& names);

}  // namespace helio::cli
