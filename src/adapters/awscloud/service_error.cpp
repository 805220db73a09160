#include "adapters/awscloud/service_error.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/json.hpp"
#include "base/json_members.hpp"
#include "base/utf8.hpp"

namespace helio::awscloud {
namespace {

// Those of the SDKs' standard retry mode.
constexpr std::array<std::string_view, 17> kThrottling = {
    "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException",
    "RequestThrottled", "TooManyRequestsException", "ProvisionedThroughputExceededException",
    "TransactionInProgressException", "RequestLimitExceeded", "BandwidthLimitExceeded",
    "LimitExceededException", "SlowDown", "PriorRequestNotComplete", "EC2ThrottledException",
    // Of SNS, and of its key
    "Throttled", "KMSThrottling", "KMSThrottlingException"};

// What is worth another try keeps these names; workflows/image-pipeline.asl.json knows them.
constexpr std::array<std::string_view, 10> kPassing = {"InternalError",
                                                       "InternalServerError",
                                                       "ProvisionedThroughputExceededException",
                                                       "RequestLimitExceeded",
                                                       "RequestTimeout",
                                                       "ReplicatedWriteConflictException",
                                                       "ServiceUnavailable",
                                                       "SlowDown",
                                                       "ThrottlingException",
                                                       "TooManyRequestsException"};

struct Known {
  std::string_view name;
  Errc code;
};

// Names that say more than their status: the JSON protocols answer 400 to nearly everything.
constexpr Known kKnown[] = {{"AccessDenied", Errc::forbidden},
                            {"AccessDeniedException", Errc::forbidden},
                            {"AllAccessDisabled", Errc::forbidden},
                            {"AuthFailure", Errc::unauthenticated},
                            {"AuthorizationError", Errc::forbidden},
                            {"ConditionalCheckFailedException", Errc::conflict},
                            {"ConflictException", Errc::conflict},
                            {"EntityTooLarge", Errc::too_large},
                            {"ExecutionAlreadyExists", Errc::conflict},
                            {"ExecutionDoesNotExist", Errc::not_found},
                            {"ExpiredToken", Errc::unauthenticated},
                            {"ExpiredTokenException", Errc::unauthenticated},
                            {"IDPCommunicationError", Errc::unavailable},
                            {"ImageTooLargeException", Errc::too_large},
                            {"IncompleteSignature", Errc::unauthenticated},
                            {"IncompleteSignatureException", Errc::unauthenticated},
                            {"InternalError", Errc::unavailable},
                            {"InternalFailure", Errc::unavailable},
                            {"InternalServerError", Errc::unavailable},
                            {"InvalidAccessKeyId", Errc::unauthenticated},
                            {"InvalidClientTokenId", Errc::unauthenticated},
                            {"InvalidSignatureException", Errc::unauthenticated},
                            {"InvalidToken", Errc::unauthenticated},
                            {"ItemCollectionSizeLimitExceededException", Errc::too_large},
                            {"MissingAuthenticationToken", Errc::unauthenticated},
                            {"MissingAuthenticationTokenException", Errc::unauthenticated},
                            {"NotFound", Errc::not_found},
                            {"PreconditionFailed", Errc::conflict},
                            {"ReplicatedWriteConflictException", Errc::unavailable},
                            {"RequestExpired", Errc::unauthenticated},
                            {"RequestTimeTooSkewed", Errc::unauthenticated},
                            {"RequestTimeout", Errc::timed_out},
                            {"RequestTimeoutException", Errc::timed_out},
                            {"ResourceInUseException", Errc::conflict},
                            {"ResourceNotFoundException", Errc::not_found},
                            {"ServiceUnavailable", Errc::unavailable},
                            {"ServiceUnavailableException", Errc::unavailable},
                            {"SignatureDoesNotMatch", Errc::unauthenticated},
                            {"StateMachineDoesNotExist", Errc::not_found},
                            {"TransactionConflictException", Errc::conflict},
                            {"UnrecognizedClientException", Errc::unauthenticated}};

Errc code_of(std::string_view name, int status) {
  if (is_throttling(name)) return Errc::exhausted;
  auto const* const known = std::ranges::find(kKnown, name, &Known::name);
  if (known != std::end(kKnown)) return known->code;
  if (status >= 500) return Errc::unavailable;
  switch (status) {
    case 401:
      return Errc::unauthenticated;
    case 403:
      return Errc::forbidden;
    case 404:
      return Errc::not_found;
    case 408:
      return Errc::timed_out;
    case 409:
    case 412:
      return Errc::conflict;
    case 413:
      return Errc::too_large;
    case 429:
      return Errc::exhausted;
    default:
      return Errc::invalid_argument;
  }
}

std::string name_of_status(int status) {
  switch (status) {
    case 401:
      return "Unauthorized";
    case 403:
      return "AccessDenied";
    case 404:
      return "NotFound";
    case 405:
      return "MethodNotAllowed";
    case 408:
      return "RequestTimeout";
    case 412:
      return "PreconditionFailed";
    case 413:
      return "EntityTooLarge";
    case 416:
      return "InvalidRange";
    case 429:
      return "TooManyRequestsException";
    case 503:
      return "ServiceUnavailable";
    default:
      return status >= 500 ? "InternalServerError" : "HttpStatus" + std::to_string(status);
  }
}

// Null: of an error that is not worth another try.
char const* passing_name(Errc code) {
  switch (code) {
    case Errc::exhausted:
      return "ThrottlingException";
    case Errc::unavailable:
      return "InternalServerError";
    case Errc::timed_out:
      return "RequestTimeout";
    default:
      return nullptr;
  }
}

// "aws.protocols#ValidationException:http://…" -> "ValidationException"
std::string plain_name(std::string_view text) {
  text = text.substr(text.find('#') + 1);  // npos + 1 is 0
  text = text.substr(0, text.find(':'));
  bool const good = !text.empty() && text.size() <= 128 && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
  });
  return good ? std::string(text) : std::string();
}

std::string shortened(std::string text) {
  if (!is_utf8(text)) return {};
  if (text.size() <= kErrorMessageBytesMax) return text;
  std::size_t end = kErrorMessageBytesMax;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
  return text + "…";
}

struct Said {
  std::string name, message;
};

Said said_in_json(curl::HttpResponse const& response) {
  auto const json = parse_json(response.body, {.bytes_max = 1U << 20U, .depth_max = 32});
  std::string name = plain_name(response.header("x-amzn-errortype").value_or(""));
  if (!json) return {name, ""};
  for (char const* const member : {"__type", "code", "Code"}) {
    if (name.empty()) name = plain_name(text_member(*json, member));
  }
  std::string message = text_member(*json, "message");
  if (message.empty()) message = text_member(*json, "Message");
  return {name, message};
}

// One character that "&amp;" or "&#38;" stands for, and what follows; 0 characters: no entity.
std::size_t read_entity(std::string_view text, std::string& into) {
  auto const end = text.find(';');
  if (end == text.npos || end > 10) return 0;
  std::string_view const name = text.substr(1, end - 1);
  constexpr std::array<std::pair<std::string_view, char>, 5> kNamed = {
      {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}}};
  for (auto const& [known, character] : kNamed) {
    if (name != known) continue;
    into += character;
    return end + 1;
  }
  if (!name.starts_with('#')) return 0;
  bool const hex = name.starts_with("#x");
  unsigned code = 0;
  auto const digits = name.substr(hex ? 2 : 1);
  auto const read =
      std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
  bool const whole = read.ec == std::errc() && read.ptr == digits.data() + digits.size();
  if (!whole || code == 0 || code > 0x7F) return 0;  // AWS writes others as UTF-8
  into += static_cast<char>(code);
  return end + 1;
}

std::string without_entities(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    std::size_t const read = text.front() == '&' ? read_entity(text, result) : 0;
    if (read == 0) result += text.front();
    text.remove_prefix(std::max<std::size_t>(read, 1));
  }
  return result;
}

}  // namespace

std::string xml_text(std::string_view document, std::string_view name) {
  std::string open = "<";
  open.append(name).append(">");
  auto const at = document.find(open);
  if (at == document.npos) return {};
  document.remove_prefix(at + open.size());
  auto const end = document.find('<');
  std::string close = "</";
  close.append(name).append(">");
  if (end == document.npos || !document.substr(end).starts_with(close)) return {};
  return without_entities(document.substr(0, end));
}

bool is_throttling(std::string_view name) {
  return std::ranges::find(kThrottling, name) != kThrottling.end();
}

bool is_expired_credentials(std::string_view name) {
  return name == "ExpiredToken" || name == "ExpiredTokenException" ||
         name == "InvalidClientTokenId" || name == "UnrecognizedClientException" ||
         name == "InvalidAccessKeyId" || name == "InvalidToken";
}

bool is_clock_skew(std::string_view name) {
  return name == "RequestTimeTooSkewed" || name == "RequestExpired" ||
         name == "InvalidSignatureException" || name == "SignatureDoesNotMatch" ||
         name == "AuthFailure" || name == "RequestInTheFuture";
}

Error service_error(curl::HttpResponse const& response) {
  bool const xml = response.body.find("<Code>") != std::string::npos;
  Said said =
      xml ? Said{plain_name(xml_text(response.body, "Code")), xml_text(response.body, "Message")}
          : said_in_json(response);
  if (said.name.empty()) said.name = name_of_status(response.status);
  said.message = shortened(std::move(said.message));
  if (said.message.empty()) {
    said.message = "AWS answered " + std::to_string(response.status) + " (" + said.name + ").";
  }
  Errc const code = code_of(said.name, response.status);
  std::string detail = "status " + std::to_string(response.status);
  char const* const passing = passing_name(code);
  if (passing != nullptr && std::ranges::find(kPassing, said.name) == kPassing.end()) {
    detail.append(", ").append(said.name);
    said.name = passing;
  }
  for (char const* const name : {"x-amzn-requestid", "x-amz-request-id"}) {
    auto const id = response.header(name);
    if (id) detail.append(", request ").append(*id);
  }
  return {code, std::move(said.name), std::move(said.message), std::move(detail)};
}

}  // namespace helio::awscloud
