#include "aws/s3/signed_client.hpp"

#include <array>

#include "base/encoding.hpp"
#include "base/sha256.hpp"
#include "http/uri.hpp"

namespace helio::aws::s3 {
namespace {

Answered read(http::Response response) {
  Answered answered{response.status, std::move(response.headers), std::move(response.body)};
  std::array<std::byte, 1000> piece{};
  while (response.stream) {
    auto const got = response.stream->read(piece);
    if (!got || *got == 0) break;
    answered.body += text_of(BytesView(piece).first(*got));
  }
  if (response.content_length) {
    answered.headers.set("content-length", std::to_string(*response.content_length));
  }
  return answered;
}

}  // namespace

std::string Answered::element(std::string_view name) const {
  std::string const open = "<" + std::string(name) + ">";
  auto const begin = body.find(open);
  if (begin == std::string::npos) return "(none)";
  auto const end = body.find("</", begin);
  return body.substr(begin + open.size(), end - begin - open.size());
}

http::RequestHead SignedClient::head_of(std::string const& method, std::string const& target,
                                        Fields const& headers, std::string const& body) {
  http::RequestHead head;
  head.method = method;
  head.target = target;
  auto const split = http::split_target(head.target).value();
  head.raw_path = split.path;
  head.query = http::parse_query(split.query).value();
  for (auto const& [name, value] : headers) head.headers.add(name, value);
  if (!head.headers.get("host")) head.headers.add("host", "127.0.0.1:8080");
  if (!body.empty() || method == "PUT") {
    head.headers.set("content-length", std::to_string(body.size()));
    head.content_length = body.size();
  }
  head.request_id = "REQUEST1";
  head.remote_address = "127.0.0.1";
  return head;
}

Answered SignedClient::drive(http::RequestHead const& head, std::string_view body,
                             std::size_t piece_bytes) {
  auto begun = handler_.begin(head);
  if (auto* const response = std::get_if<http::Response>(&begun)) return read(std::move(*response));
  auto& writer = std::get<std::unique_ptr<http::BodyWriter>>(begun);
  while (!body.empty()) {
    auto const piece = body.substr(0, piece_bytes);
    body.remove_prefix(piece.size());
    if (auto early = writer->write(bytes_of(piece))) return read(*std::move(early));
  }
  return read(writer->finish());
}

Answered SignedClient::send(std::string const& method, std::string const& target,
                            Fields const& headers, std::string const& body) {
  auto head = head_of(method, target, headers, body);
  std::string const hash(head.headers.get("x-amz-content-sha256").value_or(""));
  std::string const computed = sha256_hex(bytes_of(body));
  sign_headers(head, identity_,
               {.time = clock_.wall(), .payload_hash = hash.empty() ? computed : hash});
  return drive(head, body);
}

Answered SignedClient::send_raw(std::string const& method, std::string const& target,
                                Fields const& headers, std::string const& body) {
  return drive(head_of(method, target, headers, body), body);
}

}  // namespace helio::aws::s3
