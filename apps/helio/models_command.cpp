#include "helio/models_command.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "helio/model_trial.hpp"
#include "helio/pack_folders.hpp"
#include "helio/report_json.hpp"
#include "helio/terminal.hpp"
#include "helio/terminal_text.hpp"
#include "helio/wiring.hpp"

namespace helio::cli {
namespace {

namespace fs = std::filesystem;

ExitStatus refuse(Error const& error, ExitStatus status = kCannotStart) {
  fmt::print(stderr, "error: {} [{}]\n", printable(error.message), error.name);
  return status;
}

ExitStatus say(std::string const& text, ExitStatus status = kDone) {
  auto const printed = print(text);
  if (printed) return status;
  return printed.error().name == "OutputClosed" ? kSomeFailed
                                                : refuse(printed.error(), kSomeFailed);
}

// An IR model keeps its weights in a second file beside the .xml.
std::uintmax_t size_bytes(vision::ModelManifest const& model) {
  std::uintmax_t total = 0;
  for (fs::path const& file : {model.file, fs::path(model.file).replace_extension(".bin")}) {
    std::error_code error;
    std::uintmax_t const size = fs::file_size(file, error);
    if (!error) total += size;
  }
  return total;
}

Json model_json(vision::Pack const& pack, vision::ModelManifest const& model) {
  return {{"pack", pack.name},          {"name", model.name},
          {"version", model.version},   {"task", vision::to_string(model.task)},
          {"decoder", model.decoder},   {"license", model.license},
          {"source", model.source},     {"size_bytes", size_bytes(model)},
          {"file", model.file.string()}};
}

// Rows of cells to lines, each column as wide as its widest cell; the last is not padded.
std::string columns(std::vector<std::vector<std::string>> const& rows) {
  std::vector<int> widths;
  for (auto const& row : rows) {
    widths.resize(std::max(widths.size(), row.size()), 0);
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], columns_of(row[i]));
    }
  }
  std::string text;
  for (auto const& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += row[i];
      if (i + 1 < row.size())
        line.append(static_cast<std::size_t>(widths[i] - columns_of(row[i]) + 2), ' ');
    }
    text += line + "\n";
  }
  return text;
}

ExitStatus list(ModelsArguments const& arguments, std::vector<vision::Pack> const& packs) {
  Json json = Json::array();
  std::vector<std::vector<std::string>> rows = {
      {"NAME", "TASK", "VERSION", "LICENCE", "MB", "SOURCE"}};
  for (vision::Pack const& pack : packs) {
    for (vision::ModelManifest const& model : pack.models) {
      json.push_back(model_json(pack, model));
      auto const size = static_cast<double>(size_bytes(model));
      rows.push_back({printable(model.name), std::string(vision::to_string(model.task)),
                      printable(model.version), printable(model.license),
                      fmt::format("{:.1f}", size / 1e6), printable(model.source)});
    }
  }
  return say(arguments.json ? to_text(json, 2) + "\n" : columns(rows));
}

// Loads and runs one model; the outcome as a JSON object with "ms" or "error".
Json tried(vision::ModelLoader& loader, vision::Pack const& pack,
           vision::ModelManifest const& manifest, int runs) {
  Json json = {
      {"pack", pack.name}, {"name", manifest.name}, {"task", vision::to_string(manifest.task)}};
  auto const failed = [&json](Error const& error) {
    json["error"] = {{"code", error.name}, {"message", error.message}};
    return json;
  };
  auto model = loader.load(manifest);
  if (!model) return failed(model.error());
  SystemClock const clock;
  auto const trial = try_model(**model, runs, clock);
  if (!trial) return failed(trial.error());
  json["input"] = fmt::format("{}x{}", trial->width_px, trial->height_px);
  if (runs > 0) {
    json["median_ms"] = median(trial->runs_ms);
    json["least_ms"] = *std::min_element(trial->runs_ms.begin(), trial->runs_ms.end());
    json["runs"] = runs;
  }
  return json;
}

std::vector<std::string> row_of(Json const& result, int runs) {
  auto const text = [&result](char const* key) {
    return printable(result.value(key, std::string()));
  };
  if (result.contains("error")) {
    return {"FAILED", text("name"), text("task"),
            printable(result["error"].value("message", std::string()))};
  }
  if (runs == 0) return {"ok", text("name"), text("task"), text("input")};
  return {fmt::format("{:.2f}", result.value("median_ms", 0.0)),
          fmt::format("{:.2f}", result.value("least_ms", 0.0)), text("name"), text("task"),
          text("input")};
}

// check (runs = 0) and bench: one line per model, as soon as it is known.
ExitStatus try_all(ModelsArguments const& arguments, std::vector<vision::Pack> const& packs,
                   int runs) {
  auto engine = make_engine();
  if (!engine) return refuse(engine.error());
  Json json = Json::array();
  std::vector<std::vector<std::string>> rows;
  rows.push_back(runs > 0
                     ? std::vector<std::string>{"MEDIAN MS", "LEAST MS", "NAME", "TASK", "INPUT"}
                     : std::vector<std::string>{"STATE", "NAME", "TASK", "INPUT"});
  bool good = true;
  for (vision::Pack const& pack : packs) {
    for (vision::ModelManifest const& manifest : pack.models) {
      json.push_back(tried(*engine->loader, pack, manifest, runs));
      good = good && !json.back().contains("error");
      rows.push_back(row_of(json.back(), runs));
    }
  }
  return say(arguments.json ? to_text(json, 2) + "\n" : columns(rows), good ? kDone : kSomeFailed);
}

ExitStatus add(ModelsArguments const& arguments) {
  auto const pack = vision::read_pack(arguments.folder, true);
  if (!pack) return refuse(pack.error());
  auto engine = make_engine();
  if (!engine) return refuse(engine.error());
  for (vision::ModelManifest const& manifest : pack->models) {
    Json const result = tried(*engine->loader, *pack, manifest, 0);
    if (!result.contains("error")) continue;
    fmt::print(stderr, "error: {} [{}]\n",
               printable(result["error"].value("message", std::string())),
               result["error"].value("code", std::string()));
    return kSomeFailed;
  }
  auto const installed = install_pack(arguments.folder, user_packs_folder(), arguments.force);
  if (!installed) return refuse(installed.error(), kSomeFailed);
  return say(fmt::format("{} ({} models) is installed in {}\n", printable(pack->name),
                         pack->models.size(), printable(installed->string())));
}

}  // namespace

ExitStatus run_models(ModelsArguments const& arguments) {
  if (arguments.action == ModelsAction::add) return add(arguments);
  bool const verify_hashes = arguments.action == ModelsAction::check;
  auto const packs = read_packs(arguments.packs, verify_hashes);
  if (!packs) return refuse(packs.error());
  switch (arguments.action) {
    case ModelsAction::check:
      return try_all(arguments, *packs, 0);
    case ModelsAction::bench:
      return try_all(arguments, *packs, arguments.runs);
    default:
      return list(arguments, *packs);
  }
}

}  // namespace helio::cli
