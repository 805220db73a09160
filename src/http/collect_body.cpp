#include "base/encoding.hpp"
#include "http/handler.hpp"

namespace helio::http {
namespace {

class Collected final : public BodyWriter {
 public:
  Collected(std::size_t bytes_max, std::function<Response(std::string)> answer,
            std::function<Response()> too_large)
      : bytes_max_(bytes_max), answer_(std::move(answer)), too_large_(std::move(too_large)) {}

  std::optional<Response> write(BytesView piece) override {
    if (piece.size() > bytes_max_ - body_.size()) return too_large_();
    body_.append(text_of(piece));
    return std::nullopt;
  }

  Response finish() override { return answer_(std::move(body_)); }

 private:
  const std::size_t bytes_max_;
  const std::function<Response(std::string)> answer_;
  const std::function<Response()> too_large_;
  std::string body_;
};

}  // namespace

std::unique_ptr<BodyWriter> collect_body(std::size_t bytes_max,
                                         std::function<Response(std::string body)> answer,
                                         std::function<Response()> too_large) {
  return std::make_unique<Collected>(bytes_max, std::move(answer), std::move(too_large));
}

}  // namespace helio::http
