#include "helio/upload_signer.hpp"

#include "aws/presign.hpp"

namespace helio::cli {

void UploadSigner::set_endpoint(std::string endpoint) {
  std::scoped_lock const lock(mutex_);
  endpoint_ = std::move(endpoint);
}

Result<functions::SignedUpload> UploadSigner::sign_upload(functions::UploadTerms const& terms) {
  aws::PresignRequest request{.method = "PUT",
                              .bucket = terms.bucket,
                              .key = terms.key,
                              .expires = terms.expires_in,
                              .headers = {{"content-type", terms.content_type}}};
  for (auto const& [name, value] : terms.user_metadata) {
    request.parameters.emplace_back("x-amz-meta-" + name, value);
  }
  {
    std::scoped_lock const lock(mutex_);
    request.endpoint = endpoint_;
  }
  auto url = aws::presign(request, identity_, clock_.wall());
  if (!url) return tl::unexpected<Error>(url.error());
  return functions::SignedUpload{.url = std::move(*url),
                                 .headers = {{"Content-Type", terms.content_type}}};
}

}  // namespace helio::cli
