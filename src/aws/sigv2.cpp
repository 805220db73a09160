#include "aws/sigv2.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/encoding.hpp"
#include "base/hmac.hpp"
#include "base/timestamp.hpp"
#include "http/date.hpp"
#include "http/text.hpp"

namespace helio::aws {
namespace {

constexpr std::string_view kScheme = "AWS ";

// The query parameters that are part of the resource, sorted.
constexpr std::string_view kSubResources[] = {
    "accelerate",
    "acl",
    "analytics",
    "cors",
    "delete",
    "inventory",
    "lifecycle",
    "location",
    "logging",
    "metrics",
    "notification",
    "object-lock",
    "partNumber",
    "policy",
    "replication",
    "requestPayment",
    "response-cache-control",
    "response-content-disposition",
    "response-content-encoding",
    "response-content-language",
    "response-content-type",
    "response-expires",
    "restore",
    "select",
    "select-type",
    "storageClass",
    "tagging",
    "torrent",
    "uploadId",
    "uploads",
    "versionId",
    "versioning",
    "versions",
    "website",
};

// A signed header may stand in the query instead, so that the URL is all that a client needs.
std::string header_or_parameter(http::RequestHead const& head, std::string_view name) {
  auto const parameter = head.query_value(name);
  return std::string(parameter ? *parameter : head.headers.get(name).value_or(""));
}

std::string amz_headers(http::RequestHead const& head) {
  std::map<std::string, std::string> fields;
  auto const add = [&](std::string_view field, std::string_view value) {
    auto name = http::lower(field);
    if (!name.starts_with("x-amz-")) return;
    auto const [at, fresh] = fields.emplace(std::move(name), http::trimmed(value));
    if (!fresh) at->second.append(",").append(http::trimmed(value));
  };
  for (auto const& [name, value] : head.headers.fields()) add(name, value);
  for (auto const& [name, value] : head.query) add(name, value);
  std::string text;
  for (auto const& [name, value] : fields) text.append(name).append(":").append(value).append("\n");
  return text;
}

std::string canonical_resource(http::RequestHead const& head, std::string_view resource) {
  auto query = head.query;
  std::erase_if(query, [](auto const& field) {
    return !std::binary_search(std::begin(kSubResources), std::end(kSubResources), field.first);
  });
  std::sort(query.begin(), query.end());
  std::string text(resource);
  char separator = '?';
  for (auto const& [name, value] : query) {
    text.append(1, std::exchange(separator, '&')).append(name);
    if (!value.empty()) text.append("=").append(value);
  }
  return text;
}

std::optional<Failure> check_expiry(std::string_view text, Timestamp now) {
  std::int64_t seconds = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  constexpr std::int64_t kLatest = 253'402'300'799;  // the year 9999
  if (error != std::errc() || end != text.data() + text.size() || seconds > kLatest) {
    return Failure(Errc::forbidden, "AccessDenied", "Invalid date (should be seconds since epoch)");
  }
  Timestamp const until{std::chrono::seconds(std::max<std::int64_t>(seconds, 0))};
  if (now <= until) return std::nullopt;
  return Failure(Errc::forbidden, "AccessDenied", "Request has expired")
      .with("Expires", to_rfc3339_seconds(until))
      .with("ServerTime", to_rfc3339_seconds(now));
}

// What a request says of its signature. `date` is what stands in the string to sign.
struct Claim {
  std::string id, signature, date;
};

Outcome<Claim> read_query(http::RequestHead const& head, Timestamp now) {
  std::string const expires(head.query_value("Expires").value_or(""));
  if (auto failure = check_expiry(expires, now)) return refuse(*std::move(failure));
  return Claim{std::string(head.query_value("AWSAccessKeyId").value_or("")),
               std::string(head.query_value("Signature").value_or("")), expires};
}

Outcome<Claim> read_header(http::RequestHead const& head, Timestamp now) {
  std::string_view text = head.headers.get("authorization").value_or(kScheme);
  text.remove_prefix(kScheme.size());
  auto const colon = text.find(':');
  if (colon == std::string_view::npos) {
    return refuse(Errc::invalid_argument, "InvalidArgument",
                  "AWS authorization header is invalid.  Expected AwsAccessKeyId:signature");
  }
  auto const amz_date = head.headers.get("x-amz-date");
  auto const date = amz_date ? *amz_date : head.headers.get("date").value_or("");
  auto const time = http::parse_http_date(date);
  if (!time || time->time_since_epoch().count() < 0) {
    return refuse(Errc::forbidden, "AccessDenied",
                  "AWS authentication requires a valid Date or x-amz-date header");
  }
  if (*time < now - kSkewMax || *time > now + kSkewMax) {
    return refuse(Failure(Errc::forbidden, "RequestTimeTooSkewed",
                          "The difference between the request time and the current time is too "
                          "large.")
                      .with("RequestTime", std::string(date))
                      .with("ServerTime", to_rfc3339_seconds(now)));
  }
  return Claim{std::string(http::trimmed(text.substr(0, colon))),
               std::string(text.substr(colon + 1)), amz_date ? std::string() : std::string(date)};
}

}  // namespace

std::string signature_v2(std::string_view secret_access_key, std::string_view text) {
  Bytes mac(20);
  unsigned int size = 0;
  HMAC(EVP_sha1(), secret_access_key.data(), static_cast<int>(secret_access_key.size()),
       reinterpret_cast<unsigned char const*>(text.data()), text.size(),
       reinterpret_cast<unsigned char*>(mac.data()), &size);
  return to_base64(mac);
}

bool is_presigned_v2(http::RequestHead const& head) {
  return head.query_value("AWSAccessKeyId") && head.query_value("Signature");
}

bool is_signed_v2(http::RequestHead const& head) {
  return head.headers.get("authorization").value_or("").starts_with(kScheme);
}

Outcome<Verified> verify_v2(http::RequestHead const& head, std::string_view resource,
                            CredentialStore& credentials, Clock const& clock) {
  auto const claim =
      is_signed_v2(head) ? read_header(head, clock.wall()) : read_query(head, clock.wall());
  if (!claim) return refuse(claim.error());
  auto const credential = credential_of(credentials, claim->id);
  if (!credential) return refuse(credential.error());
  std::string const to_sign = head.method + "\n" + header_or_parameter(head, "content-md5") + "\n" +
                              header_or_parameter(head, "content-type") + "\n" + claim->date +
                              "\n" + amz_headers(head) + canonical_resource(head, resource);
  if (!equal_in_constant_time(bytes_of(signature_v2(credential->secret_access_key, to_sign)),
                              bytes_of(claim->signature))) {
    return refuse(Failure(Errc::forbidden, "SignatureDoesNotMatch",
                          "The request signature we calculated does not match the signature you "
                          "provided. Check your key and signing method.")
                      .with("AWSAccessKeyId", claim->id)
                      .with("StringToSign", to_sign)
                      .with("SignatureProvided", claim->signature));
  }
  return Verified{credential->identity, {}, {}, {}, {}};
}

}  // namespace helio::aws
