// RekognitionInMemory: the service over a store in memory and an engine that answers what a test
// gives it, and remembers what it was asked for. For tests.
#pragma once

#include <nlohmann/json.hpp>

#include "aws/json/validate.hpp"
#include "aws/rekognition/rekognition.hpp"
#include "base/encoding.hpp"
#include "base/manual_clock.hpp"
#include "image/encode.hpp"
#include "objects/memory_store.hpp"

namespace helio::aws::rekognition {

class RekognitionInMemory {
 protected:
  RekognitionInMemory() { static_cast<void>(store_.buckets().create_bucket("photos")); }

  static Bytes picture(int width_px = 100, int height_px = 80) {
    image::Pixels pixels(width_px, height_px);
    auto const bytes = static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px) * 3;
    std::fill_n(pixels.edit().rgb, bytes, std::uint8_t{90});
    return image::encode_png(pixels.view()).value();
  }
  static Json image(Bytes const& bytes = picture()) { return {{"Bytes", to_base64(bytes)}}; }

  void put(std::string const& key, Bytes const& bytes) {
    auto upload = store_.put("photos", key, {}).value();
    static_cast<void>(upload->write(bytes));
    static_cast<void>(upload->commit());
  }

  Result<Json> call(std::string_view operation, Json const& input) {
    return service_.call(operation, input, caller_);
  }
  // The answer; a text that says why, where there is none or it has not AWS's shape.
  Json answer(std::string_view operation, Json const& input) {
    auto output = call(operation, input);
    if (!output) return output.error().name + ": " + output.error().message;
    auto const& model = json::rekognition_model;
    auto const fits = json::validate(model, model.operation(operation)->output, *output, "Misfit");
    return fits ? *std::move(output) : Json(fits.error().message);
  }
  std::string error(std::string_view operation, Json const& input) {
    auto const output = call(operation, input);
    return output ? "(none)" : output.error().name;
  }

  ManualClock clock_;
  objects::MemoryStore store_{clock_};
  vision::Analysis found_;
  std::vector<vision::AnalyzeOptions> asked_;
  std::optional<Error> failure_;
  Inspector inspector_{
      [this](BytesView, vision::AnalyzeOptions const& wanted) -> Result<vision::ImageReport> {
        asked_.push_back(wanted);
        if (failure_) return tl::unexpected<Error>(*failure_);
        vision::ImageReport report;
        report.analysis = found_;
        return report;
      },
      store_,
      {.bytes_max = 20'000, .object_bytes_max = 30'000, .limits = {}, .turns = {}}};
  json::Service service_ = rekognition_service(inspector_);
  json::Caller caller_ = json::Caller::inside("000000000000", "us-east-1", "r1");
};

}  // namespace helio::aws::rekognition
