#include "vision/infer_each.hpp"

#include <algorithm>
#include <memory>
#include <vector>

namespace helio::vision {
namespace {

Result<void> finish(std::size_t index, InferRequest& request, InferStep const& read) {
  if (auto outcome = request.wait(); !outcome) return outcome;
  return read(index, request);
}

}  // namespace

Result<void> infer_each(Model& model, std::size_t count, InferStep const& draw,
                        InferStep const& read) {
  std::size_t const window = std::min(count, std::max<std::size_t>(1, model.parallel()) * 2);
  std::vector<std::unique_ptr<InferRequest>> requests;
  for (std::size_t i = 0; i < window; ++i) requests.push_back(model.acquire());
  // Slot i % window holds picture i; before a slot is drawn again its former picture is read.
  for (std::size_t i = 0; i < count + window; ++i) {
    InferRequest& request = *requests[i % window];
    if (i >= window && i - window < count) {
      if (auto read_done = finish(i - window, request, read); !read_done) return read_done;
    }
    if (i < count) {
      if (auto drawn = draw(i, request); !drawn) return drawn;
      request.start();
    }
  }
  return {};
}

}  // namespace helio::vision
