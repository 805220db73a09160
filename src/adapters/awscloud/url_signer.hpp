// UrlSigner: presigned PUTs into a bucket of S3.
//
// The bucket stands in the host's name, as S3 has it, or in the path where an endpoint of one's own
// is set or the bucket's name has dots, which no certificate covers. A URL of temporary
// credentials ends with them, whatever its terms say.
// Errors  as the port; those of Client::identity().
#pragma once

#include "adapters/awscloud/client.hpp"
#include "functions/url_signer.hpp"

namespace helio::awscloud {

class UrlSigner final : public functions::UrlSigner {
 public:
  explicit UrlSigner(Client& client) : client_(client) {}

  Result<functions::SignedUpload> sign_upload(functions::UploadTerms const& terms) override;

 private:
  Client& client_;
};

}  // namespace helio::awscloud
