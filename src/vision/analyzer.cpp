#include "vision/analyzer.hpp"

#include <functional>
#include <latch>
#include <mutex>
#include <optional>

#include "base/sha256.hpp"
#include "base/worker_pool.hpp"
#include "vision/labels.hpp"
#include "vision/moderation.hpp"
#include "vision/person_by_face.hpp"
#include "vision/properties.hpp"
#include "vision/taxonomy.hpp"
#include "vision/text.hpp"

namespace helio::vision {
namespace {

constexpr std::size_t kStepsWaitingMax = 64;

// What the steps of one image find, each in its own slot, and the first error.
struct Findings {
  std::vector<Label> labels;
  std::vector<FaceDetail> faces;
  std::vector<TextDetection> text;
  double unsafe = 0;
  std::map<std::string, double> timings_ms;
  std::optional<Error> error;
  std::mutex mutex;  // of timings_ms and error
};

// Runs `step`, keeps its value in `slot`, and notes its time under `name`.
template <typename T>
void run_step(Findings& findings, char const* name, T& slot,
              std::function<Result<T>()> const& step) {
  SystemClock const clock;
  auto const start = clock.now();
  Result<T> result = step();
  double const took_ms = elapsed_ms(start, clock.now());
  std::lock_guard const lock(findings.mutex);
  findings.timings_ms[name] = took_ms;
  if (result) {
    slot = std::move(*result);
  } else if (!findings.error) {
    findings.error = std::move(result.error());
  }
}

// The last step runs here and so does any that the pool refuses: nobody waits for a slot.
void run_side_by_side(WorkerPool& pool, std::vector<std::function<void()>> const& steps) {
  std::latch done(static_cast<std::ptrdiff_t>(steps.size()));
  for (std::size_t i = 0; i < steps.size(); ++i) {
    bool const last = i + 1 == steps.size();
    auto const job = [&step = steps[i], &done] {
      step();
      done.count_down();
    };
    if (last || !pool.submit(job)) job();
  }
  done.wait();
}

}  // namespace

struct Analyzer::Parts {
  AnalyzerOptions options;
  std::vector<std::unique_ptr<Model>> models;
  Taxonomy taxonomy;
  std::optional<LabelDetector> labels;
  std::optional<FaceDetector> faces;
  std::optional<TextDetector> text;
  std::optional<ModerationDetector> moderation;
  mutable std::optional<WorkerPool> steps;

  [[nodiscard]] std::vector<Model*> all(Task task) const {
    std::vector<Model*> found;
    for (auto const& model : models) {
      if (model->manifest().task == task) found.push_back(model.get());
    }
    return found;
  }
  [[nodiscard]] Model* last(Task task) const {
    auto const found = all(task);
    return found.empty() ? nullptr : found.back();
  }
  void build(Json const& moderation_table);
  void find(image::PixelsView picture, AnalyzeOptions const& options, Findings& findings) const;
  void finish(image::PixelsView picture, AnalyzeOptions const& options, Findings& findings,
              Analysis& analysis) const;
  void name_models(Features const& features, Analysis& analysis) const;
};

void Analyzer::Parts::build(Json const& moderation_table) {
  labels.emplace(all(Task::labels), all(Task::objects), taxonomy);
  faces.emplace(FaceModels{.detector = last(Task::faces),
                           .landmarks = last(Task::face_landmarks),
                           .attributes = last(Task::face_attributes),
                           .emotions = last(Task::face_emotions),
                           .eyes = last(Task::face_eyes)});
  text.emplace(*last(Task::text_regions), *last(Task::text_lines));
  moderation.emplace(all(Task::moderation), moderation_table);
  steps.emplace(WorkerPoolOptions{.name = "steps",
                                  .threads = static_cast<std::size_t>(options.step_threads),
                                  .queue_max = kStepsWaitingMax});
}

void Analyzer::Parts::find(image::PixelsView picture, AnalyzeOptions const& wanted,
                           Findings& findings) const {
  std::vector<std::function<void()>> jobs;
  // The longest first: text, then labels. Properties and moderation are told by the labels too.
  if (wanted.features.text) {
    jobs.emplace_back([&] {
      run_step<std::vector<TextDetection>>(findings, "text", findings.text,
                                           [&] { return text->detect(picture); });
    });
  }
  if (wanted.features.labels || wanted.features.moderation || wanted.features.properties) {
    jobs.emplace_back([&] {
      run_step<std::vector<Label>>(findings, "labels", findings.labels,
                                   [&] { return labels->detect(picture); });
    });
  }
  if (wanted.features.faces) {
    jobs.emplace_back([&] {
      run_step<std::vector<FaceDetail>>(findings, "faces", findings.faces,
                                        [&] { return faces->detect(picture, wanted.face_look); });
    });
  }
  if (wanted.features.moderation) {
    jobs.emplace_back([&] {
      run_step<double>(findings, "moderation", findings.unsafe,
                       [&] { return moderation->unsafe(picture); });
    });
  }
  run_side_by_side(*steps, jobs);
}

void Analyzer::Parts::finish(image::PixelsView picture, AnalyzeOptions const& wanted,
                             Findings& findings, Analysis& analysis) const {
  raise_person(findings.labels, findings.faces, taxonomy);
  if (wanted.features.moderation) {
    for (ModerationLabel& label : moderation->labels(findings.unsafe, findings.labels)) {
      if (label.confidence >= wanted.moderation_confidence_min) {
        analysis.moderation.push_back(std::move(label));
      }
    }
  }
  if (wanted.features.properties) {
    SystemClock const clock;
    auto const start = clock.now();
    analysis.properties = measure_properties(picture, findings.labels);
    findings.timings_ms["properties"] = elapsed_ms(start, clock.now());
  }
  if (wanted.features.labels) {
    analysis.labels = filter_labels(std::move(findings.labels), wanted.labels);
    colour_instances(picture, analysis.labels);
  }
  analysis.faces = std::move(findings.faces);
  analysis.text = std::move(findings.text);
  analysis.timings_ms.merge(findings.timings_ms);
  name_models(wanted.features, analysis);
}

void Analyzer::Parts::name_models(Features const& features, Analysis& analysis) const {
  for (auto const& model : models) {
    ModelManifest const& manifest = model->manifest();
    bool ran = features.faces;
    switch (manifest.task) {
      case Task::labels:
      case Task::objects:
        ran = features.labels || features.moderation || features.properties;
        break;
      case Task::text_regions:
      case Task::text_lines:
        ran = features.text;
        break;
      case Task::moderation:
        ran = features.moderation;
        break;
      default:
        break;
    }
    if (ran) analysis.models[manifest.name] = manifest.version;
  }
}

Analyzer::Analyzer(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Analyzer::~Analyzer() = default;

Result<std::unique_ptr<Analyzer>> Analyzer::create(std::span<Pack const> packs, ModelLoader& loader,
                                                   AnalyzerOptions options) {
  auto parts = std::make_unique<Parts>();
  parts->options = options;
  Json moderation_table;
  for (Pack const& pack : packs) {
    parts->taxonomy.add(pack.taxonomy);
    if (!pack.moderation.is_null()) moderation_table = pack.moderation;
    for (ModelManifest const& manifest : pack.models) {
      auto model = loader.load(manifest);
      if (!model) return tl::unexpected(std::move(model.error()));
      parts->models.push_back(std::move(*model));
    }
  }
  for (Task const task : {Task::faces, Task::text_regions, Task::text_lines}) {
    if (parts->last(task) == nullptr) {
      return fail(Errc::not_found, "ModelMissing",
                  "The model packs have no model for the task \"" + std::string(to_string(task)) +
                      "\". ./quickstart makes the default pack, which has.");
    }
  }
  parts->build(moderation_table);
  return std::unique_ptr<Analyzer>(new Analyzer(std::move(parts)));  // NOLINT: private constructor
}

Result<ImageReport> Analyzer::analyze(BytesView file, AnalyzeOptions const& options) const {
  SystemClock const clock;
  auto const start = clock.now();
  ImageReport report;
  auto header = image::probe(file, options.limits);
  if (!header) return tl::unexpected(std::move(header.error()));
  report.header = std::move(*header);
  report.size_bytes = file.size();
  report.sha256 = sha256_hex(file);

  auto const decode_start = clock.now();
  auto pixels = image::decode(
      file, {.side_px_max = parts_->options.decode_side_px_max, .limits = options.limits});
  if (!pixels) return tl::unexpected(std::move(pixels.error()));
  report.pixels = std::move(*pixels);
  Analysis& analysis = report.analysis;
  analysis.timings_ms["probe"] = elapsed_ms(start, decode_start);
  analysis.timings_ms["decode"] = elapsed_ms(decode_start, clock.now());

  Findings findings;
  parts_->find(report.pixels.view(), options, findings);
  if (findings.error) return tl::unexpected(std::move(*findings.error));
  parts_->finish(report.pixels.view(), options, findings, analysis);
  analysis.timings_ms["total"] = elapsed_ms(start, clock.now());
  return report;
}

std::vector<Model*> Analyzer::models() const {
  std::vector<Model*> models;
  for (auto const& model : parts_->models) models.push_back(model.get());
  return models;
}

}  // namespace helio::vision
