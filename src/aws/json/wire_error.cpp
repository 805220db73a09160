#include "aws/json/wire_error.hpp"

#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "base/json_dump.hpp"

namespace helio::aws::json {
namespace {

// What every JSON service may answer, whatever its own description names.
constexpr ErrorModel kOfTheProtocol[] = {
    {"AccessDeniedException", 400},
    {"IncompleteSignatureException", 400},
    {"InternalFailure", 500},
    {"InvalidSignatureException", 400},
    {"MissingAuthenticationTokenException", 400},
    {"RequestEntityTooLargeException", 413},
    {"RequestTimeoutException", 408},
    {"SerializationException", 400},
    {"ServiceUnavailableException", 503},
    {"ThrottlingException", 400},
    {"UnknownOperationException", 400},
    {"UnrecognizedClientException", 400},
    {"ValidationException", 400},
};

ErrorModel nearest(Errc code) noexcept {
  switch (code) {
    case Errc::invalid_argument:
    case Errc::too_large:
    case Errc::unsupported:
      return {"ValidationException", 400};
    case Errc::not_found:
      return {"ResourceNotFoundException", 400};
    case Errc::conflict:
      return {"ConflictException", 400};
    case Errc::unauthenticated:
    case Errc::forbidden:
      return {"AccessDeniedException", 400};
    case Errc::exhausted:
      return {"ThrottlingException", 400};
    case Errc::cancelled:
    case Errc::timed_out:
    case Errc::unavailable:
      return {"ServiceUnavailableException", 503};
    default:
      return {"InternalFailure", 500};
  }
}

ErrorModel const* find(std::span<ErrorModel const> errors, std::string_view name) noexcept {
  for (ErrorModel const& known : errors) {
    if (known.name == name) return &known;
  }
  return nullptr;
}

}  // namespace

WireError wire_error(Error const& error, ServiceModel const* model) {
  ErrorModel const* known = model == nullptr ? nullptr : find(model->errors, error.name);
  if (known == nullptr) known = find(kOfTheProtocol, error.name);
  ErrorModel const row = known == nullptr ? nearest(error.code) : *known;
  return {std::string(row.name), row.status};
}

http::Response error_response(http::RequestHead const& head, Error const& error,
                              ServiceModel const* model) {
  auto const wire = wire_error(error, model);
  http::Response response;
  response.status = wire.status;
  std::string const version(model == nullptr ? "1.1" : model->json_version);
  response.headers.add("content-type", "application/x-amz-json-" + version);
  response.headers.add("x-amzn-RequestId", head.request_id);
  response.headers.add("x-amzn-ErrorType", wire.name);
  response.body = dump_json({{"__type", wire.name}, {"message", error.message}});
  return response;
}

}  // namespace helio::aws::json
