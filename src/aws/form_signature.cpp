#include "aws/form_signature.hpp"

#include <optional>

#include "aws/sigv2.hpp"
#include "aws/sigv4.hpp"
#include "aws/sigv4_claim.hpp"
#include "base/encoding.hpp"
#include "base/hmac.hpp"

namespace helio::aws {
namespace {

std::string const* field(FormFields const& fields, std::string_view name) {
  auto const found = fields.find(name);
  return found == fields.end() ? nullptr : &found->second;
}

tl::unexpected<Failure> missing(std::string_view name) {
  return refuse(Errc::invalid_argument, "InvalidArgument",
                "Bucket POST must contain a field named '" + std::string(name) +
                    "'. If it is specified, please check the order of the fields.");
}

tl::unexpected<Failure> mismatch(std::string const& id, std::string const& provided) {
  return refuse(Failure(Errc::forbidden, "SignatureDoesNotMatch",
                        "The request signature we calculated does not match the signature you "
                        "provided. Check your key and signing method.")
                    .with("AWSAccessKeyId", id)
                    .with("SignatureProvided", provided));
}

Outcome<Verified> verify_v2(FormFields const& fields, std::string const& policy,
                            CredentialStore& credentials) {
  auto const* const id = field(fields, "awsaccesskeyid");
  if (id == nullptr) return missing("AWSAccessKeyId");
  auto const* const provided = field(fields, "signature");
  if (provided == nullptr) return missing("Signature");
  auto const credential = credential_of(credentials, *id);
  if (!credential) return refuse(credential.error());
  auto const right = signature_v2(credential->secret_access_key, policy);
  if (!equal_in_constant_time(bytes_of(right), bytes_of(*provided)))
    return mismatch(*id, *provided);
  return Verified{credential->identity, {}, {}, {}, {}};
}

Outcome<Verified> verify_v4(FormFields const& fields, std::string const& policy,
                            CredentialStore& credentials) {
  // As of a presigned URL, whose parameters are the fields.
  Query parameters = {{"X-Amz-Expires", "1"}, {"X-Amz-SignedHeaders", "host"}};
  for (auto const& [from, into] :
       {std::pair{"x-amz-algorithm", "X-Amz-Algorithm"},
        std::pair{"x-amz-credential", "X-Amz-Credential"}, std::pair{"x-amz-date", "X-Amz-Date"},
        std::pair{"x-amz-signature", "X-Amz-Signature"}}) {
    auto const* const value = field(fields, from);
    if (value == nullptr) return missing(into);
    parameters.emplace_back(into, *value);
  }
  auto const claim = parse_presigned_query(parameters);
  if (!claim) return refuse(Errc::invalid_argument, "InvalidArgument", claim.error().message);
  auto const credential = credential_of(credentials, claim->access_key_id);
  if (!credential) return refuse(credential.error());
  auto key = signing_key(credential->secret_access_key, claim->scope);
  if (!equal_in_constant_time(bytes_of(signature(key, policy)), bytes_of(claim->signature))) {
    return mismatch(claim->access_key_id, claim->signature);
  }
  return Verified{credential->identity, claim->scope, claim->amz_date, claim->signature,
                  std::move(key)};
}

}  // namespace

Outcome<Verified> verify_form(FormFields const& fields, CredentialStore& credentials) {
  auto const* const policy = field(fields, "policy");
  if (policy == nullptr) {
    return refuse(Errc::forbidden, "AccessDenied",
                  "Access Denied: the form has no policy, and buckets are never public.");
  }
  bool const version_4 =
      field(fields, "x-amz-signature") != nullptr || field(fields, "x-amz-algorithm") != nullptr;
  return version_4 ? verify_v4(fields, *policy, credentials)
                   : verify_v2(fields, *policy, credentials);
}

}  // namespace helio::aws
