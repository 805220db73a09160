#include "aws/s3/handler.hpp"

#include <algorithm>

#include "aws/s3/body.hpp"
#include "aws/s3/operations.hpp"
#include "aws/s3/post_object.hpp"
#include "aws/s3/reply.hpp"
#include "aws/s3/unsupported.hpp"
#include "aws/sigv2.hpp"
#include "http/text.hpp"
#include "http/uri.hpp"

namespace helio::aws::s3 {
namespace {

Level level_of(Address const& address) {
  if (address.bucket.empty()) return Level::service;
  return address.key.empty() ? Level::bucket : Level::object;
}

std::vector<std::string> sub_resources_of(Call const& call) {
  std::vector<std::string> names;
  for (auto const& [name, value] : call.head.query) {
    if (is_sub_resource(name, value)) names.push_back(name);
  }
  if (call.header("x-amz-copy-source")) names.emplace_back("x-amz-copy-source");
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

Outcome<Operation const*> operation_of(Call const& call) {
  auto const level = level_of(call.address);
  auto const names = sub_resources_of(call);
  if (auto const* const found = find_operation(call.head.method, level, names)) return found;
  if (!names.empty()) {
    std::string joined;
    for (std::string const& name : names) joined.append(joined.empty() ? "" : ", ").append(name);
    return refuse(Failure(Errc::unsupported, "NotImplemented",
                          "A header or parameter you provided implies functionality that is not "
                          "implemented: " +
                              joined.substr(0, 256) + ".")
                      .with("Method", call.head.method));
  }
  return refuse(Failure(Errc::invalid_argument, "MethodNotAllowed",
                        "The specified method is not allowed against this resource.")
                    .with("Method", call.head.method));
}

std::optional<Failure> forbidden(Call const& call, Operation const& operation) {
  std::string_view const key =
      operation.access == Access::list ? call.parameter("prefix").value_or("") : call.address.key;
  Identity const& who = call.verified.identity;
  if (allows(who.grant, operation.access, {call.address.bucket, key})) return std::nullopt;
  // Names are taken for everybody, as all the world's are in S3.
  if (operation.name == "CreateBucket" && call.stores.buckets.bucket(call.address.bucket)) {
    return Failure(Errc::conflict, "BucketAlreadyExists",
                   "The requested bucket name is not available. Please select a different name and "
                   "try again.");
  }
  return Failure(Errc::forbidden, "AccessDenied",
                 "User: " + who.principal + " is not authorized to perform: s3:" +
                     std::string(operation.name) + "; its access key does not allow it.");
}

struct Run {
  Call& call;

  Outcome<http::Begun> operator()(Answer answer) const { return finished(call.head, answer(call)); }
  Outcome<http::Begun> operator()(Document document) const {
    Call kept = call;
    return receive_body(call, collect_document(std::move(kept), document));
  }
  Outcome<http::Begun> operator()(Receive receive) const {
    auto sink = receive(call);
    if (!sink) return refuse(std::move(sink.error()));
    return receive_body(call, *std::move(sink));
  }
};

Result<Payload> payload_of(http::RequestHead const& head) {
  bool const version_2 = is_presigned_v2(head) || is_signed_v2(head);
  // Without any signature the answer is "AccessDenied", not a word on x-amz-content-sha256.
  if ((is_signed(head) || version_2) && !(version_2 && !head.headers.get("x-amz-content-sha256"))) {
    return declared_payload(head);
  }
  return Payload{
      .hash = std::string(kUnsignedPayload), .size_bytes = head.content_length, .trailers = {}};
}

// The headers that a presigned URL has as parameters.
void adopt_parameters(Call& call) {
  bool const version_2 = is_presigned_v2(call.head);
  if (!version_2 && !is_presigned(call.head)) return;
  for (auto const& [name, value] : call.head.query) {
    auto lower = http::lower(name);
    if (lower.starts_with("x-amz-")) {
      call.headers.add(std::move(lower), value);
    } else if (version_2 && (name == "content-type" || name == "content-md5")) {
      call.headers.set(name, value);
    }
  }
}

}  // namespace

Outcome<Verified> S3Handler::verify(http::RequestHead const& head, Address const& address,
                                    Payload const& payload) const {
  bool const version_2 = is_signed_v2(head) || (is_presigned_v2(head) && !is_presigned(head));
  if (!version_2) {
    return verifier_.verify(head, payload.hash, "s3");
  }
  std::string resource = head.raw_path;
  bool const bucket_in_host = http::percent_decode(head.raw_path) == "/" + address.key;
  if (bucket_in_host && !address.bucket.empty()) resource = "/" + address.bucket + resource;
  // Of a bucket alone version 2 signs "/bucket/", with or without the slash in the path.
  bool const bucket_alone = address.key.empty() && !address.bucket.empty();
  if (bucket_alone && !resource.ends_with('/')) resource += '/';
  return verify_v2(head, resource, credentials_, clock_);
}

http::Begun S3Handler::begin(http::RequestHead const& head) {
  auto begun = run(head);
  if (begun) return *std::move(begun);
  return finished(head, refuse(std::move(begun.error())));
}

Outcome<Call> S3Handler::signed_call(http::RequestHead const& head) const {
  auto address =
      parse_address(head.headers.get("host").value_or(""), head.raw_path, options_.domains);
  if (!address) return refuse(std::move(address.error()));
  auto payload = payload_of(head);
  if (!payload) return refuse(std::move(payload.error()));
  auto verified = verify(head, *address, *payload);
  if (!verified) return refuse(std::move(verified.error()));
  Call call{.head = head,
            .headers = head.headers,
            .stores = stores_,
            .options = options_,
            .address = *std::move(address),
            .payload = *std::move(payload),
            .verified = *std::move(verified),
            .now = clock_.wall()};
  adopt_parameters(call);
  return call;
}

// Its signature is in its body.
Outcome<http::Begun> S3Handler::begin_form(http::RequestHead const& head) const {
  auto address =
      parse_address(head.headers.get("host").value_or(""), head.raw_path, options_.domains);
  if (!address) return refuse(std::move(address.error()));
  if (level_of(*address) != Level::bucket) {
    return refuse(Failure(Errc::invalid_argument, "MethodNotAllowed",
                          "The specified method is not allowed against this resource.")
                      .with("Method", head.method));
  }
  return post_object({.head = head,
                      .stores = stores_,
                      .options = options_,
                      .credentials = credentials_,
                      .bucket = std::move(address->bucket),
                      .now = clock_.wall()});
}

Outcome<http::Begun> S3Handler::run(http::RequestHead const& head) const {
  if (is_form(head) && head.query.empty()) return begin_form(head);
  auto call = signed_call(head);
  if (!call) return refuse(std::move(call.error()));
  if (auto failure = unsupported_header(call->headers, options_)) {
    return refuse(*std::move(failure));
  }
  auto const operation = operation_of(*call);
  if (!operation) return refuse(operation.error());
  if (auto failure = forbidden(*call, **operation)) return refuse(*std::move(failure));
  return std::visit(Run{*call}, (*operation)->run);
}

}  // namespace helio::aws::s3
