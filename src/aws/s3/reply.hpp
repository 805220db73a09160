// S3's answers as HTTP responses: XML documents, errors, and the headers that each of them has.
#pragma once

#include <string>

#include "aws/failure.hpp"
#include "aws/s3/xml_writer.hpp"
#include "http/handler.hpp"

namespace helio::aws::s3 {

[[nodiscard]] http::Response xml_response(XmlWriter document);

// The error document; a HEAD has none. Failures of our own are logged, and say nothing of it.
[[nodiscard]] http::Response error_response(http::RequestHead const& head, Failure const& failure);

// Adds x-amz-request-id and x-amz-id-2.
[[nodiscard]] http::Response finished(http::RequestHead const& head, Outcome<http::Response> reply);

// Of a body that ended too early.
[[nodiscard]] http::Response cut_off_response(http::RequestHead const& head, http::BodyEnd why);

}  // namespace helio::aws::s3
