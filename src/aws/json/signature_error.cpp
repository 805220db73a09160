#include "aws/json/signature_error.hpp"

#include <string_view>

namespace helio::aws::json {
namespace {

std::string element(Failure const& failure, std::string_view name) {
  for (auto const& [known, value] : failure.elements) {
    if (known == name) return value;
  }
  return "";
}

Error mismatch(Failure const& failure) {
  return {Errc::forbidden, "InvalidSignatureException",
          "The request signature we calculated does not match the signature you provided. Check "
          "your AWS Secret Access Key and signing method. Consult the service documentation for "
          "details.\n\nThe Canonical String for this request should have been\n'" +
              element(failure, "CanonicalRequest") + "'\n\nThe String-to-Sign should have been\n'" +
              element(failure, "StringToSign") + "'\n"};
}

Error skewed(Failure const& failure) {
  return {Errc::forbidden, "InvalidSignatureException",
          "Signature not in time: it was made at " + element(failure, "RequestTime") +
              ", and here it is " + element(failure, "ServerTime") +
              "; at most 15 minutes may lie between. Set your clock."};
}

}  // namespace

Error signature_error(Failure const& failure, bool is_signed) {
  Error const& error = failure.error;
  if (!is_signed) {
    return {Errc::unauthenticated, "MissingAuthenticationTokenException",
            "Missing Authentication Token: sign the request with an access key; `helio env` prints "
            "one."};
  }
  if (error.name == "SignatureDoesNotMatch") return mismatch(failure);
  if (error.name == "RequestTimeTooSkewed") return skewed(failure);
  if (error.name == "InvalidAccessKeyId") {
    return {Errc::forbidden, "UnrecognizedClientException",
            "The security token included in the request is invalid."};
  }
  if (error.code == Errc::forbidden) {
    return {Errc::forbidden, "InvalidSignatureException", error.message};
  }
  if (error.code == Errc::invalid_argument) {
    return {Errc::invalid_argument, "IncompleteSignatureException", error.message};
  }
  return error;
}

}  // namespace helio::aws::json
