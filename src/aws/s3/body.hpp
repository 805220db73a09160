// Bodies of S3 requests on their way to an operation: decoded and held to their signature.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "aws/s3/call.hpp"
#include "http/handler.hpp"

namespace helio::aws::s3 {

// Streams the body into `sink`, and finishes it only if the body is what the signature covers.
[[nodiscard]] std::unique_ptr<http::BodyWriter> receive_body(Call const& call,
                                                             std::unique_ptr<BodySink> sink);

// Collects a body of at most kXmlBytesMax, holds it to the digests that came with it, then asks
// `answer`. The call is kept.
[[nodiscard]] std::unique_ptr<BodySink> collect_document(
    Call call, std::function<Outcome<http::Response>(Call const&, std::string const&)> answer);

}  // namespace helio::aws::s3
