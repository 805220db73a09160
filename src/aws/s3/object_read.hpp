// What GetObject and HeadObject have in common: conditions, and the headers of an object.
#pragma once

#include "aws/s3/call.hpp"
#include "http/handler.hpp"
#include "objects/byte_range.hpp"
#include "objects/object_info.hpp"

namespace helio::aws::s3 {

// Errors: "PreconditionFailed", "MethodNotAllowed" (a delete marker). A response: 304. None: go on.
[[nodiscard]] Outcome<std::optional<http::Response>> judge_read(Call const& call,
                                                                objects::ObjectInfo const& info);

// Whether the response-… parameters can be headers. Errors: invalid_argument "InvalidArgument".
[[nodiscard]] Result<void> check_overrides(Call const& call);

// A response with the object's headers, and with those that response-… parameters ask for.
// `whole`: not of a range, whose bytes have other checksums.
[[nodiscard]] http::Response object_response(Call const& call, objects::ObjectInfo const& info,
                                             bool whole);

// "bytes 0-9/100"
[[nodiscard]] std::string content_range(objects::ByteRange range, std::uint64_t size_bytes);

// "MethodNotAllowed", with what S3 says of a delete marker.
[[nodiscard]] Failure delete_marker_failure(Call const& call);

// The error of a read, with the elements that S3 adds.
[[nodiscard]] Failure read_failure(Call const& call, Error error);

}  // namespace helio::aws::s3
