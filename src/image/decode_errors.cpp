#include "image/decode_errors.hpp"

namespace helio::image {

Error image_truncated() {
  return {Errc::invalid_argument, "ImageTruncated",
          "The image file ends before its last pixel: send the whole file again."};
}

Error image_damaged() {
  return {Errc::invalid_argument, "InvalidImageFormat",
          "The image's pixel data is damaged and cannot be decoded: send the original file."};
}

Error decode_timeout(Limits const& limits) {
  return {Errc::timed_out, "ImageDecodeTimeout",
          "Decoding took longer than " + std::to_string(limits.decode_ms_max) +
              " ms, which is the limit: send a smaller or simpler image."};
}

}  // namespace helio::image
