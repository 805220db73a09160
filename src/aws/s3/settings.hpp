// Settings: what is configured of a bucket. An operation checks a document and writes it anew, and
// what it wrote is kept, so that a Get answers it as it is.
#pragma once

#include <string>
#include <string_view>

#include "aws/s3/call.hpp"
#include "aws/s3/xml_writer.hpp"

namespace helio::aws::s3 {

// Names under which BucketStore::setting() keeps them: they never change.
namespace setting {
constexpr std::string_view kCors = "cors";
constexpr std::string_view kLifecycle = "lifecycle";
constexpr std::string_view kNotification = "notification";
constexpr std::string_view kObjectLock = "object-lock";
constexpr std::string_view kTagging = "tagging";
}  // namespace setting

// The error of a setting that is not there: S3 has one for each.
struct Absent {
  std::string_view code, message;
};

[[nodiscard]] Outcome<http::Response> answer_setting(Call const& call, std::string_view name,
                                                     Absent absent);
[[nodiscard]] Outcome<http::Response> keep_setting(Call const& call, std::string_view name,
                                                   XmlWriter document);
[[nodiscard]] Outcome<http::Response> drop_setting(Call const& call, std::string_view name);  // 204

// A document that is the same of every bucket, once it is known that there is one.
[[nodiscard]] Outcome<http::Response> answer_fixed(Call const& call, XmlWriter document);
[[nodiscard]] Outcome<http::Response> answer_absent(Call const& call, Absent absent);

}  // namespace helio::aws::s3
