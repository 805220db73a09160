// image_processor (ValidateImage): is the object a picture that we take?
//
// Event    {"detail": of "Object Created", "execution_arn"}
// Result   the record so far: PROCESSING, with `image` and the user's id from the object's metadata
//          ("x-amz-meta-user-id"). It is also put into the store, so that the upload shows at once.
// Errors   those of image::probe() ("InvalidImageFormat", "ImageTooLarge", …) for what is no good
//          picture; "NoSuchKey", "NoSuchVersion"; "InvalidEvent"; the stores' own.
#pragma once

#include "base/clock.hpp"
#include "functions/function.hpp"
#include "image/limits.hpp"
#include "objects/object_store.hpp"
#include "results/result_store.hpp"

namespace helio::functions {

inline constexpr char const* kUserIdMetadata = "user-id";

class ImageProcessor final : public Function {
 public:
  ImageProcessor(objects::ObjectStore& objects, results::ResultStore& results, Clock const& clock,
                 image::Limits limits = {})
      : objects_(objects), results_(results), clock_(clock), limits_(limits) {}

  [[nodiscard]] std::string_view name() const noexcept override { return "image_processor"; }
  Result<Json> handle(Json const& event, Context const& context) override;

 private:
  objects::ObjectStore& objects_;
  results::ResultStore& results_;
  Clock const& clock_;
  const image::Limits limits_;
};

}  // namespace helio::functions
