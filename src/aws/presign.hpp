// Presigned URLs: who holds one may send that one request until it expires, without a key.
//
// Every header named here is part of the signature, so a client must send it with that very value:
// a "content-length" and a "content-type" limit what an upload URL takes.
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "aws/sigv4_sign.hpp"
#include "base/clock.hpp"
#include "base/result.hpp"

namespace helio::aws {

struct PresignRequest {
  std::string endpoint;  // "http://127.0.0.1:8080", without a slash at the end
  std::string method;    // "PUT"
  std::string bucket, key;
  std::chrono::seconds expires{3600};                                // at most 7 days
  std::vector<std::pair<std::string, std::string>> headers = {};     // besides Host
  std::vector<std::pair<std::string, std::string>> parameters = {};  // such as versionId
};

// A path-style URL. Errors: invalid_argument "InvalidArgument".
[[nodiscard]] Result<std::string> presign(PresignRequest const& request,
                                          SigningIdentity const& identity, Timestamp now);

}  // namespace helio::aws
