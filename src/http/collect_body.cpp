#include "base/encoding.hpp"
#include "http/handler.hpp"

namespace helio::http {
namespace {

class Collected final : public BodyWriter {
 public:
  Collected(std::size_t bytes_max, std::function<Response(std::string)> answer,
            std::function<Response()> too_large, std::function<Response(BodyEnd)> cut_off)
      : bytes_max_(bytes_max),
        answer_(std::move(answer)),
        too_large_(std::move(too_large)),
        cut_off_(std::move(cut_off)) {}

  std::optional<Response> write(BytesView piece) override {
    if (piece.size() > bytes_max_ - body_.size()) return too_large_();
    body_.append(text_of(piece));
    return std::nullopt;
  }

  Response finish() override { return answer_(std::move(body_)); }

  std::optional<Response> cut_off(BodyEnd why) override {
    if (!cut_off_) return std::nullopt;
    return cut_off_(why);
  }

 private:
  const std::size_t bytes_max_;
  const std::function<Response(std::string)> answer_;
  const std::function<Response()> too_large_;
  const std::function<Response(BodyEnd)> cut_off_;
  std::string body_;
};

}  // namespace

std::unique_ptr<BodyWriter> collect_body(std::size_t bytes_max,
                                         std::function<Response(std::string body)> answer,
                                         std::function<Response()> too_large,
                                         std::function<Response(BodyEnd)> cut_off) {
  return std::make_unique<Collected>(bytes_max, std::move(answer), std::move(too_large),
                                     std::move(cut_off));
}

}  // namespace helio::http
