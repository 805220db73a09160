#include "image/jpeg_decode.hpp"

// libjpeg's header needs these two before it.
#include <algorithm>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>

#include <jerror.h>
#include <jpeglib.h>

#include "image/colour_profile.hpp"
#include "image/decode_errors.hpp"

namespace helio::image {
namespace {

constexpr int kProfileMarker = JPEG_APP0 + 2;

enum class Outcome { done, truncated, damaged, timed_out };

// One decompression. libjpeg reports errors by a jump, which must not pass a destructor: only
// attempt() calls into it, and what it needs stays in this object.
class Reader {
 public:
  Reader(BytesView bytes, Clock::Monotonic deadline) : deadline_(deadline) {
    jpeg_.err = jpeg_std_error(&errors_);
    errors_.error_exit = on_error;
    errors_.emit_message = on_warning;
    jpeg_.client_data = this;
    progress_.progress_monitor = on_progress;
    source_ = bytes;
  }
  ~Reader() { jpeg_destroy_decompress(&jpeg_); }
  Reader(Reader const&) = delete;
  Reader& operator=(Reader const&) = delete;

  Outcome open() {
    return attempt([](Reader& self) {
      jpeg_create_decompress(&self.jpeg_);
      self.jpeg_.client_data = &self;
      self.jpeg_.progress = &self.progress_;
      jpeg_mem_src(&self.jpeg_, reinterpret_cast<unsigned char const*>(self.source_.data()),
                   static_cast<unsigned long>(self.source_.size()));
      jpeg_save_markers(&self.jpeg_, kProfileMarker, 0xFFFF);
      jpeg_read_header(&self.jpeg_, TRUE);
    });
  }

  // After open().
  [[nodiscard]] bool is_plain() {
    if (jpeg_.jpeg_color_space != JCS_YCbCr && jpeg_.jpeg_color_space != JCS_GRAYSCALE &&
        jpeg_.jpeg_color_space != JCS_RGB) {
      return false;
    }
    JOCTET* data = nullptr;
    unsigned int size = 0;
    if (jpeg_read_icc_profile(&jpeg_, &data, &size) == 0) return true;
    bool const srgb = is_srgb_profile({reinterpret_cast<std::byte const*>(data), size});
    std::free(data);  // NOLINT(*-no-malloc): libjpeg allocated it
    return srgb;
  }

  Outcome start(int side_px_max) {
    side_px_max_ = side_px_max;
    return attempt([](Reader& self) {
      auto const side_px = std::max(self.jpeg_.image_width, self.jpeg_.image_height);
      self.jpeg_.out_color_space = JCS_RGB;
      self.jpeg_.scale_num = 1;
      self.jpeg_.scale_denom = 1;
      for (unsigned const shrink : {2U, 4U, 8U}) {
        if (side_px / shrink >= static_cast<unsigned>(self.side_px_max_)) {
          self.jpeg_.scale_denom = shrink;
        }
      }
      jpeg_start_decompress(&self.jpeg_);
    });
  }
  [[nodiscard]] int width_px() const { return static_cast<int>(jpeg_.output_width); }
  [[nodiscard]] int height_px() const { return static_cast<int>(jpeg_.output_height); }

  Outcome read(MutablePixels out) {
    out_ = out;
    return attempt([](Reader& self) {
      while (self.jpeg_.output_scanline < self.jpeg_.output_height) {
        JSAMPROW row = self.out_.row(static_cast<int>(self.jpeg_.output_scanline));
        jpeg_read_scanlines(&self.jpeg_, &row, 1);
      }
    });
  }

 private:
  template <typename Step>
  Outcome attempt(Step step) {
    if (setjmp(jump_) != 0) return outcome_;  // NOLINT(*-err52-cpp): libjpeg's only way out
    step(*this);
    return truncated_ ? Outcome::truncated : Outcome::done;
  }

  static Reader& of(j_common_ptr jpeg) { return *static_cast<Reader*>(jpeg->client_data); }

  [[noreturn]] static void give_up(j_common_ptr jpeg, Outcome outcome) {
    Reader& self = of(jpeg);
    self.outcome_ = outcome;
    std::longjmp(self.jump_, 1);  // NOLINT(*-err52-cpp)
  }
  static void on_error(j_common_ptr jpeg) {
    bool const cut = of(jpeg).truncated_ || jpeg->err->msg_code == JERR_INPUT_EOF;
    give_up(jpeg, cut ? Outcome::truncated : Outcome::damaged);
  }
  // Level -1 is a warning. libjpeg goes on after the end of the file, with grey; a picture that is
  // half grey would be analysed as if it were whole, so it is an error here. A sequential file that
  // only lacks its end mark decodes without asking for more bits, and is whole.
  static void on_warning(j_common_ptr jpeg, int level) {
    if (level >= 0) return;
    Reader& self = of(jpeg);
    int const code = jpeg->err->msg_code;
    if (code == JWRN_JPEG_EOF) self.at_end_ = true;
    bool const more_wanted = self.jpeg_.progressive_mode != 0 || code == JWRN_HIT_MARKER;
    if (self.at_end_ && more_wanted) self.truncated_ = true;
  }
  static void on_progress(j_common_ptr jpeg) {
    Reader& self = of(jpeg);
    if (self.truncated_) give_up(jpeg, Outcome::truncated);
    if (SystemClock().now() > self.deadline_) give_up(jpeg, Outcome::timed_out);
  }

  jpeg_decompress_struct jpeg_{};
  jpeg_error_mgr errors_{};
  jpeg_progress_mgr progress_{};
  std::jmp_buf jump_{};
  BytesView source_;
  MutablePixels out_;
  int side_px_max_ = 0;
  Clock::Monotonic deadline_;
  Outcome outcome_ = Outcome::done;
  bool at_end_ = false;
  bool truncated_ = false;
};

tl::unexpected<Error> failed(Outcome outcome, Limits const& limits) {
  if (outcome == Outcome::truncated) return tl::unexpected<Error>(image_truncated());
  if (outcome == Outcome::timed_out) return tl::unexpected<Error>(decode_timeout(limits));
  return tl::unexpected<Error>(image_damaged());
}

}  // namespace

Result<std::optional<Pixels>> jpeg_decode(BytesView bytes, DecodeOptions const& options,
                                          Clock::Monotonic deadline) {
  Reader reader(bytes, deadline);
  Outcome outcome = reader.open();
  if (outcome != Outcome::done) return failed(outcome, options.limits);
  if (!reader.is_plain()) return std::optional<Pixels>();
  outcome = reader.start(options.side_px_max);
  if (outcome != Outcome::done) return failed(outcome, options.limits);
  Pixels pixels(reader.width_px(), reader.height_px());
  outcome = reader.read(pixels.edit());
  if (outcome != Outcome::done) return failed(outcome, options.limits);
  return std::optional<Pixels>(std::move(pixels));
}

}  // namespace helio::image
