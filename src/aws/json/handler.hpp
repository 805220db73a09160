// JsonHandler: AWS's JSON protocols 1.0 and 1.1 over the tables of operations (service.hpp).
//
// POST / with X-Amz-Target "RekognitionService.DetectLabels" and a JSON body.
// Order    target, who claims to have signed and when, body, the signature over it, then
//          Service::call(). A body is only taken from somebody who names a key that exists.
// Bounds   body_bytes_max per body, past it RequestEntityTooLargeException; bodies_bytes_max of
//          all bodies under way, and running_max operations at a time, past them
//          ThrottlingException: an operation holds a worker of the server, and some must remain.
//          The server ends slow bodies.
// Threads  as http::Handler. Services, credentials and clock outlive the handler.
#pragma once

#include <atomic>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "aws/json/service.hpp"
#include "aws/sigv4_verify.hpp"
#include "base/clock.hpp"
#include "http/handler.hpp"

namespace helio::aws::json {

struct HandlerOptions {
  std::string account_id = "000000000000";
  std::size_t body_bytes_max = std::size_t{8} << 20U;  // an image of 5 MiB is 7 MB of base64
  std::size_t bodies_bytes_max = std::size_t{128} << 20U;
  std::size_t running_max = 12;
  int depth_max = 64;
};

class JsonHandler final : public http::Handler {
 public:
  JsonHandler(CredentialStore& credentials, Clock const& clock, HandlerOptions options);

  // Before the first request.
  void add(Service const& service);

  [[nodiscard]] http::Begun begin(http::RequestHead const& head) override;

 private:
  struct Target;
  class Body;
  [[nodiscard]] Result<Target> target_of(http::RequestHead const& head) const;
  [[nodiscard]] http::Response answer(http::RequestHead const& head, Target const& target,
                                      Claimed const& claimed, std::string const& body);

  const SignatureVerifier verifier_;
  const HandlerOptions options_;
  std::map<std::string, Service const*, std::less<>> services_;  // by target prefix
  std::atomic<std::size_t> bodies_bytes_ = 0;
  std::atomic<std::size_t> running_ = 0;
};

}  // namespace helio::aws::json
