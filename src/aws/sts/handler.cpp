#include "aws/sts/handler.hpp"

#include <algorithm>

#include "aws/s3/xml_writer.hpp"
#include "base/encoding.hpp"
#include "base/sha256.hpp"
#include "http/uri.hpp"

namespace helio::aws::sts {
namespace {

using s3::XmlWriter;

constexpr std::string_view kVersion = "2011-06-15";
constexpr std::string_view kSpace = " xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"";

http::Response xml_response(http::RequestHead const& head, int status, std::string xml) {
  http::Response response;
  response.status = status;
  response.headers.add("content-type", "text/xml");
  response.headers.add("x-amzn-RequestId", head.request_id);
  response.body = std::move(xml);
  return response;
}

http::Response refused(http::RequestHead const& head, int status, std::string_view code,
                       std::string_view message) {
  XmlWriter xml("ErrorResponse" + std::string(kSpace), XmlWriter::Namespace::none);
  xml.open("Error").text("Type", status < 500 ? "Sender" : "Receiver");
  xml.text("Code", code).text("Message", message).close();
  xml.text("RequestId", head.request_id);
  return xml_response(head, status, std::move(xml).finish());
}

// S3's names of what is wrong with a signature, as STS has them.
http::Response signature_refused(http::RequestHead const& head, Error const& error) {
  if (!is_signed(head)) {
    return refused(head, 403, "MissingAuthenticationToken", "Request is missing a signature.");
  }
  if (error.name == "InvalidAccessKeyId") {
    return refused(head, 403, "InvalidClientTokenId",
                   "The security token included in the request is invalid.");
  }
  if (error.code == Errc::forbidden) {
    return refused(head, 403, "SignatureDoesNotMatch", error.message);
  }
  if (error.code == Errc::invalid_argument) {
    return refused(head, 400, "IncompleteSignature", error.message);
  }
  return refused(head, 503, "ServiceUnavailable", error.message);
}

// An action's name as it may stand in XML; nothing of what is no name.
std::string quoted(std::string_view action) {
  bool const name =
      action.size() <= 128 && std::ranges::all_of(action, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      });
  return name ? " " + std::string(action) : "";
}

std::string identity_document(Verified const& caller, std::string const& account_id,
                              std::string const& request_id) {
  XmlWriter xml("GetCallerIdentityResponse" + std::string(kSpace), XmlWriter::Namespace::none);
  xml.open("GetCallerIdentityResult");
  xml.text("Arn", caller.identity.principal).text("UserId", caller.identity.access_key_id);
  xml.text("Account", account_id).close();
  xml.open("ResponseMetadata").text("RequestId", request_id);
  return std::move(xml).finish();
}

}  // namespace

http::Begun StsHandler::begin(http::RequestHead const& head) {
  auto claimed = verifier_.claim(head, "sts");
  if (!claimed) return signature_refused(head, claimed.error().error);
  return http::collect_body(
      kBodyBytesMax,
      [this, &head, claimed = *std::move(claimed)](std::string const& body) {
        return answer(head, claimed, body);
      },
      [&head] {
        return refused(head, 413, "RequestEntityTooLarge", "At most 64 KiB of a form are taken.");
      },
      [&head](http::BodyEnd why) {
        if (why == http::BodyEnd::malformed) {
          return refused(head, 400, "MalformedInput",
                         "The request's body is not well-formed HTTP.");
        }
        return refused(head, 408, "RequestTimeout",
                       "The request's body came too slowly; send it again.");
      });
}

http::Response StsHandler::answer(http::RequestHead const& head, Claimed const& claimed,
                                  std::string const& body) const {
  auto const caller = SignatureVerifier::check(head, claimed, sha256_hex(bytes_of(body)));
  if (!caller) return signature_refused(head, caller.error().error);
  auto const form = http::parse_query(body);
  if (!form) {
    return refused(head, 400, "MalformedQueryString", "The form is not percent-encoded.");
  }
  auto const parameter = [&](std::string_view name) {
    auto const named = std::ranges::find(*form, name, [](auto const& each) { return each.first; });
    return named != form->end() ? std::string_view(named->second)
                                : head.query_value(name).value_or("");
  };
  auto const action = parameter("Action");
  if (action.empty()) {
    return refused(head, 400, "MissingAction", "The request names no Action.");
  }
  if (parameter("Version") != kVersion) {
    return refused(head, 400, "InvalidAction",
                   "Could not find the action" + quoted(action) + " of that Version: it must be " +
                       std::string(kVersion) + ".");
  }
  if (action != "GetCallerIdentity") {
    return refused(head, 400, "InvalidAction",
                   "The action" + quoted(action) + " is not served here: GetCallerIdentity is.");
  }
  return xml_response(head, 200, identity_document(*caller, account_id_, head.request_id));
}

}  // namespace helio::aws::sts
