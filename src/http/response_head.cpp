#include "http/response_head.hpp"

#include <algorithm>
#include <array>

#include "http/date.hpp"
#include "http/problem.hpp"
#include "http/text.hpp"

namespace helio::http {
namespace {

bool is_servers_own(std::string_view name) {
  static constexpr std::array<std::string_view, 5> kOwn = {
      "Connection", "Content-Length", "Transfer-Encoding", "Keep-Alive", "Date"};
  return std::ranges::any_of(kOwn, [&](auto own) { return same_word(own, name); });
}

bool has_no_body(int status) { return status < 200 || status == 204 || status == 304; }

void add_field(std::string& out, std::string_view name, std::string_view value) {
  out += name;
  out += ": ";
  for (char const c : value) out += c == '\r' || c == '\n' || c == '\0' ? ' ' : c;
  out += "\r\n";
}

// A HEAD answers with the length that the GET would have.
std::optional<std::uint64_t> length_to_say(Response const& response, HeadFacts const& facts) {
  if (facts.frame.framing == Framing::length) return facts.frame.length;
  if (!facts.head_request || has_no_body(response.status) || response.feed) return std::nullopt;
  if (response.content_length) return response.content_length;
  if (response.stream) return std::nullopt;
  return response.body.size();
}

}  // namespace

ResponseFrame frame_of(Response const& response, bool head_request, bool http_1_0) {
  if (head_request || has_no_body(response.status)) return {Framing::none, 0};
  if (response.feed || (response.stream && !response.content_length)) {
    return {http_1_0 ? Framing::until_close : Framing::chunked, 0};
  }
  if (response.stream) return {Framing::length, *response.content_length};
  return {Framing::length, response.body.size()};
}

std::string response_head(Response const& response, HeadFacts const& facts) {
  std::string out = "HTTP/1.1 " + std::to_string(response.status) + " ";
  out += reason_of(response.status);
  out += "\r\n";
  add_field(out, "Date", to_http_date(facts.date));
  add_field(out, "Server", "heliograph");
  for (auto const& [name, value] : response.headers.fields()) {
    if (!is_servers_own(name)) add_field(out, name, value);
  }
  for (auto const* const name : {"x-request-id", "x-amz-request-id"}) {
    if (!response.headers.get(name)) add_field(out, name, facts.request_id);
  }
  if (auto const length = length_to_say(response, facts)) {
    add_field(out, "Content-Length", std::to_string(*length));
  }
  if (facts.frame.framing == Framing::chunked) add_field(out, "Transfer-Encoding", "chunked");
  if (!facts.keep_alive) {
    add_field(out, "Connection", "close");
  } else if (facts.http_1_0) {
    add_field(out, "Connection", "keep-alive");
  }
  out += "\r\n";
  return out;
}

}  // namespace helio::http
