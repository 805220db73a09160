// Client: one signed call of an AWS service: endpoint, Signature Version 4, retries, AWS's errors.
//
// A call is tried up to `attempts_max` times (retry.hpp). Apart from that, and once each: where the
// service says that the signature's time is wrong, its own time (the Date header) is taken from
// then on; where it says that the credentials are over, others are fetched. A HEAD that is refused
// for either has no body to say it: the same GET, of one byte, is asked why.
//
// Errors   AWS's by their names (service_error.hpp); those of curl::HttpClient; those of Settings
//          and CredentialChain.
// Bounds   response_bytes_max of an answer; the time-outs of a call; attempts; end_calls_by().
// Threads  callable from any; blocks. Connections are kept by the transport.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <string>

#include "adapters/awscloud/credentials.hpp"
#include "adapters/awscloud/retry.hpp"
#include "adapters/awscloud/settings.hpp"
#include "adapters/awscloud/transport.hpp"
#include "aws/sigv4_sign.hpp"
#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/random.hpp"

namespace helio::awscloud {

struct Call {
  Service service;
  std::string method = "POST";
  std::string path = "/";  // percent-encoded; without what the endpoint has before it
  aws::Query query = {};   // decoded
  curl::HttpHeaders headers = {};
  std::string body = {};
  std::string host_prefix = {};  // "photos.": of a virtual-hosted bucket
  std::chrono::milliseconds connect_timeout{3'000};
  std::chrono::milliseconds timeout{30'000};
  std::size_t response_bytes_max = 16U << 20U;
};

struct ClientOptions {
  Backoff backoff;
  std::function<void(std::chrono::milliseconds)> pause = {};  // empty: sleeps
};

class Client {
 public:
  // All outlive the client.
  Client(Settings const& settings, CredentialChain& credentials, Transport transport,
         Clock const& clock, Random& random, ClientOptions options = {});

  // An answer of 2xx; every other is an error.
  [[nodiscard]] Result<curl::HttpResponse> send(Call const& call);

  // An operation of the JSON protocols: `target` is "DynamoDB_20120810.GetItem".
  // Errors: those of send(); unavailable "InvalidResponse" for an answer that is no JSON object.
  [[nodiscard]] Result<Json> json(Service service, std::string const& target, Json const& input,
                                  std::size_t response_bytes_max = 16U << 20U);

  // Waits as before another try after `attempt` ones, for a caller whose call was done by halves.
  void pause_after(int attempt);

  // Every call ends by then, whatever its own time-outs and attempts, with timed_out
  // "RequestTimeout" or what the last attempt said: for a process that serves one at a time.
  void end_calls_by(Clock::Monotonic deadline) noexcept { deadline_ = deadline; }

  // Of settings and credentials: a URL that is signed is good without a call.
  [[nodiscard]] Settings const& settings() const noexcept { return settings_; }
  // Who signs, now. Errors: those of Settings::region() and CredentialChain.
  [[nodiscard]] Result<aws::SigningIdentity> identity();
  // The time that signatures have: the clock's, with the correction.
  [[nodiscard]] Timestamp signing_time() const;

 private:
  struct Corrections {
    bool time = false, credentials = false;
  };
  [[nodiscard]] curl::HttpRequest signed_request(Call const& call, std::string const& endpoint,
                                                 aws::SigningIdentity const& identity) const;
  // One attempt, within the time that is left.
  [[nodiscard]] Result<curl::HttpResponse> exchange(Call const& call, std::string const& endpoint,
                                                    aws::SigningIdentity const& identity) const;
  [[nodiscard]] std::chrono::milliseconds time_left() const;
  void pause(std::chrono::milliseconds time) const;
  [[nodiscard]] bool correct(Error const& error, curl::HttpResponse const& response,
                             aws::SigningIdentity const& identity, Corrections& done);

  Settings const& settings_;
  CredentialChain& credentials_;
  const Transport transport_;
  Clock const& clock_;
  Random& random_;
  const ClientOptions options_;
  RetryQuota quota_;
  std::atomic<std::int64_t> skew_ms_ = 0;
  std::atomic<Clock::Monotonic> deadline_ = Clock::Monotonic::max();
};

}  // namespace helio::awscloud
