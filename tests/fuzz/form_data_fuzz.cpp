// Any bytes as a form's body: parts that come in order, the same however the network cuts them.
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/encoding.hpp"
#include "http/form_data.hpp"

namespace {

using namespace helio;

class Told final : public http::FormSink {
 public:
  Result<void> begin_part(http::FormPart part) override {
    if (inside_ || part.name.size() > http::FormDataParser::kHeaderBytesMax) std::abort();
    inside_ = true;
    text += "[" + part.name + "|" + part.file_name.value_or("-") + "|";
    return {};
  }
  Result<void> write_part(BytesView piece) override {
    if (!inside_ || piece.empty()) std::abort();
    text += text_of(piece);
    return {};
  }
  Result<void> end_part() override {
    if (!inside_) std::abort();
    inside_ = false;
    text += "]";
    return {};
  }
  std::string text;

 private:
  bool inside_ = false;
};

std::string parse(std::string_view body, std::size_t piece_bytes) {
  Told told;
  http::FormDataParser parser("b", told);
  for (std::size_t at = 0; at < body.size(); at += piece_bytes) {
    auto const taken = parser.write(bytes_of(body.substr(at, piece_bytes)));
    if (!taken) return taken.error().message;
  }
  auto const whole = parser.finish();
  return whole ? told.text : whole.error().message;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const body(reinterpret_cast<char const*>(data), size);
  static_cast<void>(http::form_boundary(body));
  if (parse(body, size + 1) != parse(body, 1)) std::abort();
  return 0;
}
