// WireClient: one keep-alive connection to an S3 endpoint, and nothing a client could do without: a
// blocking socket, a signature per request, an answer of which only the length is read.
//
// It stops the program where a request fails: figures with failures in them are none.
// Threads  one at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "aws/sigv4_sign.hpp"

namespace helio::bench {

struct WireTarget {
  std::uint16_t port = 0;  // of 127.0.0.1
  aws::SigningIdentity identity;
};

struct WireRequest {
  std::string_view method;           // "PUT"
  std::string path;                  // "/bucket/key", nothing to encode in it
  std::string_view body = {};        // outlives the call
  std::string_view payload_hash;     // of the body, in hex
  std::string_view service = "s3";   // whom it is signed for
  std::string_view aws_target = {};  // X-Amz-Target of a JSON service
};

class WireClient {
 public:
  explicit WireClient(WireTarget const& target);
  ~WireClient();
  WireClient(WireClient const&) = delete;
  WireClient& operator=(WireClient const&) = delete;

  // Sends it signed and reads the whole answer; returns the bytes of its body.
  std::size_t exchange(WireRequest const& request);

 private:
  [[nodiscard]] std::string head_of(WireRequest const& request) const;
  void send(std::string_view head, std::string_view body) const;
  [[nodiscard]] std::size_t receive(bool bodiless);
  std::size_t more();  // bytes read into buffer_ behind filled_

  WireTarget const& target_;
  int socket_ = -1;
  std::vector<char> buffer_;
  std::size_t filled_ = 0;
};

}  // namespace helio::bench
