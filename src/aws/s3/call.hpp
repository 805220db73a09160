// Call: one S3 request that is signed and allowed, as an operation sees it.
//
// An operation is a function in a file of its own, in one of three forms, and a row of the table in
// operations.cpp:
//   answer    needs no body: Outcome<http::Response> op(Call const&)
//   document  needs a small body whole: … op(Call const&, std::string const& body)
//   receive   takes the body as it streams: Outcome<std::unique_ptr<BodySink>> op(Call const&)
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aws/failure.hpp"
#include "aws/payload.hpp"
#include "aws/s3/address.hpp"
#include "aws/sigv4_verify.hpp"
#include "base/clock.hpp"
#include "http/handler.hpp"
#include "objects/multipart_store.hpp"
#include "objects/object_store.hpp"
#include "objects/version_store.hpp"

namespace helio::aws::s3 {

struct Stores {
  objects::ObjectStore& objects;
  objects::BucketStore& buckets;
  objects::MultipartStore& uploads;
  objects::VersionStore& versions;
};

struct UploadLimit {
  std::string bucket, prefix;
  std::uint64_t bytes_max = 0;
};

struct Options {
  std::string region = "us-east-1";
  std::string account_id = "000000000000";
  std::vector<std::string> domains = {"localhost"};  // see address.hpp
  std::uint64_t object_bytes_max = 5ULL << 30U;      // of one PUT, and of one part
  std::vector<UploadLimit> upload_limits = {};       // of whole objects
  std::string watched_bucket = {};                   // its changes are events unless it says no
};

// What takes a body as it streams. Destroyed without finish(): nothing of it stays.
class BodySink {
 public:
  virtual ~BodySink() = default;
  [[nodiscard]] virtual Result<void> write(BytesView piece) = 0;
  // The body was whole and what the signature covers.
  [[nodiscard]] virtual Outcome<http::Response> finish(http::Headers const& trailers) = 0;
};

struct Call {
  http::RequestHead const& head;  // lives until the response is sent
  // The head's, and of a presigned URL the x-amz-… parameters: SDKs put headers there, so that
  // whoever has the URL need not send them.
  http::Headers headers;
  Stores const& stores;
  Options const& options;
  Address address;
  Payload payload;
  Verified verified;
  Timestamp now;

  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const {
    return headers.get(name);
  }
  [[nodiscard]] std::optional<std::string_view> parameter(std::string_view name) const {
    return head.query_value(name);
  }
  // A parameter that is not there is `otherwise`; above `max` is `max`, as S3 has it.
  // Errors: invalid_argument "InvalidArgument".
  [[nodiscard]] Result<int> number(std::string_view name, int otherwise, int max) const;
  [[nodiscard]] Result<int> header_number(std::string_view name, int otherwise, int max) const;
  // With ?versionId. Errors: invalid_argument "InvalidArgument" for an empty one.
  [[nodiscard]] Result<objects::ObjectId> object() const;
  [[nodiscard]] objects::Origin origin(std::string reason) const;
  // The limit that counts for this key, if any.
  [[nodiscard]] std::optional<std::uint64_t> upload_limit() const;
};

}  // namespace helio::aws::s3
