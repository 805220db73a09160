// What S3 has and this server has not: a request that asks for it is refused, because doing less
// than it asks would be a wrong success.
#pragma once

#include <optional>
#include <string_view>

#include "aws/failure.hpp"
#include "http/handler.hpp"

namespace helio::aws::s3 {

struct Options;

// By headers: ACLs but "private", encryption but AES256, storage classes but STANDARD, redirects.
[[nodiscard]] std::optional<Failure> unsupported_header(http::Headers const& headers,
                                                        Options const& options);

// Whether a query parameter names a part of a resource ("acl", "versions", "uploadId") and so
// decides which operation is meant, rather than how it is done ("prefix", "max-keys").
[[nodiscard]] bool is_sub_resource(std::string_view name, std::string_view value) noexcept;

}  // namespace helio::aws::s3
