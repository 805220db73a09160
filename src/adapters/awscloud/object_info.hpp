// What S3's headers say of an object, and how a put says it to S3.
#pragma once

#include <string>
#include <string_view>

#include "adapters/curl/http_client.hpp"
#include "objects/object_info.hpp"
#include "objects/object_store.hpp"

namespace helio::awscloud {

// Of a GET, a HEAD or a PUT. A version id of "null" where S3 tells none.
[[nodiscard]] objects::ObjectInfo object_info(curl::HttpResponse const& response,
                                              std::string_view bucket, std::string_view key);

// An ETag as S3's answers write it: `"abc"` -> `abc`.
[[nodiscard]] std::string without_quotes(std::string_view etag);

// Content type, metadata, tags and lock of `object`; of its checksums the first, as S3 takes one.
[[nodiscard]] curl::HttpHeaders put_headers(objects::ObjectInfo const& object);

}  // namespace helio::awscloud
