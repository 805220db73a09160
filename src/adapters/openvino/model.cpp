#include "adapters/openvino/model.hpp"

#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include <openvino/runtime/infer_request.hpp>

namespace helio::openvino {
namespace {

using vision::ModelManifest;

// Requests kept for the next caller: one drawn while another runs, for each stream. Those past
// this number are freed when they come back, so that a burst does not hold memory for good.
constexpr std::size_t kIdlePerStream = 2;

class RequestPool {
 public:
  RequestPool(ov::CompiledModel compiled, std::size_t idle_max)
      : compiled_(std::move(compiled)), idle_max_(idle_max) {}

  ov::InferRequest take() {
    {
      std::lock_guard const lock(mutex_);
      if (!idle_.empty()) {
        ov::InferRequest request = std::move(idle_.back());
        idle_.pop_back();
        return request;
      }
    }
    return compiled_.create_infer_request();
  }

  void give_back(ov::InferRequest request) {
    std::lock_guard const lock(mutex_);
    if (idle_.size() < idle_max_) idle_.push_back(std::move(request));
  }

 private:
  std::mutex mutex_;
  ov::CompiledModel compiled_;
  std::size_t const idle_max_;
  std::vector<ov::InferRequest> idle_;
};

class OpenVinoRequest final : public vision::InferRequest {
 public:
  OpenVinoRequest(ModelManifest const& manifest, RequestPool& pool)
      : manifest_(manifest), pool_(pool), request_(pool.take()) {}

  ~OpenVinoRequest() override {
    if (running_) {
      [[maybe_unused]] auto const outcome = wait();  // the engine still writes to its tensors
    }
    pool_.give_back(std::move(request_));
  }

  OpenVinoRequest(OpenVinoRequest const&) = delete;
  OpenVinoRequest& operator=(OpenVinoRequest const&) = delete;

  Result<image::MutablePixels> input(int width_px, int height_px) override {
    vision::ModelInput const& wanted = manifest_.input;
    auto const takes = [&](int asked, int own) {
      return own == 0 ? asked > 0 && asked % wanted.side_multiple == 0 : asked == own;
    };
    if (!takes(width_px, wanted.width_px) || !takes(height_px, wanted.height_px)) {
      return fail(Errc::invalid_argument, "BadModelInput",
                  manifest_.name + " does not take a picture of " + std::to_string(width_px) +
                      " x " + std::to_string(height_px) + " pixels.");
    }
    try {
      ov::Tensor tensor = request_.get_input_tensor();
      ov::Shape const shape{1, static_cast<std::size_t>(height_px),
                            static_cast<std::size_t>(width_px), 3};
      if (tensor.get_shape() != shape) tensor.set_shape(shape);
      return image::MutablePixels{tensor.data<std::uint8_t>(), width_px, height_px,
                                  std::ptrdiff_t{3} * width_px};
    } catch (std::exception const& e) {
      return failed(e);
    }
  }

  void start() override {
    running_ = true;
    try {
      request_.start_async();
    } catch (std::exception const& e) {
      start_error_ = e.what();
    }
  }

  Result<void> wait() override {
    running_ = false;
    if (!start_error_.empty()) {
      return failed(std::runtime_error(std::exchange(start_error_, {})));
    }
    try {
      request_.wait();
      return {};
    } catch (std::exception const& e) {
      return failed(e);
    }
  }

  decoders::TensorView output(std::string_view role) const override {
    auto const name = manifest_.outputs.find(std::string(role));
    if (name == manifest_.outputs.end()) return {};
    ov::Tensor const tensor = request_.get_tensor(name->second);
    decoders::TensorView view;
    // One call: where sides are free, OpenVINO writes the shape it returns anew each time.
    ov::Shape const& shape = tensor.get_shape();
    view.shape.assign(shape.begin(), shape.end());
    view.values = {tensor.data<float const>(), tensor.get_size()};
    return view;
  }

 private:
  [[nodiscard]] tl::unexpected<Error> failed(std::exception const& e) const {
    return fail(Errc::unavailable, "InferenceFailed",
                "The model " + manifest_.name + " failed on this picture.", e.what());
  }

  ModelManifest const& manifest_;
  RequestPool& pool_;
  mutable ov::InferRequest request_;  // get_tensor() is not const in OpenVINO
  bool running_ = false;
  std::string start_error_;
};

class OpenVinoModel final : public vision::Model {
 public:
  OpenVinoModel(ModelManifest manifest, ov::CompiledModel compiled, std::size_t parallel)
      : manifest_(std::move(manifest)),
        parallel_(parallel),
        pool_(std::move(compiled), parallel * kIdlePerStream) {}

  [[nodiscard]] ModelManifest const& manifest() const noexcept override { return manifest_; }
  [[nodiscard]] std::unique_ptr<vision::InferRequest> acquire() override {
    return std::make_unique<OpenVinoRequest>(manifest_, pool_);
  }
  [[nodiscard]] std::size_t parallel() const noexcept override { return parallel_; }

 private:
  const ModelManifest manifest_;
  std::size_t const parallel_;
  RequestPool pool_;
};

}  // namespace

std::unique_ptr<vision::Model> make_model(ModelManifest manifest, ov::CompiledModel compiled,
                                          std::size_t parallel) {
  return std::make_unique<OpenVinoModel>(std::move(manifest), std::move(compiled), parallel);
}

}  // namespace helio::openvino
