// UrlSigner: makes a URL that allows one upload, for a while, without a key of one's own.
//
// Errors   unavailable "StoreUnavailable" where the key cannot be had. Threads: callable from any.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>

#include "base/result.hpp"

namespace helio::functions {

struct UploadTerms {
  std::string bucket, key;
  // Where the client reached us, "https://photos.example.org"; empty: not known. An upload URL of
  // this very server begins so, and a page may then send to it without asking another origin.
  std::string origin;
  std::string content_type;                          // signed: the upload must say the same
  std::map<std::string, std::string> user_metadata;  // lower-case names without "x-amz-meta-"
  std::chrono::seconds expires_in{3600};
};

struct SignedUpload {
  std::string url;                             // a presigned PUT
  std::map<std::string, std::string> headers;  // to be sent with it, exactly
};

class UrlSigner {
 public:
  virtual ~UrlSigner() = default;
  // `user_metadata` goes into the signed query ("x-amz-meta-user-id=…"), as the AWS SDKs hoist it,
  // so that a plain `curl -T` needs no more than the content type.
  [[nodiscard]] virtual Result<SignedUpload> sign_upload(UploadTerms const& terms) = 0;
};

}  // namespace helio::functions
