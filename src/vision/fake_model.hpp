// FakeModel: the model port in memory, for tests. It answers what a function makes of the picture.
//
// Threads  as Model: any number of threads; the answer function must bear that too.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "image/pixels.hpp"
#include "vision/model.hpp"

namespace helio::vision {

struct FakeTensor {
  std::vector<std::int64_t> shape;
  std::vector<float> values;
};

using FakeAnswer = std::map<std::string, FakeTensor>;  // by role

class FakeModel final : public Model {
 public:
  // Gets the picture that was drawn into the input and the run's number, from 0. A failed Result
  // is what wait() returns.
  using Answer = std::function<Result<FakeAnswer>(image::PixelsView picture, std::size_t run)>;

  FakeModel(ModelManifest manifest, Answer answer, std::size_t parallel = 1)
      : manifest_(std::move(manifest)), answer_(std::move(answer)), parallel_(parallel) {}

  [[nodiscard]] ModelManifest const& manifest() const noexcept override { return manifest_; }
  [[nodiscard]] std::unique_ptr<InferRequest> acquire() override {
    return std::make_unique<Request>(*this);
  }
  [[nodiscard]] std::size_t parallel() const noexcept override { return parallel_; }

  // How many runs were started.
  [[nodiscard]] std::size_t runs() const noexcept { return runs_; }

 private:
  class Request final : public InferRequest {
   public:
    explicit Request(FakeModel& model) : model_(model) {}

    Result<image::MutablePixels> input(int width_px, int height_px) override {
      auto const takes = [&](int asked, int own) {
        return own == 0 ? asked > 0 && asked % model_.manifest_.input.side_multiple == 0
                        : asked == own;
      };
      if (!takes(width_px, model_.manifest_.input.width_px) ||
          !takes(height_px, model_.manifest_.input.height_px)) {
        return fail(Errc::invalid_argument, "BadModelInput", "The fake takes another size.");
      }
      picture_ = image::Pixels(width_px, height_px);
      return picture_.edit();
    }

    void start() override {
      answer_ = model_.answer_(std::as_const(picture_).view(), model_.runs_++);
    }

    Result<void> wait() override {
      if (!answer_) return tl::unexpected<Error>(answer_.error());
      return {};
    }

    decoders::TensorView output(std::string_view role) const override {
      if (!answer_) return {};
      auto const found = answer_->find(std::string(role));
      if (found == answer_->end()) return {};
      return {found->second.shape, found->second.values};
    }

   private:
    FakeModel& model_;
    image::Pixels picture_;
    Result<FakeAnswer> answer_ = FakeAnswer{};
  };

  ModelManifest const manifest_;
  Answer const answer_;
  std::size_t const parallel_;
  std::atomic<std::size_t> runs_ = 0;
};

}  // namespace helio::vision
