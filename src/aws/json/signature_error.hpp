// What a signature's failure (sigv4_verify.hpp has S3's names) is called by the JSON services.
#pragma once

#include "aws/failure.hpp"
#include "base/result.hpp"

namespace helio::aws::json {

// MissingAuthenticationTokenException, IncompleteSignatureException, UnrecognizedClientException,
// InvalidSignatureException; others as they are.
[[nodiscard]] Error signature_error(Failure const& failure, bool is_signed);

}  // namespace helio::aws::json
