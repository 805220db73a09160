#include "helio/analyze_command.hpp"

#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/clock.hpp"
#include "helio/annotated_copy.hpp"
#include "helio/image_files.hpp"
#include "helio/in_order.hpp"
#include "helio/pack_folders.hpp"
#include "helio/progress.hpp"
#include "helio/report_json.hpp"
#include "helio/report_table.hpp"
#include "helio/terminal.hpp"
#include "helio/wiring.hpp"

namespace helio::cli {
namespace {

namespace fs = std::filesystem;

struct Answer {
  std::string text;            // ready to print
  std::optional<Error> error;  // also in `text`, but for tables
};

// One run over many images: what stays the same from image to image.
struct Run {
  AnalyzeArguments const& arguments;
  vision::Analyzer const& analyzer;
  Terminal terminal;
  Output output;
  std::vector<ImageFile> images;
  std::vector<fs::path> annotated;  // empty without --annotate
};

ExitStatus refuse(Error const& error) {
  fmt::print(stderr, "error: {} [{}]\n", error.message, error.name);
  return kCannotStart;
}

std::string shown_name(ImageFile const& image) {
  return image.is_standard_input() ? "stdin" : image.path.string();
}

TableStyle style_of(Run const& run) {
  return {.columns = run.terminal.columns, .colour = run.terminal.colour};
}

Answer failed(Run const& run, std::string const& name, Error error) {
  Answer answer;
  if (run.output == Output::json) answer.text = to_text(error_json(name, error), 2);
  if (run.output == Output::jsonl) answer.text = to_text(error_json(name, error), -1) + "\n";
  answer.error = std::move(error);
  return answer;
}

// The analysis stands even where its annotated copy could not be written; both are said.
Answer answered(Run const& run, std::string const& name, vision::ImageReport const& report,
                std::optional<Error> not_annotated, fs::path const& annotated) {
  vision::Features const& features = run.arguments.options.features;
  Answer answer;
  if (run.output == Output::table) {
    answer.text = report_table(name, report, features, style_of(run)) + "\n";
  } else {
    Json json = report_json(name, report, features);
    if (not_annotated) {
      json["error"] = error_json(name, *not_annotated)["error"];
    } else if (!annotated.empty()) {
      json["annotated"] = annotated.string();
    }
    answer.text = run.output == Output::json ? to_text(json, 2) : to_text(json, -1) + "\n";
  }
  answer.error = std::move(not_annotated);
  return answer;
}

Answer analyze_one(Run const& run, std::size_t index) {
  ImageFile const& image = run.images[index];
  std::string const name = shown_name(image);
  if (image.error) return failed(run, name, *image.error);
  auto const bytes = read_image(image, run.arguments.options.limits.bytes_max);
  if (!bytes) return failed(run, name, bytes.error());
  auto const report = run.analyzer.analyze(*bytes, run.arguments.options);
  if (!report) return failed(run, name, report.error());
  std::optional<Error> not_annotated;
  fs::path const target = run.annotated.empty() ? fs::path() : run.annotated[index];
  if (!target.empty()) {
    if (auto written = write_annotated(*report, target); !written) not_annotated = written.error();
  }
  return answered(run, name, *report, std::move(not_annotated), target);
}

// Prints answers in order; knows where the brackets and commas of a JSON array go.
class Printer {
 public:
  Printer(Run const& run, bool array) : run_(run), array_(array) {}

  Result<void> start() { return array_ ? print("[\n") : Result<void>{}; }
  Result<void> end() {
    if (array_) return print(printed_ > 0 ? "\n]\n" : "]\n");
    return run_.output == Output::json ? print("\n") : Result<void>{};
  }
  Result<void> answer(std::size_t index, Answer const& answer) {
    if (answer.error) {
      TableStyle style = style_of(run_);
      style.colour = style.colour && run_.terminal.stderr_is_terminal;
      std::fputs(error_table(shown_name(run_.images[index]), *answer.error, style).c_str(), stderr);
    }
    if (answer.text.empty()) return {};
    bool const comma = array_ && printed_++ > 0;
    return print(comma ? ",\n" + answer.text : answer.text);
  }

 private:
  Run const& run_;
  bool const array_;
  std::size_t printed_ = 0;
};

struct Totals {
  Progress progress;
  Result<void> output = {};
};

void analyze_all(Run const& run, Printer& printer, int jobs, Totals& totals) {
  SystemClock const clock;
  auto const start = clock.now();
  auto const threads = static_cast<std::size_t>(jobs);
  WorkerPool pool({.name = "analyze", .threads = threads, .queue_max = 2 * threads});
  ProgressBar bar(run.images.size(), run.terminal.stderr_is_terminal, run.terminal.columns);
  bar.draw(totals.progress);
  in_order<Answer>(
      pool, run.images.size(), 2 * threads,
      [&run](std::size_t index) { return stopped() ? Answer{} : analyze_one(run, index); },
      [&](std::size_t index, Answer const& answer) {
        if (answer.text.empty() && !answer.error) return false;  // it was not begun any more
        bool const same_screen = run.terminal.stdout_is_terminal || answer.error;
        if (same_screen) bar.clear();
        totals.output = printer.answer(index, answer);
        ++totals.progress.done;
        if (answer.error) ++totals.progress.failed;
        totals.progress.elapsed_s = elapsed_ms(start, clock.now()) / 1000;
        bar.draw(totals.progress);
        return totals.output.has_value();
      });
}

ExitStatus outcome(Totals const& totals) {
  if (!totals.output) {
    // Whoever closed the pipe has what they wanted; there is nobody to tell.
    if (totals.output.error().name != "OutputClosed") {
      fmt::print(stderr, "error: {}\n", totals.output.error().message);
    }
    return kSomeFailed;
  }
  Progress const& progress = totals.progress;
  if (progress.done < progress.total) {
    fmt::print(stderr, "stopped after {} of {} images\n", progress.done, progress.total);
    return kInterrupted;
  }
  if (progress.total > 1 && progress.failed > 0) {
    fmt::print(stderr, "{} of {} images failed\n", progress.failed, progress.total);
  }
  return progress.failed > 0 ? kSomeFailed : kDone;
}

Output choose_output(Output asked, bool terminal, bool many) {
  if (asked != Output::automatic) return asked;
  if (terminal) return Output::table;
  return many ? Output::jsonl : Output::json;
}

// A folder means "many" even when it holds one image: the shape of the answer must not depend on
// it.
bool is_many(AnalyzeArguments const& arguments) {
  std::error_code ignored;
  return arguments.files.size() > 1 || fs::is_directory(arguments.files.front(), ignored);
}

}  // namespace

ExitStatus run_analyze(AnalyzeArguments const& arguments) {
  std::vector<ImageFile> images = find_images(arguments.files);
  std::vector<fs::path> annotated;
  if (arguments.annotate_folder) {
    if (auto ready = prepare_folder(*arguments.annotate_folder); !ready) {
      return refuse(ready.error());
    }
    annotated = annotated_names(images, *arguments.annotate_folder);
  }
  auto const packs = read_packs(arguments.packs, false);
  if (!packs) return refuse(packs.error());
  int const jobs = arguments.jobs > 0 ? arguments.jobs : images_side_by_side(images.size());
  auto engine = make_engine({.parallel = jobs});
  if (!engine) return refuse(engine.error());
  auto const analyzer = vision::Analyzer::create(*packs, *engine->loader);
  if (!analyzer) return refuse(analyzer.error());

  bool const many = is_many(arguments);
  Terminal const terminal = Terminal::look();
  Run const run = {
      arguments,         **analyzer,
      terminal,          choose_output(arguments.output, terminal.stdout_is_terminal, many),
      std::move(images), std::move(annotated)};
  stop_on_signals();
  Totals totals{.progress = {.total = run.images.size()}};
  Printer printer(run, many && run.output == Output::json);
  totals.output = printer.start();
  if (totals.output) analyze_all(run, printer, jobs, totals);
  if (totals.output) totals.output = printer.end();
  return outcome(totals);
}

}  // namespace helio::cli
