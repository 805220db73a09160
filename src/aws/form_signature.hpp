// The signature of a form that a browser posts (S3 POST policy): of the policy, by version 4 or 2.
// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-UsingHTTPPOST.html
#pragma once

#include <map>
#include <string>

#include "aws/credentials.hpp"
#include "aws/failure.hpp"
#include "aws/sigv4_verify.hpp"

namespace helio::aws {

using FormFields = std::map<std::string, std::string, std::less<>>;  // names in lower case

// Says who signed the field "policy", as it was sent. What the policy allows, and until when, is
// another question. Errors: forbidden "AccessDenied" (no policy), "InvalidAccessKeyId",
// "SignatureDoesNotMatch"; invalid_argument "InvalidArgument" (a field is missing or malformed);
// those of the CredentialStore.
[[nodiscard]] Outcome<Verified> verify_form(FormFields const& fields, CredentialStore& credentials);

}  // namespace helio::aws
