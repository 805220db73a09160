// HttpClient: one HTTP exchange over libcurl, bounded in time and memory.
//
// For webhooks, HTTP tasks of workflows, and helio's own commands that ask a server.
// Redirects are not followed: where a body or a secret goes is decided by who configured the URL.
// Only http and https are spoken; certificates are checked against the system's store, or
// $SSL_CERT_FILE.
// Errors   unavailable "ConnectionFailed", "CertificateNotTrusted"; timed_out "RequestTimeout",
//          too_large "ResponseTooLarge", invalid_argument "InvalidUrl", cancelled "Cancelled".
//          A status of 4xx or 5xx is a response and no error.
// Threads  send() may be called from any number; connections are kept and shared out.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace helio::curl {

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
  std::string method = "GET";
  std::string url;
  HttpHeaders headers;
  std::string body;
  std::optional<std::filesystem::path> body_file;  // sent instead of `body`
  std::chrono::milliseconds connect_timeout{5'000};
  std::chrono::milliseconds timeout{30'000};  // of the whole exchange; 0: none
  bool direct = false;  // past the proxy that the environment may name (http_proxy…)
  std::size_t response_bytes_max = 16U << 20U;

  // Called with the bytes sent so far; false gives up.
  std::function<bool(std::uint64_t sent)> on_progress;
  // True gives up, but not once the answer has begun. Seen within a second, and at once where a
  // signal comes to this thread.
  std::atomic<bool> const* cancelled = nullptr;
};

struct HttpResponse {
  int status = 0;
  std::string reason;   // "OK"; HTTP/2 has none
  HttpHeaders headers;  // lower-case names
  std::string body;

  [[nodiscard]] std::optional<std::string_view> header(std::string_view lower_case_name) const;
};

// Whether it is a whole http or https URL with a host. Errors: invalid_argument "InvalidUrl".
[[nodiscard]] Result<void> check_url(std::string const& url);

// For a segment of a path, a query or a form: all but letters, digits and -._~ as %XX.
[[nodiscard]] std::string percent_encoded(std::string_view text);

class HttpClient {
 public:
  HttpClient();
  ~HttpClient();
  HttpClient(HttpClient const&) = delete;
  HttpClient& operator=(HttpClient const&) = delete;

  [[nodiscard]] Result<HttpResponse> send(HttpRequest const& request);

 private:
  struct Handles;
  std::unique_ptr<Handles> handles_;
};

}  // namespace helio::curl
