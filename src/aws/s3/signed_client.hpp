// SignedClient: an S3 client without a network, for tests: it signs a request, drives a handler
// with it as the server does, and keeps what it answers.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aws/sigv4_sign.hpp"
#include "base/clock.hpp"
#include "http/handler.hpp"

namespace helio::aws::s3 {

using Fields = std::vector<std::pair<std::string, std::string>>;

struct Answered {
  int status = 0;
  http::Headers headers;
  std::string body;
  [[nodiscard]] std::string header(std::string_view name) const {
    return std::string(headers.get(name).value_or("(none)"));
  }
  // Of an XML body: the text of the first element of that name.
  [[nodiscard]] std::string element(std::string_view name) const;
};

class SignedClient {
 public:
  SignedClient(http::Handler& handler, SigningIdentity identity, Clock const& clock)
      : handler_(handler), identity_(std::move(identity)), clock_(clock) {}

  // Signs with the hash of `body`.
  [[nodiscard]] Answered send(std::string const& method, std::string const& target,
                              Fields const& headers = {}, std::string const& body = {});
  // As it is: `headers` has all there is.
  [[nodiscard]] Answered send_raw(std::string const& method, std::string const& target,
                                  Fields const& headers, std::string const& body = {});

  // A head as the server makes it, with Host and Content-Length.
  [[nodiscard]] static http::RequestHead head_of(std::string const& method,
                                                 std::string const& target, Fields const& headers,
                                                 std::string const& body);
  // Drives the handler with the body in pieces of that size.
  [[nodiscard]] Answered drive(http::RequestHead const& head, std::string_view body,
                               std::size_t piece_bytes = 4096);

 private:
  http::Handler& handler_;
  SigningIdentity identity_;
  Clock const& clock_;
};

}  // namespace helio::aws::s3
