#include "aws/sigv4_sign.hpp"

#include <algorithm>

#include "aws/sigv4_claim.hpp"
#include "http/text.hpp"
#include "http/uri.hpp"

namespace helio::aws {
namespace {

std::vector<std::string> header_names(http::Headers const& headers) {
  std::vector<std::string> names;
  for (auto const& [field, value] : headers.fields()) {
    names.push_back(http::lower(field));
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::string joined(std::vector<std::string> const& names) {
  std::string text;
  for (std::string const& name : names) {
    if (!text.empty()) text += ';';
    text += name;
  }
  return text;
}

CredentialScope scope_of(SigningIdentity const& identity, Signing const& signing,
                         std::string_view date) {
  return {std::string(date.substr(0, 8)), identity.region, std::string(signing.service)};
}

std::string sign(http::RequestHead const& head, Query const& query,
                 std::vector<std::string> const& names, SigningIdentity const& identity,
                 Signing const& signing) {
  auto const date = amz_date(signing.time);
  auto const scope = scope_of(identity, signing, date);
  auto const canonical = canonical_request({.method = head.method,
                                            .raw_path = head.raw_path,
                                            .query = query,
                                            .headers = head.headers,
                                            .signed_headers = names,
                                            .payload_hash = signing.payload_hash},
                                           signing.service);
  return signature(signing_key(identity.secret_access_key, scope),
                   string_to_sign(date, scope, canonical));
}

}  // namespace

void sign_headers(http::RequestHead& head, SigningIdentity const& identity,
                  Signing const& signing) {
  auto const date = amz_date(signing.time);
  head.headers.set("x-amz-date", date);
  if (signing.service == "s3") {
    head.headers.set("x-amz-content-sha256", std::string(signing.payload_hash));
  }
  if (!identity.session_token.empty()) {
    head.headers.set("x-amz-security-token", identity.session_token);
  }
  auto const names = header_names(head.headers);
  std::string value(kAlgorithm);
  value.append(" Credential=").append(identity.access_key_id).append("/");
  value.append(scope_of(identity, signing, date).text());
  value.append(", SignedHeaders=").append(joined(names));
  value.append(", Signature=").append(sign(head, head.query, names, identity, signing));
  head.headers.set("authorization", std::move(value));
}

Result<std::string> presigned_query(http::RequestHead const& head, SigningIdentity const& identity,
                                    Signing const& signing, std::chrono::seconds expires) {
  if (expires.count() < 1 || expires.count() > kExpiresMax_s) {
    return fail(Errc::invalid_argument, "InvalidArgument",
                "A presigned URL expires after 1 to 604800 seconds (7 days).");
  }
  auto const date = amz_date(signing.time);
  auto const names = header_names(head.headers);
  Query query = head.query;
  query.emplace_back("X-Amz-Algorithm", kAlgorithm);
  query.emplace_back("X-Amz-Credential",
                     identity.access_key_id + "/" + scope_of(identity, signing, date).text());
  query.emplace_back("X-Amz-Date", date);
  query.emplace_back("X-Amz-Expires", std::to_string(expires.count()));
  query.emplace_back("X-Amz-SignedHeaders", joined(names));
  if (!identity.session_token.empty()) {
    query.emplace_back("X-Amz-Security-Token", identity.session_token);
  }
  query.emplace_back("X-Amz-Signature", sign(head, query, names, identity, signing));
  return http::query_text(query);
}

}  // namespace helio::aws
