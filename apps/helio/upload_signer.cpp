#include "helio/upload_signer.hpp"

#include <algorithm>

#include "aws/presign.hpp"

namespace helio::cli {

namespace {

// "http://localhost:8080"; what a Host field could smuggle into a URL is none, and neither is a
// name that S3 reads as a bucket's ("photos.localhost").
bool is_usable(std::string_view origin) {
  constexpr std::string_view kAllowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]";
  auto const host = origin.substr(std::min(origin.find("://") + 3, origin.size()));
  return !host.empty() && host.find_first_not_of(kAllowed) == std::string_view::npos &&
         host.find(".localhost") == std::string_view::npos;
}

}  // namespace

void UploadSigner::set_endpoint(std::string endpoint, bool is_public_url) {
  std::scoped_lock const lock(mutex_);
  endpoint_ = std::move(endpoint);
  is_public_url_ = is_public_url;
}

std::string UploadSigner::endpoint_for(std::string const& origin) {
  std::scoped_lock const lock(mutex_);
  return is_public_url_ || !is_usable(origin) ? endpoint_ : origin;
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
  request.endpoint = endpoint_for(terms.origin);
  auto url = aws::presign(request, identity_, clock_.wall());
  if (!url) return tl::unexpected<Error>(url.error());
  return functions::SignedUpload{.url = std::move(*url),
                                 .headers = {{"Content-Type", terms.content_type}}};
}

}  // namespace helio::cli
