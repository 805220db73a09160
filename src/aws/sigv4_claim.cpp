#include "aws/sigv4_claim.hpp"

#include <algorithm>
#include <charconv>

#include "http/text.hpp"

namespace helio::aws {
namespace {

// Takes what stands before `separator`, or everything.
std::string_view take(std::string_view& text, char separator) {
  auto const at = text.find(separator);
  auto const piece = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return piece;
}

// An access key id may hold slashes, so the scope is read from the end. False: malformed.
bool read_credential(std::string_view text, SignatureClaim& claim) {
  std::string_view fields[4];  // request type, service, region, date
  for (auto& field : fields) {
    auto const slash = text.rfind('/');
    if (slash == std::string_view::npos) return false;
    field = text.substr(slash + 1);
    text = text.substr(0, slash);
    if (field.empty()) return false;
  }
  if (fields[0] != "aws4_request" || text.empty()) return false;
  bool const digits =
      std::all_of(fields[3].begin(), fields[3].end(), [](char c) { return c >= '0' && c <= '9'; });
  if (fields[3].size() != 8 || !digits) return false;
  claim.access_key_id = text;
  claim.scope = {std::string(fields[3]), std::string(fields[2]), std::string(fields[1])};
  return true;
}

bool read_signed_headers(std::string_view text, SignatureClaim& claim) {
  while (!text.empty()) {
    auto const name = take(text, ';');
    if (name.empty() || claim.signed_headers.size() == kSignedHeadersMax) return false;
    if (std::any_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) {
      return false;
    }
    claim.signed_headers.emplace_back(name);
  }
  auto& names = claim.signed_headers;
  return !names.empty() && std::is_sorted(names.begin(), names.end()) &&
         std::adjacent_find(names.begin(), names.end()) == names.end();
}

bool read_signature(std::string_view text, SignatureClaim& claim) {
  claim.signature = text;
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

tl::unexpected<Error> malformed(std::string reason) {
  return fail(Errc::invalid_argument, "AuthorizationHeaderMalformed",
              "The authorization header is malformed; " + std::move(reason));
}

tl::unexpected<Error> bad_query(std::string reason) {
  return fail(Errc::invalid_argument, "AuthorizationQueryParametersError", std::move(reason));
}

constexpr std::string_view kCredentialForm =
    "the Credential must have the form \"<ACCESS-KEY-ID>/YYYYMMDD/REGION/SERVICE/aws4_request\".";

std::optional<std::string_view> value_of(Query const& query, std::string_view name) {
  for (auto const& [key, value] : query) {
    if (key == name) return value;
  }
  return std::nullopt;
}

Result<int> read_expires(std::string_view text) {
  int seconds = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  bool const number = error == std::errc() && end == text.data() + text.size();
  if (!number && error != std::errc::result_out_of_range) {
    return bad_query("X-Amz-Expires should be a number of seconds.");
  }
  if (text.starts_with('-')) return bad_query("X-Amz-Expires must be non-negative.");
  if (!number || seconds > kExpiresMax_s) {
    return bad_query(
        "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires "
        "must be less than 604800 seconds.");
  }
  return seconds;
}

}  // namespace

Result<SignatureClaim> parse_authorization(std::string_view header) {
  std::string_view rest = http::trimmed(header);
  auto const algorithm = take(rest, ' ');
  if (!algorithm.empty() && !algorithm.starts_with("AWS")) {  // Basic, Bearer, …
    return fail(Errc::invalid_argument, "InvalidArgument", "Unsupported Authorization Type");
  }
  if (algorithm != kAlgorithm) {
    return fail(Errc::invalid_argument, "InvalidRequest",
                "The authorization mechanism you have provided is not supported. Please use "
                "AWS4-HMAC-SHA256.");
  }
  SignatureClaim claim;
  bool credential = false;
  bool headers = false;
  bool signature = false;
  while (!rest.empty()) {
    auto field = http::trimmed(take(rest, ','));
    auto const name = take(field, '=');
    if (name == "Credential" && !std::exchange(credential, true)) {
      if (!read_credential(field, claim)) return malformed(std::string(kCredentialForm));
    } else if (name == "SignedHeaders" && !std::exchange(headers, true)) {
      if (!read_signed_headers(field, claim)) {
        return malformed(
            "SignedHeaders must be lower-case header names, sorted, with semicolons between "
            "them.");
      }
    } else if (name == "Signature" && !std::exchange(signature, true)) {
      if (!read_signature(field, claim)) {
        return malformed("the Signature must be 64 lower-case hex digits.");
      }
    } else if (!name.empty()) {
      return malformed("it must have Credential, SignedHeaders and Signature once each.");
    }
  }
  if (!credential || !headers || !signature) {
    return malformed("it must have Credential, SignedHeaders and Signature once each.");
  }
  return claim;
}

Result<SignatureClaim> parse_presigned_query(Query const& query) {
  auto const algorithm = value_of(query, "X-Amz-Algorithm");
  auto const credential = value_of(query, "X-Amz-Credential");
  auto const signature = value_of(query, "X-Amz-Signature");
  auto const date = value_of(query, "X-Amz-Date");
  auto const headers = value_of(query, "X-Amz-SignedHeaders");
  auto const expires = value_of(query, "X-Amz-Expires");
  if (!algorithm || !credential || !signature || !date || !headers || !expires) {
    return bad_query(
        "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, "
        "X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
  }
  if (*algorithm != kAlgorithm) {
    return bad_query("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\".");
  }
  SignatureClaim claim;
  if (!read_credential(*credential, claim)) {
    return bad_query("Error parsing the X-Amz-Credential parameter; " +
                     std::string(kCredentialForm));
  }
  if (!read_signed_headers(*headers, claim)) {
    return bad_query(
        "X-Amz-SignedHeaders must be lower-case header names, sorted, with semicolons between "
        "them.");
  }
  if (!read_signature(*signature, claim)) {
    return bad_query("X-Amz-Signature must be 64 lower-case hex digits.");
  }
  if (!parse_amz_date(*date)) {
    return bad_query("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\".");
  }
  auto const seconds = read_expires(*expires);
  if (!seconds) return tl::unexpected<Error>(seconds.error());
  claim.amz_date = *date;
  claim.expires_s = *seconds;
  return claim;
}

std::optional<std::string> signed_service(http::RequestHead const& head) {
  auto const credential = head.query_value("X-Amz-Credential");
  if (credential || head.query_value("X-Amz-Signature")) {
    SignatureClaim claim;
    return credential && read_credential(*credential, claim) ? claim.scope.service : "s3";
  }
  // Version 2, which S3 alone ever had, in a query or as "AWS <id>:<signature>".
  if (head.query_value("AWSAccessKeyId") && head.query_value("Signature")) return "s3";
  auto const header = head.headers.get("authorization");
  if (!header || !header->starts_with("AWS")) return std::nullopt;
  auto const claim = parse_authorization(*header);
  return claim ? claim->scope.service : "s3";
}

}  // namespace helio::aws
