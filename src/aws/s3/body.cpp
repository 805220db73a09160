#include "aws/s3/body.hpp"

#include "aws/s3/reply.hpp"
#include "aws/s3/xml_body.hpp"
#include "base/encoding.hpp"

namespace helio::aws::s3 {
namespace {

class Receiver final : public http::BodyWriter {
 public:
  Receiver(Call const& call, std::unique_ptr<BodySink> sink)
      : head_(call.head), reader_(call.payload, call.verified), sink_(std::move(sink)) {}

  std::optional<http::Response> write(BytesView piece) override {
    auto taken = reader_.write(piece, [this](BytesView bytes) { return sink_->write(bytes); });
    if (taken) return std::nullopt;
    return finished(head_, refuse(std::move(taken.error())));
  }

  http::Response finish() override {
    if (auto whole = reader_.finish(); !whole) {
      return finished(head_, refuse(std::move(whole.error())));
    }
    return finished(head_, sink_->finish(reader_.trailers()));
  }

  std::optional<http::Response> cut_off(http::BodyEnd why) override {
    return cut_off_response(head_, why);
  }

 private:
  http::RequestHead const& head_;
  PayloadReader reader_;
  std::unique_ptr<BodySink> sink_;
};

class Document final : public BodySink {
 public:
  using Answer = std::function<Outcome<http::Response>(Call const&, std::string const&)>;
  Document(Call call, Answer answer) : call_(std::move(call)), answer_(std::move(answer)) {}

  Result<void> write(BytesView piece) override {
    if (piece.size() > kXmlBytesMax - body_.size()) {
      return fail(Errc::too_large, "MaxMessageLengthExceeded",
                  "Your request was too big: its body has at most " + std::to_string(kXmlBytesMax) +
                      " bytes.");
    }
    body_ += text_of(piece);
    return {};
  }
  Outcome<http::Response> finish(http::Headers const&) override { return answer_(call_, body_); }

 private:
  Call call_;
  Answer answer_;
  std::string body_;
};

}  // namespace

std::unique_ptr<http::BodyWriter> receive_body(Call const& call, std::unique_ptr<BodySink> sink) {
  return std::make_unique<Receiver>(call, std::move(sink));
}

std::unique_ptr<BodySink> collect_document(
    Call call, std::function<Outcome<http::Response>(Call const&, std::string const&)> answer) {
  return std::make_unique<Document>(std::move(call), std::move(answer));
}

}  // namespace helio::aws::s3
