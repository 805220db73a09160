// The shared start of libvips, and owners for what it hands out.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include <vips/vips.h>

#include "base/file.hpp"

namespace helio::image {

struct ObjectDeleter {
  void operator()(void* object) const noexcept { g_object_unref(object); }
};
using VipsImagePtr = std::unique_ptr<VipsImage, ObjectDeleter>;
using VipsRegionPtr = std::unique_ptr<VipsRegion, ObjectDeleter>;

// Starts libvips once for the process; false where it cannot start. Callable from any thread.
[[nodiscard]] bool start_vips();

// A picture that is worked on step by step: each step replaces the one before it.
class VipsPicture {
 public:
  explicit VipsPicture(VipsImage* image) : image_(image) {}
  [[nodiscard]] VipsImage* get() const noexcept { return image_.get(); }
  // `step(in, &out)` is a libvips operation, 0 on success; the picture stays as it was otherwise.
  template <typename Step>
  [[nodiscard]] bool apply(Step step) {
    VipsImage* out = nullptr;
    bool const done = step(image_.get(), &out) == 0;
    VipsImagePtr next(out);
    if (done) {
      image_ = std::move(next);
    } else {
      vips_error_clear();
    }
    return done;
  }

 private:
  VipsImagePtr image_;
};

}  // namespace helio::image
