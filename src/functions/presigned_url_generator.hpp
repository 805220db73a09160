// presigned_url_generator: POST /upload-url, as API Gateway asks for it.
//
// Event    a proxy request (functions/proxy.hpp) whose body is {"fileName","fileType","userId"?}.
// Result   a proxy response: {"uploadUrl","imageId","bucket","key","expiresIn","headers"}, where
// the
//          PUT to `uploadUrl` sends `headers`; problem+json otherwise: "InvalidJson",
//          "InvalidFileName", "UnsupportedFileType", "InvalidUserId", or the signer's error.
// Errors   "InvalidEvent" where the event is no proxy request.
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "functions/function.hpp"
#include "functions/url_signer.hpp"

namespace helio::functions {

// The media types that `fileType` may be.
[[nodiscard]] std::span<std::string_view const> upload_file_types() noexcept;

class PresignedUrlGenerator final : public Function {
 public:
  PresignedUrlGenerator(UrlSigner& signer, IdGenerator& ids, std::string bucket,
                        std::chrono::seconds expires_in = std::chrono::minutes(15))
      : signer_(signer), ids_(ids), bucket_(std::move(bucket)), expires_in_(expires_in) {}

  [[nodiscard]] std::string_view name() const noexcept override {
    return "presigned_url_generator";
  }
  Result<Json> handle(Json const& event, Context const& context) override;

 private:
  // The answer's body for the request's. Errors: those above.
  [[nodiscard]] Result<Json> upload_url(Json const& body, std::string const& origin);

  UrlSigner& signer_;
  IdGenerator& ids_;
  const std::string bucket_;
  const std::chrono::seconds expires_in_;
};

}  // namespace helio::functions
