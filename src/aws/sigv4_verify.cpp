#include "aws/sigv4_verify.hpp"

#include <algorithm>

#include "base/encoding.hpp"
#include "base/hmac.hpp"
#include "base/timestamp.hpp"
#include "http/date.hpp"
#include "http/text.hpp"

namespace helio::aws {
namespace {

Outcome<SignatureClaim> read_claim(http::RequestHead const& head) {
  auto const header = head.headers.get("authorization");
  if (is_presigned(head)) {
    if (header) {
      return refuse(Errc::invalid_argument, "InvalidArgument",
                    "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter or "
                    "the Authorization header should be specified.");
    }
    auto claim = parse_presigned_query(head.query);
    if (!claim) return refuse(std::move(claim.error()));
    return *std::move(claim);
  }
  if (!header) {
    return refuse(Errc::forbidden, "AccessDenied", "Access Denied: the request is not signed.");
  }
  if (head.headers.all("authorization").size() > 1) {
    return refuse(Errc::invalid_argument, "InvalidArgument",
                  "Only one Authorization header is allowed.");
  }
  auto claim = parse_authorization(*header);
  if (!claim) return refuse(std::move(claim.error()));
  auto const date = head.headers.get("x-amz-date");
  if (date) {
    if (!parse_amz_date(*date)) {
      return refuse(Errc::invalid_argument, "AccessDenied",
                    "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\".");
    }
    claim->amz_date = *date;
    return *std::move(claim);
  }
  auto const http_date = http::parse_http_date(head.headers.get("date").value_or(""));
  if (!http_date) {
    return refuse(Errc::invalid_argument, "AccessDenied",
                  "AWS authentication requires a valid Date or x-amz-date header.");
  }
  claim->amz_date = amz_date(*http_date);
  return *std::move(claim);
}

std::optional<Failure> check_header_time(Timestamp signed_at, Timestamp now) {
  if (signed_at >= now - kSkewMax && signed_at <= now + kSkewMax) return std::nullopt;
  auto const skew_ms = std::chrono::duration_cast<std::chrono::milliseconds>(kSkewMax);
  return Failure(Errc::forbidden, "RequestTimeTooSkewed",
                 "The difference between the request time and the current time is too large.")
      .with("RequestTime", amz_date(signed_at))
      .with("ServerTime", to_rfc3339_seconds(now))
      .with("MaxAllowedSkewMilliseconds", std::to_string(skew_ms.count()));
}

std::optional<Failure> check_expiry(Timestamp signed_at, int expires_s, Timestamp now) {
  auto const until = signed_at + std::chrono::seconds(expires_s);
  bool const early = signed_at > now + kSkewMax;
  if (!early && now <= until) return std::nullopt;
  return Failure(Errc::forbidden, "AccessDenied",
                 early ? "Request is not valid yet" : "Request has expired")
      .with("X-Amz-Expires", std::to_string(expires_s))
      .with("Expires", to_rfc3339_seconds(until))
      .with("ServerTime", to_rfc3339_seconds(now));
}

// Whoever holds a presigned URL could otherwise add headers that change what it does. The payload's
// hash needs no signature of its own: it is in the canonical request.
std::optional<Failure> check_signed_headers(http::RequestHead const& head,
                                            std::vector<std::string> const& names) {
  std::string missing;
  auto const require = [&](std::string const& name) {
    if (std::find(names.begin(), names.end(), name) != names.end()) return;
    if (!missing.empty()) missing += ", ";
    missing += name;
  };
  require("host");
  for (auto const& [field, value] : head.headers.fields()) {
    auto const name = http::lower(field);
    if (name.starts_with("x-amz-") && name != "x-amz-content-sha256") require(name);
  }
  if (missing.empty()) return std::nullopt;
  return Failure(Errc::forbidden, "AccessDenied",
                 "There were headers present in the request which were not signed")
      .with("HeadersNotSigned", missing);
}

// Pairs of hex digits, as S3 shows bytes: people find invisible differences so.
std::string spaced_hex(std::string_view text) {
  std::string const hex = to_hex(bytes_of(text));
  std::string spaced;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    if (i > 0) spaced += ' ';
    spaced.append(hex, i, 2);
  }
  return spaced;
}

// An upload sent with another Content-Type than its URL was signed with is the usual mistake.
std::string what_was_signed(SignatureClaim const& claim) {
  if (!claim.expires_s) return "";
  std::string names;
  for (auto const& name : claim.signed_headers) names += (names.empty() ? "" : ", ") + name;
  return " A presigned URL is good for one method, one key and the values of these header "
         "fields: " +
         names + ".";
}

Failure mismatch(SignatureClaim const& claim, std::string_view to_sign,
                 std::string_view canonical) {
  return Failure(Errc::forbidden, "SignatureDoesNotMatch",
                 "The request signature we calculated does not match the signature you provided. "
                 "Check your key and signing method." +
                     what_was_signed(claim))
      .with("AWSAccessKeyId", claim.access_key_id)
      .with("StringToSign", std::string(to_sign))
      .with("SignatureProvided", claim.signature)
      .with("StringToSignBytes", spaced_hex(to_sign))
      .with("CanonicalRequest", std::string(canonical))
      .with("CanonicalRequestBytes", spaced_hex(canonical));
}

std::optional<Failure> check_scope(SignatureClaim const& claim, std::string_view service) {
  bool const presigned = claim.expires_s.has_value();
  std::string reason;
  if (claim.scope.service != service) {
    reason = "incorrect service \"" + claim.scope.service + "\". This endpoint belongs to \"" +
             std::string(service) + "\".";
  } else if (!claim.amz_date.starts_with(claim.scope.date)) {
    reason = "Invalid credential date \"" + claim.scope.date +
             "\". This date is not the same as X-Amz-Date.";
  } else {
    return std::nullopt;
  }
  if (presigned) {
    return Failure(Errc::invalid_argument, "AuthorizationQueryParametersError",
                   "Error parsing the X-Amz-Credential parameter; " + reason);
  }
  return Failure(Errc::invalid_argument, "AuthorizationHeaderMalformed",
                 "The authorization header is malformed; " + reason);
}

}  // namespace

bool is_presigned(http::RequestHead const& head) {
  return head.query_value("X-Amz-Algorithm") || head.query_value("X-Amz-Signature");
}

bool is_signed(http::RequestHead const& head) {
  return head.headers.get("authorization") || is_presigned(head);
}

Outcome<Credential> credential_of(CredentialStore& credentials, std::string const& access_key_id) {
  auto credential = credentials.find(access_key_id);
  if (!credential) return refuse(std::move(credential.error()));
  if (*credential) return **std::move(credential);
  return refuse(Failure(Errc::forbidden, "InvalidAccessKeyId",
                        "The AWS Access Key Id you provided does not exist in our records.")
                    .with("AWSAccessKeyId", access_key_id));
}

Outcome<Claimed> SignatureVerifier::claim(http::RequestHead const& head,
                                          std::string_view service) const {
  auto claim = read_claim(head);
  if (!claim) return refuse(std::move(claim.error()));
  if (auto failure = check_scope(*claim, service)) return refuse(*std::move(failure));
  auto const signed_at = parse_amz_date(claim->amz_date).value();
  auto late = claim->expires_s ? check_expiry(signed_at, *claim->expires_s, clock_.wall())
                               : check_header_time(signed_at, clock_.wall());
  if (late) return refuse(*std::move(late));
  if (auto failure = check_signed_headers(head, claim->signed_headers)) {
    return refuse(*std::move(failure));
  }
  auto credential = credential_of(credentials_, claim->access_key_id);
  if (!credential) return refuse(std::move(credential.error()));
  return Claimed{*std::move(claim), *std::move(credential)};
}

Outcome<Verified> SignatureVerifier::check(http::RequestHead const& head, Claimed const& claimed,
                                           std::string_view payload_hash) {
  SignatureClaim const& claim = claimed.claim;
  auto const canonical = canonical_request({.method = head.method,
                                            .raw_path = head.raw_path,
                                            .query = head.query,
                                            .headers = head.headers,
                                            .signed_headers = claim.signed_headers,
                                            .payload_hash = payload_hash},
                                           claim.scope.service);
  auto const to_sign = string_to_sign(claim.amz_date, claim.scope, canonical);
  auto key = signing_key(claimed.credential.secret_access_key, claim.scope);
  if (!equal_in_constant_time(bytes_of(signature(key, to_sign)), bytes_of(claim.signature))) {
    return refuse(mismatch(claim, to_sign, canonical));
  }
  return Verified{claimed.credential.identity, claim.scope, claim.amz_date, claim.signature,
                  std::move(key)};
}

Outcome<Verified> SignatureVerifier::verify(http::RequestHead const& head,
                                            std::string_view payload_hash,
                                            std::string_view service) const {
  auto const claimed = claim(head, service);
  if (!claimed) return refuse(claimed.error());
  return check(head, *claimed, payload_hash);
}

}  // namespace helio::aws
