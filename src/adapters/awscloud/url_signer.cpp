#include "adapters/awscloud/url_signer.hpp"

#include "adapters/awscloud/bucket_address.hpp"

namespace helio::awscloud {

Result<functions::SignedUpload> UrlSigner::sign_upload(functions::UploadTerms const& terms) {
  auto const endpoint = client_.settings().endpoint(kS3);
  if (!endpoint) return tl::unexpected(endpoint.error());
  auto const identity = client_.identity();
  if (!identity) return tl::unexpected(identity.error());
  auto const address = bucket_address(client_.settings(), terms.bucket, terms.key);
  auto const scheme = endpoint->find("://") + 3;
  auto const slash = std::min(endpoint->find('/', scheme), endpoint->size());
  std::string const host = address.host_prefix + endpoint->substr(scheme, slash - scheme);

  http::RequestHead head;
  head.method = "PUT";
  head.raw_path = endpoint->substr(slash) + address.path;
  head.headers.add("host", host);
  head.headers.add("content-type", terms.content_type);
  for (auto const& [name, value] : terms.user_metadata) {
    head.query.emplace_back("x-amz-meta-" + name, value);
  }
  auto const query = aws::presigned_query(
      head, *identity,
      {.service = "s3", .time = client_.signing_time(), .payload_hash = aws::kUnsignedPayload},
      terms.expires_in);
  if (!query) return tl::unexpected(query.error());
  return functions::SignedUpload{
      .url = endpoint->substr(0, scheme) + host + head.raw_path + "?" + *query,
      .headers = {{"Content-Type", terms.content_type}}};
}

}  // namespace helio::awscloud
