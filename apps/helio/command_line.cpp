#include "helio/command_line.hpp"

#include <iostream>
#include <string_view>

#include <CLI/CLI.hpp>

#include "helio/server_command_line.hpp"
#include "helio/version.hpp"

namespace helio::cli {
namespace {

constexpr char const* kAbout =
    "Heliograph watches a bucket for images, analyses each on this machine, and\n"
    "stores, shows and announces what it found, with AWS's own contracts.";

constexpr char const* kExamples = R"(
Examples:
  helio analyze photo.jpg                      what is in it
  helio analyze photo.jpg --json | jq .Labels  the same for programs
  helio analyze Pictures --jsonl > all.jsonl   a folder, one object per line
  helio analyze Pictures --annotate out        boxes and names drawn into copies
  helio models list                            the models that do it
  helio serve                                  the whole pipeline as a server
  helio upload photo.jpg --wait                through it

Exit status: 0 all done, 1 something failed, 2 the command line is wrong,
3 it could not start (models missing or broken, CPU without AVX2).)";

constexpr char const* kAnalyzeExamples = R"(
FILE is an image (JPEG, PNG, WebP, GIF, BMP, TIFF, AVIF, HEIC), a folder, which
is walked whole, or - for standard input. On a terminal the answer is a table,
in a pipe JSON: an object for one file, an object per line for many. A file that
fails does not stop the others.

Examples:
  helio analyze a.jpg b.png --features labels,text --min-confidence 80
  curl -s https://example.org/a.jpg | helio analyze - --json)";

constexpr char const* kModelsExamples = R"(
DIR is a pack: a folder with pack.json, an ONNX, TFLite or OpenVINO file and its
labels (docs/model-packs.md shows one). What `add` installs takes part in every
analysis.

Examples:
  helio models check --pack screws    does my manifest fit my model?
  helio models add screws             use it from now on
  helio models bench --json           how long each takes)";

void add_packs(CLI::App* command, std::vector<std::filesystem::path>& packs) {
  command->add_option("--pack", packs, "Use the models in DIR alone (may be repeated)")
      ->type_name("DIR")
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void add_limits(CLI::App* command, image::Limits& limits) {
  auto const add = [command](char const* name, auto& value, char const* text) {
    command->add_option(name, value, text)
        ->type_name("N")
        ->check(CLI::PositiveNumber)
        ->capture_default_str()
        ->group("Limits (an image past one is refused, not decoded)");
  };
  add("--max-bytes", limits.bytes_max, "Bytes of a file");
  add("--max-pixels", limits.pixels_max, "Pixels of an image");
  add("--max-side", limits.side_px_max, "Pixels of its longer side");
  add("--max-frames", limits.frames_max, "Frames of an animation");
  add("--max-decode-ms", limits.decode_ms_max, "Milliseconds that decoding may take");
}

void add_label_filters(CLI::App* command, vision::LabelFilter& filter) {
  command->add_option("--max-labels", filter.labels_max, "At most N labels")
      ->type_name("N")
      ->check(CLI::Range(1, 10000));
  auto const add = [command](char const* name, std::vector<std::string>& names, char const* text) {
    command->add_option(name, names, text)
        ->type_name("LIST")
        ->delimiter(',')
        ->allow_extra_args(false);
  };
  add("--include-labels", filter.include_labels, "Only these labels, such as Dog,Cat");
  add("--exclude-labels", filter.exclude_labels, "None of these labels");
  add("--include-categories", filter.include_categories, "Only labels of these categories");
  add("--exclude-categories", filter.exclude_categories, "No label of these categories");
}

struct AnalyzeFlags {
  std::string features = "labels,faces,text,moderation,properties";
  double confidence_min = -1;  // -1: Rekognition's defaults
  bool json = false, jsonl = false, table = false;
};

void add_output(CLI::App* command, AnalyzeFlags& flags) {
  auto* json = command->add_flag("--json", flags.json, "JSON; an array for many files");
  auto* jsonl = command->add_flag("--jsonl", flags.jsonl, "JSON, one object per line");
  auto* table = command->add_flag("--table", flags.table, "A summary for people");
  json->excludes(jsonl)->excludes(table);
  jsonl->excludes(table);
}

CLI::App* add_analyze(CLI::App& app, AnalyzeArguments& arguments, AnalyzeFlags& flags) {
  auto* command = app.add_subcommand("analyze", "Say what is in images");
  command->footer(kAnalyzeExamples);
  command->add_option("FILE", arguments.files, "Images, folders, or - for standard input")
      ->required()
      ->type_name("");
  command->add_option("--features", flags.features, "What to look for")
      ->type_name("LIST")
      ->capture_default_str();
  command
      ->add_option("--min-confidence", flags.confidence_min,
                   "Leave out the less sure (labels 55, moderation 50)")
      ->type_name("N")
      ->check(CLI::Range(0.0, 100.0));
  add_label_filters(command, arguments.options.labels);
  add_output(command, flags);
  command
      ->add_option("--annotate", arguments.annotate_folder,
                   "Write copies with boxes and names drawn in, to DIR")
      ->type_name("DIR");
  add_packs(command, arguments.packs);
  command->add_option("--jobs", arguments.jobs, "Images side by side (default: one per core)")
      ->type_name("N")
      ->check(CLI::Range(1, 64));
  add_limits(command, arguments.options.limits);
  return command;
}

CLI::App* add_models(CLI::App& app, ModelsArguments& arguments) {
  auto* models = app.add_subcommand("models", "List, check, time and add models");
  models->require_subcommand(1);
  models->footer(kModelsExamples);
  auto const action = [&](char const* name, char const* text, ModelsAction which) {
    auto* command = models->add_subcommand(name, text);
    command->callback([&arguments, which] { arguments.action = which; });
    return command;
  };
  auto* list = action("list", "Name, task, version, licence and size", ModelsAction::list);
  auto* check = action("check", "Compare hashes, load and run each once", ModelsAction::check);
  auto* bench = action("bench", "Milliseconds per inference", ModelsAction::bench);
  for (auto* command : {list, check, bench}) {
    add_packs(command, arguments.packs);
    command->add_flag("--json", arguments.json, "JSON");
  }
  bench->add_option("--runs", arguments.runs, "Take the median of N runs")
      ->type_name("N")
      ->check(CLI::Range(1, 10000))
      ->capture_default_str();
  auto* add = action("add", "Try the models in a folder and install them", ModelsAction::add);
  add->add_option("DIR", arguments.folder, "A folder with pack.json (docs/model-packs.md)")
      ->required()
      ->type_name("");
  add->add_flag("--force", arguments.force, "Replace an installed pack of the same name");
  return models;
}

// Fills in what CLI11 read as plain words.
Command finish_analyze(AnalyzeArguments arguments, AnalyzeFlags const& flags) {
  auto const features = read_features(flags.features);
  if (!features) {
    std::cerr << "error: " << features.error().message << "\n";
    return kUsage;
  }
  arguments.options.features = *features;
  if (flags.confidence_min >= 0) {
    arguments.options.labels.confidence_min = flags.confidence_min;
    arguments.options.moderation_confidence_min = flags.confidence_min;
  }
  if (flags.json) arguments.output = Output::json;
  if (flags.jsonl) arguments.output = Output::jsonl;
  if (flags.table) arguments.output = Output::table;
  return arguments;
}

}  // namespace

Result<vision::Features> read_features(std::string const& names) {
  vision::Features features{false, false, false, false, false};
  std::string_view rest = names;
  while (true) {
    auto const comma = rest.find(',');
    std::string_view const name = rest.substr(0, comma);
    if (name == "labels") {
      features.labels = true;
    } else if (name == "faces") {
      features.faces = true;
    } else if (name == "text") {
      features.text = true;
    } else if (name == "moderation") {
      features.moderation = true;
    } else if (name == "properties") {
      features.properties = true;
    } else {
      return fail(Errc::invalid_argument, "UnknownFeature",
                  "--features: \"" + std::string(name) +
                      "\" is not one of labels, faces, text, moderation, properties.");
    }
    if (comma == std::string_view::npos) return features;
    rest.remove_prefix(comma + 1);
  }
}

Command read_command_line(int argc, char const* const* argv) {
  CLI::App app(kAbout, "helio");
  app.require_subcommand(1);
  app.get_formatter()->column_width(28);
  app.failure_message([](CLI::App const* failed, CLI::Error const& error) {
    std::string name = failed->get_display_name();
    while (!failed->get_subcommands().empty()) {  // the deepest command that was given
      failed = failed->get_subcommands().front();
      name += " " + failed->get_display_name();
    }
    return "error: " + std::string(error.what()) + "\nTry: " + name + " --help\n";
  });
  app.set_version_flag("--version", std::string("helio ") + kVersion);

  AnalyzeArguments analyze_arguments;
  AnalyzeFlags flags;
  ModelsArguments models_arguments;
  auto* analyze = add_analyze(app, analyze_arguments, flags);
  auto* models = add_models(app, models_arguments);
  ServerCommandLine const server(app);
  app.add_subcommand("version", "Version of helio and of the inference engine");
  app.footer(kExamples);  // last: a command takes over the footer that it finds
  try {
    app.parse(argc, argv);
  } catch (CLI::ParseError const& error) {
    return app.exit(error) == 0 ? kDone : kUsage;
  }
  if (analyze->parsed()) return finish_analyze(std::move(analyze_arguments), flags);
  if (models->parsed()) return models_arguments;
  if (auto const chosen = server.chosen()) return *chosen;
  return VersionArguments{};
}

}  // namespace helio::cli
