// PutObject: an object's bytes, streamed into the store and committed when they are all there and
// are what the signature covers.
#include <algorithm>

#include "aws/s3/object_headers.hpp"
#include "aws/s3/object_lock.hpp"
#include "aws/s3/operations.hpp"
#include "aws/s3/put_body.hpp"
#include "aws/s3/tag_set.hpp"
#include "http/etag.hpp"

namespace helio::aws::s3 {
namespace {

class ObjectSink final : public BodySink {
 public:
  explicit ObjectSink(std::unique_ptr<objects::Upload> upload) : upload_(std::move(upload)) {}

  Result<void> write(BytesView piece) override { return upload_->write(piece); }

  Outcome<http::Response> finish(http::Headers const& trailers) override {
    if (auto told = expect_trailers(*upload_, trailers); !told) {
      return refuse(std::move(told.error()));
    }
    auto const stored = upload_->commit();
    if (!stored) return refuse(stored.error());
    http::Response response;
    response.headers.add("etag", http::quoted_etag(stored->etag));
    add_version(response.headers, *stored);
    add_checksums(response.headers, stored->checksums);
    response.headers.add("x-amz-server-side-encryption", "AES256");
    return response;
  }

 private:
  std::unique_ptr<objects::Upload> upload_;
};

std::optional<std::string> text_of(std::optional<std::string_view> header) {
  return header ? std::optional<std::string>(*header) : std::nullopt;
}

}  // namespace

Outcome<std::unique_ptr<BodySink>> put_object(Call const& call) {
  auto const bytes_max =
      std::min(call.options.object_bytes_max, call.upload_limit().value_or(UINT64_MAX));
  if (auto failure = check_put_size(call, bytes_max)) return refuse(*std::move(failure));
  auto checksums = checksums_of(call);
  if (!checksums) return refuse(std::move(checksums.error()));
  auto tags = tags_of(call);
  if (!tags) return refuse(std::move(tags.error()));
  auto const lock = lock_of(call);
  if (!lock) return refuse(lock.error());
  auto metadata = metadata_of(call);
  objects::PutOptions options{.content_type = std::move(metadata.content_type),
                              .system_metadata = std::move(metadata.system),
                              .user_metadata = std::move(metadata.user),
                              .size_bytes = call.payload.size_bytes,
                              .content_md5 = content_md5_of(call),
                              .checksums = *std::move(checksums),
                              .tags = *std::move(tags),
                              .lock = *lock,
                              .if_match = text_of(call.header("if-match")),
                              .if_none_match = text_of(call.header("if-none-match")),
                              .origin = call.origin("PutObject")};
  auto upload = call.stores.objects.put(call.address.bucket, call.address.key, std::move(options));
  if (!upload) return refuse(std::move(upload.error()));
  return std::make_unique<ObjectSink>(*std::move(upload));
}

}  // namespace helio::aws::s3
