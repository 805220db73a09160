#include "vision/text_reading.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>
#include <span>

#include "decoders/ctc.hpp"
#include "vision/full_width.hpp"
#include "vision/infer_each.hpp"

namespace helio::vision {
namespace {

constexpr int kLineHeightPx = 48;  // where the manifest leaves it open
// Wider lines are squeezed: longer than any line the models were trained on, and a bound on memory.
constexpr int kLineWidthPxMax = 3200;
// After a line the input is filled with grey, which is 0 to the model, as in its training.
constexpr std::uint8_t kPadding = 127;
// Taller than wide by this much, a region holds text that runs up or down.
constexpr float kTall = 1.5f;
constexpr std::size_t kSample = 3;
// Lines that read with this much certainty are upright; no second look is needed.
constexpr float kUpright = 0.9f;
// A line that reads worse gets a second chance the other way up, where there are few.
constexpr float kDoubtful = 0.6f;
constexpr std::size_t kSecondChances = 16;

struct Job {
  std::size_t area = 0;
  TextQuad corners{};  // as read
  int content_px = 0;  // width of the line at the model's height
  int input_px = 0;    // the same, rounded up to its bucket
};

float length(image::PointPx a, image::PointPx b) {
  return std::hypot(b.x_px - a.x_px, b.y_px - a.y_px);
}

float width_of(TextQuad const& q) { return std::max(length(q[0], q[1]), length(q[3], q[2])); }
float height_of(TextQuad const& q) { return std::max(length(q[0], q[3]), length(q[1], q[2])); }

// The corner that stands `turns` quarter turns clockwise from the first becomes the first.
TextQuad turned(TextQuad quad, int turns) {
  std::rotate(quad.begin(), quad.begin() + turns, quad.end());
  return quad;
}

bool is_tall(TextQuad const& quad) { return height_of(quad) > kTall * width_of(quad); }

// PP-OCR's files end in a softmax of their own, so probabilities are the default.
bool gives_logits(Json const& parameters) {
  auto const activation = parameters.find("activation");
  return activation != parameters.end() && *activation == "softmax";
}

class Reader {
 public:
  Reader(Model& model, image::PixelsView picture)
      : model_(model),
        picture_(picture),
        height_px_(model.manifest().input.height_px > 0 ? model.manifest().input.height_px
                                                        : kLineHeightPx),
        options_{.classes = model.manifest().labels.size(),
                 .softmax = gives_logits(model.manifest().parameters)} {}

  [[nodiscard]] Job job(std::size_t area, TextQuad const& corners) const {
    Job job{.area = area, .corners = corners};
    float const scale = static_cast<float>(height_px_) / std::max(1.0f, height_of(corners));
    job.content_px = static_cast<int>(std::clamp(std::ceil(width_of(corners) * scale), 8.0f,
                                                 static_cast<float>(kLineWidthPxMax)));
    int const own = model_.manifest().input.width_px;
    if (own > 0) {
      job.content_px = std::min(job.content_px, own);
      job.input_px = own;
      return job;
    }
    // Buckets of 128 px, then of an eighth of the width: few shapes, little wasted padding.
    int const multiple = std::max(1, model_.manifest().input.side_multiple);
    int step = std::lcm(128, multiple);
    while (job.content_px > 16 * step) step *= 2;
    job.input_px = (job.content_px + step - 1) / step * step;
    return job;
  }

  [[nodiscard]] Result<std::vector<ReadLine>> read(std::span<Job const> jobs) const {
    std::vector<std::size_t> order(jobs.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return jobs[a].input_px < jobs[b].input_px;
    });
    std::vector<ReadLine> lines(jobs.size());
    auto const draw_one = [&](std::size_t i, InferRequest& request) {
      return draw(jobs[order[i]], request);
    };
    auto const read_one = [&](std::size_t i, InferRequest& request) -> Result<void> {
      auto line = decoded(jobs[order[i]], request);
      if (!line) return fail(line);
      lines[order[i]] = std::move(*line);
      return {};
    };
    if (auto done = infer_each(model_, jobs.size(), draw_one, read_one); !done) return fail(done);
    return lines;
  }

 private:
  Result<void> draw(Job const& job, InferRequest& request) const {
    auto const input = request.input(job.input_px, height_px_);
    if (!input) return tl::unexpected(input.error());
    image::MutablePixels const line{input->rgb, job.content_px, height_px_, input->stride_bytes};
    // A crop samples single pixels, so a line that shrinks much is cut out larger first.
    int const over = static_cast<int>(std::clamp(
        std::ceil(height_of(job.corners) / static_cast<float>(height_px_) - 0.5f), 1.0f, 8.0f));
    if (over == 1) {
      image::crop_quad(picture_, job.corners, line);
    } else {
      image::Pixels large(job.content_px * over, height_px_ * over);
      image::crop_quad(picture_, job.corners, large.edit());
      image::resize(large.view(), line);
    }
    auto const used = static_cast<std::size_t>(job.content_px) * 3;
    auto const all = static_cast<std::size_t>(job.input_px) * 3;
    for (int y = 0; y < height_px_; ++y) std::memset(input->row(y) + used, kPadding, all - used);
    return {};
  }

  [[nodiscard]] Result<ReadLine> decoded(Job const& job, InferRequest const& request) const {
    auto const ctc = decoders::decode_ctc(request.output("logits"), options_);
    if (!ctc) return tl::unexpected(ctc.error());
    ReadLine line;
    line.corners = job.corners;
    float const columns_used = static_cast<float>(ctc->columns) *
                               static_cast<float>(job.content_px) /
                               static_cast<float>(job.input_px);
    float sum = 0;
    for (decoders::CtcCharacter const& character : ctc->characters) {
      auto const middle = static_cast<float>(character.column_first + character.column_last) / 2;
      line.characters.push_back({model_.manifest().labels[character.class_id],
                                 std::clamp(middle / columns_used, 0.0f, 1.0f),
                                 character.confidence});
      sum += character.confidence;
    }
    fold_full_width(line.characters);
    if (!line.characters.empty()) {
      line.confidence = sum / static_cast<float>(line.characters.size());
    }
    return line;
  }

  Model& model_;
  image::PixelsView picture_;
  int height_px_;
  decoders::CtcOptions options_;
};

// How much was read for sure: a line that is upside down gives few characters and weak ones.
float certainty(std::span<ReadLine const> lines) {
  float sum = 0;
  std::size_t count = 0;
  for (ReadLine const& line : lines) {
    for (ReadCharacter const& character : line.characters) sum += character.confidence;
    count += line.characters.size();
  }
  return count > 0 ? sum / static_cast<float>(count) : 0.0f;
}

// The longest areas of one kind, read both ways (the second only where the first is in doubt).
struct Sample {
  int turn = 0;                 // that reads better
  std::vector<ReadLine> lines;  // as read that way
  std::vector<std::size_t> areas;
};

Result<Sample> read_sample(Reader const& reader, std::vector<TextArea> const& areas,
                           std::vector<std::size_t> chosen, int first, int second) {
  auto const elongation = [&](std::size_t i) {
    float const w = std::max(1.0f, width_of(areas[i].corners));
    float const h = std::max(1.0f, height_of(areas[i].corners));
    return std::max(w / h, h / w);
  };
  std::stable_sort(chosen.begin(), chosen.end(),
                   [&](std::size_t a, std::size_t b) { return elongation(a) > elongation(b); });
  chosen.resize(std::min(kSample, chosen.size()));
  Sample best;
  float best_certainty = -1;
  for (int const turn : {first, second}) {
    std::vector<Job> jobs;
    for (std::size_t const i : chosen) {
      jobs.push_back(reader.job(i, turned(areas[i].corners, turn)));
    }
    auto lines = reader.read(jobs);
    if (!lines) return fail(lines);
    float const sure = certainty(*lines);
    if (sure > best_certainty) {
      best_certainty = sure;
      best = {turn, std::move(*lines), chosen};
    }
    if (sure >= kUpright) break;
  }
  return best;
}

// Reads the areas of one kind into their places of `lines`.
Result<void> read_kind(Reader const& reader, std::vector<TextArea> const& areas,
                       std::vector<std::size_t> const& kind, int first, int second,
                       std::vector<ReadLine>& lines) {
  if (kind.empty()) return {};
  auto sample = read_sample(reader, areas, kind, first, second);
  if (!sample) return fail(sample);
  for (std::size_t i = 0; i < sample->areas.size(); ++i) {
    lines[sample->areas[i]] = std::move(sample->lines[i]);
  }
  std::vector<Job> jobs;
  for (std::size_t const i : kind) {
    if (std::find(sample->areas.begin(), sample->areas.end(), i) != sample->areas.end()) continue;
    jobs.push_back(reader.job(i, turned(areas[i].corners, sample->turn)));
  }
  auto rest = reader.read(jobs);
  if (!rest) return fail(rest);
  for (std::size_t i = 0; i < jobs.size(); ++i) lines[jobs[i].area] = std::move((*rest)[i]);
  return {};
}

Result<void> second_chance(Reader const& reader, std::vector<ReadLine>& lines) {
  std::vector<Job> jobs;
  for (std::size_t i = 0; i < lines.size() && jobs.size() < kSecondChances; ++i) {
    if (lines[i].confidence >= kDoubtful) continue;
    jobs.push_back(reader.job(i, turned(lines[i].corners, 2)));
  }
  auto again = reader.read(jobs);
  if (!again) return fail(again);
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    ReadLine& line = lines[jobs[i].area];
    if ((*again)[i].confidence > line.confidence + 0.1f) line = std::move((*again)[i]);
  }
  return {};
}

}  // namespace

Result<std::vector<ReadLine>> read_text(Model& model, image::PixelsView picture,
                                        std::vector<TextArea> const& areas) {
  Reader const reader(model, picture);
  std::vector<std::size_t> flat;
  std::vector<std::size_t> tall;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    (is_tall(areas[i].corners) ? tall : flat).push_back(i);
  }
  std::vector<ReadLine> lines(areas.size());
  if (auto done = read_kind(reader, areas, flat, 0, 2, lines); !done) return fail(done);
  if (auto done = read_kind(reader, areas, tall, 1, 3, lines); !done) return fail(done);
  if (auto done = second_chance(reader, lines); !done) return fail(done);
  return lines;
}

}  // namespace helio::vision
