// What the tests of functions share: stores in memory, a picture, an event, a context.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/encoding.hpp"
#include "base/manual_clock.hpp"
#include "functions/function.hpp"
#include "functions/image_analyzer.hpp"
#include "functions/spill.hpp"
#include "objects/memory_store.hpp"
#include "results/memory_result_store.hpp"

namespace helio::functions {

// A whole BMP file of one black pixel, or with a header that says another size.
inline Bytes sample_bmp(std::uint32_t width = 1, std::uint32_t height = 1) {
  std::string file = "BM";
  auto const le = [&file](std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) file += static_cast<char>(value >> (8 * i) & 0xff);
  };
  le(58, 4), le(0, 4), le(54, 4);
  le(40, 4), le(width, 4), le(height, 4), le(1, 2), le(24, 2);
  for (int i = 0; i < 6; ++i) le(0, 4);
  le(0, 4);
  BytesView const bytes = bytes_of(file);
  return {bytes.begin(), bytes.end()};
}

// Answers as told; counts its calls.
class FakeAnalyzer final : public ImageAnalyzer {
 public:
  Result<ImageAnalysis> analyze(ImageLocation const& image) override {
    asked.push_back(image);
    return answer;
  }
  static ImageAnalysis labelled(std::string const& name, double confidence) {
    ImageAnalysis analysis;
    analysis.labels = Json::array({{{"Name", name}, {"Confidence", confidence}}});
    analysis.faces = analysis.text = analysis.moderation = Json::array();
    analysis.properties = Json::object();
    analysis.models = {{"model", "1"}};
    analysis.timings_ms = {{"labels", 1.5}};
    return analysis;
  }

  Result<ImageAnalysis> answer = labelled("Cat", 98.5);
  std::vector<ImageLocation> asked;
};

struct SamplePipeline {
  SamplePipeline() {
    for (char const* bucket : {"photos", kDerivedBucket}) {
      created = created && objects.buckets().create_bucket(bucket).has_value();
    }
    created = created &&
              objects.buckets().set_versioning("photos", objects::Versioning::enabled).has_value();
  }

  // Puts the file and gives the `detail` of its event.
  Json upload(std::string const& key, BytesView file, objects::Metadata metadata = {}) {
    objects::PutOptions options;
    options.user_metadata = std::move(metadata);
    auto upload = objects.put("photos", key, std::move(options)).value();
    created = upload->write(file).has_value() && created;
    objects::ObjectInfo const info = upload->commit().value();
    return {{"version", "0"},
            {"bucket", {{"name", "photos"}}},
            {"object",
             {{"key", key},
              {"size", info.size_bytes},
              {"version-id", info.version_id},
              {"sequencer", info.sequencer}}}};
  }

  bool created = true;
  ManualClock clock;
  objects::MemoryStore objects{clock};
  std::unique_ptr<results::ResultStore> results = results::make_memory_result_store();
  FakeAnalyzer analyzer;
  std::vector<std::string> logged;
  Context context{
      "request-1",
      "arn:aws:lambda:::function:f",
      {},
      [this](log::Level, std::string_view message, Json const&) { logged.emplace_back(message); }};
};

}  // namespace helio::functions
