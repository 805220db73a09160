#include "recording.hpp"

#include <cstring>
#include <utility>

namespace helio::bench {
namespace {

class RecordingRequest final : public vision::InferRequest {
 public:
  RecordingRequest(std::unique_ptr<vision::InferRequest> request, std::string const& model,
                   Recording& recording)
      : request_(std::move(request)), model_(model), recording_(recording) {}

  Result<image::MutablePixels> input(int width_px, int height_px) override {
    auto input = request_->input(width_px, height_px);
    if (input) drawn_ = *input;
    return input;
  }

  void start() override {
    recording_.add(model_, drawn_);
    request_->start();
  }

  Result<void> wait() override { return request_->wait(); }

  decoders::TensorView output(std::string_view role) const override {
    return request_->output(role);
  }

 private:
  std::unique_ptr<vision::InferRequest> request_;
  std::string const& model_;
  Recording& recording_;
  image::MutablePixels drawn_;
};

class RecordingModel final : public vision::Model {
 public:
  RecordingModel(std::unique_ptr<vision::Model> model, Recording& recording)
      : model_(std::move(model)), recording_(recording) {}

  vision::ModelManifest const& manifest() const noexcept override { return model_->manifest(); }
  std::unique_ptr<vision::InferRequest> acquire() override {
    return std::make_unique<RecordingRequest>(model_->acquire(), manifest().name, recording_);
  }
  std::size_t parallel() const noexcept override { return model_->parallel(); }

 private:
  std::unique_ptr<vision::Model> model_;
  Recording& recording_;
};

}  // namespace

void Recording::add(std::string const& model, image::PixelsView picture) {
  RecordedInput input{model, image::Pixels(picture.width_px, picture.height_px)};
  image::MutablePixels const copy = input.picture.edit();
  for (int y = 0; y < picture.height_px; ++y) {
    std::memcpy(copy.row(y), picture.row(y), std::size_t{3} * picture.width_px);
  }
  std::lock_guard const lock(mutex_);
  inputs_.push_back(std::move(input));
}

std::vector<RecordedInput> Recording::take() {
  std::lock_guard const lock(mutex_);
  return std::exchange(inputs_, {});
}

Result<std::unique_ptr<vision::Model>> RecordingLoader::load(
    vision::ModelManifest const& manifest) {
  auto model = loader_.load(manifest);
  if (!model) return model;
  return std::make_unique<RecordingModel>(std::move(*model), recording_);
}

}  // namespace helio::bench
