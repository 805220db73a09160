// UploadPart: one part of a large object, streamed into the store.
#include "aws/s3/object_headers.hpp"
#include "aws/s3/operations.hpp"
#include "aws/s3/part_request.hpp"
#include "aws/s3/put_body.hpp"
#include "http/etag.hpp"

namespace helio::aws::s3 {
namespace {

class PartSink final : public BodySink {
 public:
  explicit PartSink(std::unique_ptr<objects::PartUpload> part) : part_(std::move(part)) {}

  Result<void> write(BytesView piece) override { return part_->write(piece); }

  Outcome<http::Response> finish(http::Headers const& trailers) override {
    if (auto told = expect_trailers(*part_, trailers); !told) {
      return refuse(std::move(told.error()));
    }
    auto const stored = part_->commit();
    if (!stored) return refuse(stored.error());
    http::Response response;
    response.headers.add("etag", http::quoted_etag(stored->etag));
    for (auto const& [algorithm, base64] : stored->checksums) {
      response.headers.add("x-amz-checksum-" + algorithm, base64);
    }
    return response;
  }

 private:
  std::unique_ptr<objects::PartUpload> part_;
};

}  // namespace

Outcome<std::unique_ptr<BodySink>> upload_part(Call const& call) {
  auto const number = part_number_of(call);
  if (!number) return refuse(number.error());
  if (auto failure = check_put_size(call, call.options.object_bytes_max)) {
    return refuse(*std::move(failure));
  }
  auto checksums = checksums_of(call);
  if (!checksums) return refuse(std::move(checksums.error()));
  objects::PartOptions options{.size_bytes = call.payload.size_bytes,
                               .content_md5 = content_md5_of(call),
                               .checksums = *std::move(checksums)};
  auto part = call.stores.uploads.upload_part(upload_id_of(call), *number, std::move(options));
  if (!part) return refuse(std::move(part.error()));
  return std::make_unique<PartSink>(*std::move(part));
}

}  // namespace helio::aws::s3
