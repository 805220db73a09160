#include "adapters/awscloud/client.hpp"

#include <algorithm>
#include <thread>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/awscloud/service_error.hpp"
#include "base/encoding.hpp"
#include "base/json_dump.hpp"
#include "base/log.hpp"
#include "base/sha256.hpp"
#include "http/date.hpp"
#include "http/uri.hpp"

namespace helio::awscloud {
namespace {

// The SDKs correct from four minutes on; AWS refuses from five, S3 from fifteen.
constexpr std::chrono::minutes kSkewMin{4};

struct Address {
  std::string scheme;  // "https://"
  std::string host;    // with its port
  std::string path;    // what the endpoint has behind it
};

Address address_of(std::string const& endpoint, std::string const& host_prefix) {
  auto const scheme = endpoint.find("://") + 3;
  auto const slash = std::min(endpoint.find('/', scheme), endpoint.size());
  return {endpoint.substr(0, scheme), host_prefix + endpoint.substr(scheme, slash - scheme),
          endpoint.substr(slash)};
}

// A HEAD's refusal that may be one of the credentials or of the clock.
bool says_not_why(Call const& call, Result<curl::HttpResponse> const& response) {
  return call.method == "HEAD" && response &&
         (response->status == 400 || response->status == 401 || response->status == 403);
}

}  // namespace

Client::Client(Settings const& settings, CredentialChain& credentials, Transport transport,
               Clock const& clock, Random& random, ClientOptions options)
    : settings_(settings),
      credentials_(credentials),
      transport_(std::move(transport)),
      clock_(clock),
      random_(random),
      options_(std::move(options)) {}

Timestamp Client::signing_time() const {
  return clock_.wall() + std::chrono::milliseconds(skew_ms_.load());
}

Result<aws::SigningIdentity> Client::identity() {
  auto region = settings_.region();
  if (!region) return fail(region);
  auto credentials = credentials_.get();
  if (!credentials) return fail(credentials);
  return aws::SigningIdentity{std::move(credentials->access_key_id),
                              std::move(credentials->secret_access_key),
                              std::move(credentials->session_token), std::move(*region)};
}

curl::HttpRequest Client::signed_request(Call const& call, std::string const& endpoint,
                                         aws::SigningIdentity const& identity) const {
  Address const address = address_of(endpoint, call.host_prefix);
  http::RequestHead head;
  head.method = call.method;
  head.raw_path = address.path + call.path;
  head.query = call.query;
  head.headers.add("host", address.host);
  for (auto const& [name, value] : call.headers) head.headers.add(name, value);
  std::string const hash = sha256_hex(bytes_of(call.body));
  aws::sign_headers(head, identity,
                    {.service = call.service.name, .time = signing_time(), .payload_hash = hash});

  curl::HttpRequest request;
  request.method = call.method;
  request.url = address.scheme + address.host + head.raw_path;
  if (!call.query.empty()) request.url += "?" + http::query_text(call.query);
  request.headers = head.headers.fields();
  // In a Lambda function: joins its trace, and AWS sees by it who calls each other in circles.
  // Unsigned, as the SDKs send it.
  if (auto const trace = settings_.variable("_X_AMZN_TRACE_ID")) {
    request.headers.emplace_back("X-Amzn-Trace-Id", *trace);
  }
  request.body = call.body;
  request.connect_timeout = call.connect_timeout;
  request.timeout = call.timeout;
  request.response_bytes_max = call.response_bytes_max;
  return request;
}

Result<curl::HttpResponse> Client::exchange(Call const& call, std::string const& endpoint,
                                            aws::SigningIdentity const& identity) const {
  auto const send = [&](Call const& one) {
    auto request = signed_request(one, endpoint, identity);
    auto const left = std::max(time_left(), std::chrono::milliseconds(1));  // 0 is without end
    request.timeout = std::min(request.timeout, left);
    request.connect_timeout = std::min(request.connect_timeout, left);
    return transport_(request);
  };
  auto response = send(call);
  if (!says_not_why(call, response)) return response;
  Call question = call;
  question.method = "GET";
  question.headers.emplace_back("range", "bytes=0-0");
  auto told = send(question);
  return told && told->status == response->status ? told : response;
}

std::chrono::milliseconds Client::time_left() const {
  Clock::Monotonic const deadline = deadline_;
  if (deadline == Clock::Monotonic::max()) return std::chrono::hours(24);
  return std::chrono::duration_cast<std::chrono::milliseconds>(deadline - clock_.now());
}

// Whether what the error says is put right, so that the call may be good now.
bool Client::correct(Error const& error, curl::HttpResponse const& response,
                     aws::SigningIdentity const& identity, Corrections& done) {
  if (!done.time && is_clock_skew(error.name)) {
    auto const theirs = http::parse_http_date(response.header("date").value_or(""));
    if (theirs && std::chrono::abs(*theirs - signing_time()) > kSkewMin) {
      done.time = true;
      skew_ms_ = (*theirs - clock_.wall()).count();
      log::warning("The clock is wrong; AWS's is taken for signatures.",
                   {{"off_by_ms", skew_ms_.load()}});
      return true;
    }
  }
  if (!done.credentials && is_expired_credentials(error.name)) {
    done.credentials = true;
    credentials_.forget(identity.access_key_id);
    auto const others = credentials_.get();
    return others && (others->access_key_id != identity.access_key_id ||
                      others->session_token != identity.session_token);
  }
  return false;
}

Result<curl::HttpResponse> Client::send(Call const& call) {
  auto const endpoint = settings_.endpoint(call.service);
  if (!endpoint) return tl::unexpected(endpoint.error());
  Corrections done;
  int taken = 0;
  for (int attempt = 1;;) {
    auto const identity = this->identity();
    if (!identity) return tl::unexpected(identity.error());
    if (time_left() <= std::chrono::milliseconds(0)) {
      return fail(Errc::timed_out, "RequestTimeout",
                  "There is no time left to ask " + std::string(call.service.name) + ".");
    }
    auto response = exchange(call, *endpoint, *identity);
    if (response && response->status >= 200 && response->status < 300) {
      quota_.give_back(taken);
      return response;
    }
    Error error = response ? service_error(*response) : std::move(response.error());
    if (response && correct(error, *response, *identity, done)) continue;
    if (!is_worth_a_retry(error) || attempt >= settings_.attempts_max()) {
      return tl::unexpected(std::move(error));
    }
    auto const wait = options_.backoff.after(attempt++, random_);
    if (wait >= time_left()) return tl::unexpected(std::move(error));
    taken = quota_.take(error);
    if (taken == 0) return tl::unexpected(std::move(error));
    pause(wait);
  }
}

void Client::pause(std::chrono::milliseconds time) const {
  options_.pause ? options_.pause(time) : std::this_thread::sleep_for(time);
}

void Client::pause_after(int attempt) {
  auto const least = std::chrono::milliseconds(0);
  pause(std::max(least, std::min(options_.backoff.after(attempt, random_), time_left())));
}

Result<Json> Client::json(Service service, std::string const& target, Json const& input,
                          std::size_t response_bytes_max) {
  Call call{.service = service};
  call.headers = {{"content-type", "application/x-amz-json-" + std::string(service.json_version)},
                  {"x-amz-target", target}};
  call.body = dump_json(input);
  call.response_bytes_max = response_bytes_max;
  auto const response = send(call);
  if (!response) return tl::unexpected(response.error());
  if (response->body.empty()) return Json::object();
  auto answer = parse_json(response->body, {.bytes_max = response_bytes_max});
  if (answer && answer->is_object()) return answer;
  return fail(Errc::unavailable, "InvalidResponse",
              std::string(service.name) + " answered what is no JSON object.",
              answer ? "" : answer.error().message);
}

}  // namespace helio::awscloud
