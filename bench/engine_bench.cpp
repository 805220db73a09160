// engine_bench: times the whole analysis, and the same inferences run bare, in one process.
//
//   engine_bench --pack DIR [--streams N] [--in-flight N] [--f32] FILE…
//
// Loads everything, then takes one command per line on standard input and answers each by one line
// of JSON, so that bench/engine can let the engine, the bare models and a Python service take
// turns.
//
//   engine        all files, `in-flight` at a time        {"images", "seconds", "cpu_seconds"}
//   labels        the same, for labels alone              the same
//   bare          their recorded inputs, the same way     the same, and "inferences"
//   latency       all files, one at a time                {"ms": […], "steps_ms": {step: median}}
//   bare-latency  one image's inputs after the other's    {"ms": […]}
//   memory N      the files over and over, up to N images {"rss_mb": {"100": …, "N": …}}
#include <algorithm>
#include <atomic>
#include <charconv>
#include <ctime>
#include <fstream>
#include <iostream>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include <nlohmann/json.hpp>
#include <sys/sysinfo.h>
#include <unistd.h>

#include "adapters/openvino/loader.hpp"
#include "bare_models.hpp"
#include "base/allocator.hpp"
#include "base/clock.hpp"
#include "base/file.hpp"
#include "recording.hpp"
#include "vision/analyzer.hpp"
#include "vision/pack.hpp"

namespace helio::bench {
namespace {

constexpr std::uint64_t kFileBytesMax = 64U << 20U;
constexpr std::size_t kMemoryWarmImages = 100;
constexpr vision::Features kLabelsAlone{
    .labels = true, .faces = false, .text = false, .moderation = false, .properties = false};

struct Arguments {
  std::string pack;
  int streams = std::max(1, get_nprocs());
  int in_flight = std::max(1, get_nprocs());
  bool force_f32 = false;
  std::vector<std::string> files;
};

[[noreturn]] void stop(std::string const& message) {
  std::cerr << "error: " << message << '\n';
  std::exit(1);
}

// A benchmark has nothing to do after an error: it says so and ends.
template <typename T>
T need(Result<T> result) {
  if (!result) stop(result.error().message + " [" + result.error().name + "]");
  return std::move(*result);
}

int count_of(char const* text) {
  int value = 0;
  std::string_view const digits = text == nullptr ? "" : text;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (value < 1) stop("--streams and --in-flight take a number from 1 up.");
  return value;
}

Arguments read_arguments(char** argv) {
  Arguments arguments;
  for (char** each = argv + 1; *each != nullptr; ++each) {
    std::string_view const text = *each;
    if (text == "--f32") {
      arguments.force_f32 = true;
    } else if (text == "--pack" && each[1] != nullptr) {
      arguments.pack = *++each;
    } else if (text == "--streams" && each[1] != nullptr) {
      arguments.streams = count_of(*++each);
    } else if (text == "--in-flight" && each[1] != nullptr) {
      arguments.in_flight = count_of(*++each);
    } else {
      arguments.files.emplace_back(text);
    }
  }
  if (arguments.files.empty()) stop("usage: engine_bench --pack DIR [--f32] FILE…");
  return arguments;
}

double resident_mb() {
  std::ifstream statm("/proc/self/statm");
  double pages = 0;
  statm >> pages >> pages;  // the second number: resident
  return pages * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

// Of all threads of this process. On a busy machine it says more than the wall clock does.
double cpu_seconds() {
  return static_cast<double>(std::clock()) / static_cast<double>(CLOCKS_PER_SEC);
}

class Bench {
 public:
  explicit Bench(Arguments arguments)
      : arguments_(std::move(arguments)), pack_(need(vision::read_pack(arguments_.pack))) {
    for (std::string const& file : arguments_.files) {
      files_.push_back(need(read_file(file, kFileBytesMax)));
    }
  }

  Json engine(vision::AnalyzeOptions const& options = {});
  Json bare();
  Json latency();
  Json bare_latency();
  Json memory(std::size_t images);

 private:
  // The models for `parallel` images side by side, and an analyzer over them.
  struct Engine {
    Engine(Bench const& bench, int parallel, Recording* recording, bool warm = true);
    std::unique_ptr<openvino::OpenVinoLoader> loader;
    std::unique_ptr<vision::Analyzer> analyzer;
  };

  Engine& side_by_side() {
    if (!side_by_side_) side_by_side_.emplace(*this, arguments_.streams, nullptr);
    return *side_by_side_;
  }
  Engine& one_by_one() {
    if (!one_by_one_) one_by_one_.emplace(*this, 1, nullptr);
    return *one_by_one_;
  }
  // Analyses the files round and round, from the `first` picture to before the `last`; seconds of
  // wall-clock time.
  double analyze(Engine const& engine, std::size_t first, std::size_t last,
                 vision::AnalyzeOptions const& options = {}) const;
  void record();
  [[nodiscard]] std::span<RecordedInput const> inputs_of(std::size_t file) const;

  Arguments const arguments_;
  vision::Pack const pack_;
  std::vector<Bytes> files_;
  std::vector<RecordedInput> inputs_;  // in the files' order
  std::vector<std::size_t> ends_;      // one past each file's last input
  std::optional<Engine> side_by_side_, one_by_one_;
  std::unique_ptr<BareModels> bare_, bare_one_;
};

Bench::Engine::Engine(Bench const& bench, int parallel, Recording* recording, bool warm)
    : loader(need(openvino::OpenVinoLoader::create(
          {.parallel = parallel, .force_f32 = bench.arguments_.force_f32}))) {
  std::span<vision::Pack const> const packs(&bench.pack_, 1);
  if (recording == nullptr) {
    analyzer = need(vision::Analyzer::create(packs, *loader));
  } else {
    RecordingLoader recording_loader(*loader, *recording);
    analyzer = need(vision::Analyzer::create(packs, recording_loader));
  }
  // Shapes that are new cost more; nobody's first picture is what is measured.
  if (recording == nullptr && warm) bench.analyze(*this, 0, bench.files_.size());
}

double Bench::analyze(Engine const& engine, std::size_t first, std::size_t last,
                      vision::AnalyzeOptions const& options) const {
  SystemClock const clock;
  std::atomic<std::size_t> next = first;
  auto const start = clock.now();
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < arguments_.in_flight; ++i) {
      threads.emplace_back([&] {
        for (std::size_t n = next++; n < last; n = next++) {
          need(engine.analyzer->analyze(files_[n % files_.size()], options));
        }
      });
    }
  }
  return elapsed_ms(start, clock.now()) / 1000;
}

void Bench::record() {
  if (!inputs_.empty()) return;
  Recording recording;
  Engine const engine(*this, 1, &recording);
  for (Bytes const& file : files_) {
    need(engine.analyzer->analyze(file));
    for (RecordedInput& input : recording.take()) inputs_.push_back(std::move(input));
    ends_.push_back(inputs_.size());
  }
}

std::span<RecordedInput const> Bench::inputs_of(std::size_t file) const {
  std::size_t const begin = file == 0 ? 0 : ends_[file - 1];
  return std::span(inputs_).subspan(begin, ends_[file] - begin);
}

Json Bench::engine(vision::AnalyzeOptions const& options) {
  Engine const& engine = side_by_side();
  double const cpu_start = cpu_seconds();
  double const seconds = analyze(engine, 0, files_.size(), options);
  return {
      {"images", files_.size()}, {"seconds", seconds}, {"cpu_seconds", cpu_seconds() - cpu_start}};
}

Json Bench::bare() {
  record();
  if (!bare_) {
    bare_ = need(BareModels::create(
        pack_, {.streams = arguments_.streams, .force_f32 = arguments_.force_f32}));
    bare_->run(inputs_, arguments_.in_flight);
  }
  double const cpu_start = cpu_seconds();
  double const seconds = bare_->run(inputs_, arguments_.in_flight);
  return {{"images", files_.size()},
          {"inferences", inputs_.size()},
          {"seconds", seconds},
          {"cpu_seconds", cpu_seconds() - cpu_start}};
}

Json Bench::latency() {
  SystemClock const clock;
  Engine const& engine = one_by_one();
  std::map<std::string, std::vector<double>> steps;
  std::vector<double> ms;
  for (Bytes const& file : files_) {
    auto const start = clock.now();
    auto const report = need(engine.analyzer->analyze(file));
    ms.push_back(elapsed_ms(start, clock.now()));
    for (auto const& [step, took] : report.analysis.timings_ms) steps[step].push_back(took);
  }
  Json medians = Json::object();
  for (auto& [step, took] : steps) {
    auto const middle = took.begin() + static_cast<std::ptrdiff_t>(took.size() / 2);
    std::nth_element(took.begin(), middle, took.end());
    medians[step] = *middle;
  }
  return {{"ms", ms}, {"steps_ms", medians}};
}

Json Bench::bare_latency() {
  record();
  if (!bare_one_) {
    bare_one_ = need(BareModels::create(pack_, {.force_f32 = arguments_.force_f32}));
    bare_one_->run(inputs_, 1);
  }
  std::vector<double> ms;
  for (std::size_t file = 0; file < files_.size(); ++file) {
    ms.push_back(1000 * bare_one_->run(inputs_of(file), 1));
  }
  return {{"ms", ms}};
}

Json Bench::memory(std::size_t images) {
  // One of its own, without the warm-up, so that every picture is counted.
  Engine const engine(*this, arguments_.streams, nullptr, false);
  Json rss = Json::object();
  std::size_t done = 0;
  for (std::size_t wanted = kMemoryWarmImages; done < images; wanted *= 10) {
    std::size_t const until = std::min(wanted, images);
    analyze(engine, done, until);
    done = until;
    rss[std::to_string(done)] = resident_mb();
  }
  return {{"rss_mb", rss}};
}

Json answer(Bench& bench, std::string const& command) {
  if (command == "engine") return bench.engine();
  if (command == "labels") return bench.engine({.features = kLabelsAlone});
  if (command == "bare") return bench.bare();
  if (command == "latency") return bench.latency();
  if (command == "bare-latency") return bench.bare_latency();
  if (command.starts_with("memory ")) {
    return bench.memory(static_cast<std::size_t>(count_of(command.c_str() + 7)));
  }
  stop("there is no command \"" + command + "\"");
}

}  // namespace
}  // namespace helio::bench

int main(int, char** argv) {
  helio::return_freed_memory();
  helio::bench::Bench bench(helio::bench::read_arguments(argv));
  for (std::string command; std::getline(std::cin, command);) {
    std::cout << helio::bench::answer(bench, command).dump() << std::endl;
  }
}
