#include "aws/s3/body.hpp"

#include "aws/s3/object_headers.hpp"
#include "aws/s3/put_body.hpp"
#include "aws/s3/reply.hpp"
#include "aws/s3/xml_body.hpp"
#include "base/encoding.hpp"
#include "objects/digests.hpp"

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

// The digests that the request gives of its body. In CompleteMultipartUpload they are the object's.
Result<void> check_digests(Call const& call, std::string const& body,
                           http::Headers const& trailers) {
  if (call.parameter("uploadId")) return {};
  auto checksums = checksums_of(call);
  if (!checksums) return tl::unexpected<Error>(checksums.error());
  auto check = objects::ContentCheck::begin(
      {.size_bytes = {}, .content_md5 = content_md5_of(call), .checksums = *std::move(checksums)},
      kXmlBytesMax);
  if (!check) return tl::unexpected<Error>(check.error());
  if (auto told = expect_trailers(*check, trailers); !told) return told;
  if (auto taken = check->update(bytes_of(body)); !taken) return taken;
  auto const content = check->finish();
  if (!content) return tl::unexpected<Error>(content.error());
  return {};
}

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
  Outcome<http::Response> finish(http::Headers const& trailers) override {
    if (auto good = check_digests(call_, body_, trailers); !good) {
      return refuse(std::move(good.error()));
    }
    return answer_(call_, body_);
  }

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
