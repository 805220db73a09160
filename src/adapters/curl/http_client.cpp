#include "adapters/curl/http_client.hpp"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <mutex>

#include <curl/curl.h>

namespace helio::curl {
namespace {

struct CloseFile {
  void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};
struct FreeList {
  void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};
struct FreeHandle {
  void operator()(CURL* handle) const noexcept { curl_easy_cleanup(handle); }
};
using Handle = std::unique_ptr<CURL, FreeHandle>;
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

// What the callbacks share during one exchange.
struct Exchange {
  HttpRequest const& request;
  CURL* handle;
  HttpResponse response = {};
  bool begun = false;  // the answer
  bool too_large = false;
  bool cancelled = false;
};

// "Not Found" of "HTTP/1.1 404 Not Found"
std::string reason_of(std::string_view line) {
  auto const status = std::min(line.find(' '), line.size());
  auto const reason = std::min(line.find(' ', status + 1), line.size());
  line.remove_prefix(std::min(reason + 1, line.size()));
  return std::string(line.substr(0, line.find_last_not_of("\r\n ") + 1));
}

std::size_t take_header(char* data, std::size_t size, std::size_t count, void* context) {
  auto& exchange = *static_cast<Exchange*>(context);
  std::string_view line(data, size * count);
  auto const length = line.size();
  exchange.begun = true;
  if (line.starts_with("HTTP/")) {
    exchange.response.headers.clear();  // after a 100 Continue
    exchange.response.reason = reason_of(line);
    return length;
  }
  auto const colon = line.find(':');
  if (colon == std::string_view::npos) return length;
  std::string name(line.substr(0, colon));
  std::ranges::transform(name, name.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  auto value = line.substr(colon + 1);
  while (!value.empty() && std::isspace(static_cast<unsigned char>(value.front())) != 0) {
    value.remove_prefix(1);
  }
  while (!value.empty() && std::isspace(static_cast<unsigned char>(value.back())) != 0) {
    value.remove_suffix(1);
  }
  exchange.response.headers.emplace_back(std::move(name), std::string(value));
  return length;
}

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* context) {
  auto& exchange = *static_cast<Exchange*>(context);
  std::string_view const piece(data, size * count);
  if (exchange.response.body.size() + piece.size() > exchange.request.response_bytes_max) {
    exchange.too_large = true;
    return 0;
  }
  exchange.response.body += piece;
  return piece.size();
}

int show_progress(void* context, curl_off_t /*expected*/, curl_off_t /*received*/,
                  curl_off_t /*to_send*/, curl_off_t sent) {
  auto& exchange = *static_cast<Exchange*>(context);
  auto const& request = exchange.request;
  exchange.cancelled =
      (request.on_progress && !request.on_progress(static_cast<std::uint64_t>(sent))) ||
      (request.cancelled != nullptr && *request.cancelled && !exchange.begun);
  return exchange.cancelled ? 1 : 0;
}

HeaderList header_list(HttpRequest const& request) {
  // An empty Expect keeps libcurl from waiting a second for a 100 Continue that may never come.
  curl_slist* list = curl_slist_append(nullptr, "Expect:");
  for (auto const& [name, value] : request.headers) {
    // Libcurl's way to say that a header is empty; "name:" would take it out.
    std::string const line = value.empty() ? name + ";" : name + ": " + value;
    list = curl_slist_append(list, line.c_str());
  }
  return HeaderList(list);
}

void set_body(Exchange const& exchange, std::FILE* file, std::uint64_t file_bytes) {
  auto const& request = exchange.request;
  if (file != nullptr) {
    curl_easy_setopt(exchange.handle, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(exchange.handle, CURLOPT_READDATA, file);
    curl_easy_setopt(exchange.handle, CURLOPT_INFILESIZE_LARGE,
                     static_cast<curl_off_t>(file_bytes));
  } else if (!request.body.empty() || request.method == "POST" || request.method == "PUT") {
    curl_easy_setopt(exchange.handle, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(exchange.handle, CURLOPT_POSTFIELDS, request.body.c_str());
  } else if (request.method == "HEAD") {
    curl_easy_setopt(exchange.handle, CURLOPT_NOBODY, 1L);
  }
}

void set_options(Exchange& exchange, curl_slist* headers) {
  auto const& request = exchange.request;
  CURL* const handle = exchange.handle;
  curl_easy_setopt(handle, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(handle, CURLOPT_PATH_AS_IS, 1L);  // "/../" is part of some keys of S3
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "heliograph");
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS,
                   static_cast<long>(request.connect_timeout.count()));
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout.count()));
  if (request.direct) curl_easy_setopt(handle, CURLOPT_PROXY, "");
  // Libcurl does not look at it by itself; only the program curl does.
  char const* const certificates = std::getenv("SSL_CERT_FILE");
  if (certificates != nullptr && *certificates != '\0') {
    curl_easy_setopt(handle, CURLOPT_CAINFO, certificates);
  }
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, &exchange);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &exchange);
  curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, show_progress);
  curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &exchange);
}

// The part of a URL that may be shown: no query, no user; secrets stand there.
std::string shown(std::string const& url) {
  std::string text = url.substr(0, url.find_first_of("?#"));
  auto const scheme = text.find("://");
  if (scheme == std::string::npos) return text;
  auto const slash = std::min(text.find('/', scheme + 3), text.size());
  auto const user = text.rfind('@', slash);
  if (user != std::string::npos && user > scheme) text.erase(scheme + 3, user - scheme - 2);
  return text;
}

tl::unexpected<Error> failure(Exchange const& exchange, CURLcode code) {
  std::string const url = shown(exchange.request.url);
  if (exchange.too_large) {
    return fail(Errc::too_large, "ResponseTooLarge",
                url + " answered with more than " +
                    std::to_string(exchange.request.response_bytes_max) + " bytes.");
  }
  if (exchange.cancelled) return fail(Errc::cancelled, "Cancelled", "The request was given up.");
  std::string const why = curl_easy_strerror(code);
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return fail(Errc::timed_out, "RequestTimeout", url + " did not answer in time.", why);
    case CURLE_URL_MALFORMAT:
      return fail(Errc::invalid_argument, "InvalidUrl", url + " is no http or https URL.", why);
    case CURLE_PEER_FAILED_VERIFICATION:
      return fail(Errc::unavailable, "CertificateNotTrusted",
                  url + " has a certificate that is not trusted: " + why +
                      ". Name the file of the authority that signed it in SSL_CERT_FILE.");
    default:
      return fail(Errc::unavailable, "ConnectionFailed", url + " cannot be reached: " + why + ".");
  }
}

}  // namespace

std::optional<std::string_view> HttpResponse::header(std::string_view lower_case_name) const {
  for (auto const& [name, value] : headers) {
    if (name == lower_case_name) return value;
  }
  return {};
}

// Handles that wait for the next request, each with its open connections.
struct HttpClient::Handles {
  static constexpr std::size_t kKeptMax = 16;

  std::mutex mutex;
  std::vector<Handle> idle;

  Handle take() {
    std::scoped_lock const lock(mutex);
    if (idle.empty()) return Handle(curl_easy_init());
    Handle handle = std::move(idle.back());
    idle.pop_back();
    return handle;
  }

  void give_back(Handle handle) {
    curl_easy_reset(handle.get());
    std::scoped_lock const lock(mutex);
    if (idle.size() < kKeptMax) idle.push_back(std::move(handle));
  }
};

HttpClient::HttpClient() : handles_(std::make_unique<Handles>()) {
  static CURLcode const ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  (void)ready;
}

HttpClient::~HttpClient() = default;

Result<void> check_url(std::string const& url) {
  std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> const parsed(curl_url(), curl_url_cleanup);
  bool const ours = url.starts_with("http://") || url.starts_with("https://");
  if (ours && curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) == CURLUE_OK) return {};
  return fail(Errc::invalid_argument, "InvalidUrl", shown(url) + " is no http or https URL.");
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if (kPlain.find(c) != kPlain.npos) {
      encoded += c;
    } else {
      (encoded += '%') += kDigits[byte >> 4U];
      encoded += kDigits[byte & 15U];
    }
  }
  return encoded;
}

Result<HttpResponse> HttpClient::send(HttpRequest const& request) {
  if (!request.url.starts_with("http://") && !request.url.starts_with("https://")) {
    return fail(Errc::invalid_argument, "InvalidUrl",
                shown(request.url) + " is no http or https URL.");
  }
  std::unique_ptr<std::FILE, CloseFile> file;
  std::uint64_t file_bytes = 0;
  if (request.body_file) {
    std::error_code error;
    file_bytes = std::filesystem::file_size(*request.body_file, error);
    file.reset(std::fopen(request.body_file->c_str(), "rbe"));
    if (!file || error) {
      return fail(Errc::not_found, "NoSuchFile",
                  request.body_file->string() + " cannot be read; check its name and rights.");
    }
  }
  Handle handle = handles_->take();
  if (!handle) return fail(Errc::internal, "OutOfMemory", "No connection could be made.");
  Exchange exchange{request, handle.get()};
  HeaderList const headers = header_list(request);
  set_options(exchange, headers.get());
  set_body(exchange, file.get(), file_bytes);
  CURLcode const code = curl_easy_perform(handle.get());
  if (code != CURLE_OK) return failure(exchange, code);
  long status = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  exchange.response.status = static_cast<int>(status);
  handles_->give_back(std::move(handle));
  return std::move(exchange.response);
}

}  // namespace helio::curl
