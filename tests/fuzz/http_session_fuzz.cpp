// Any bytes on a connection, cut anywhere: the session ends, and what it answers is whole
// responses. The same bytes in other pieces get the same answers: no request hides in how a network
// cuts them. Which of its faults a bad head is refused for may differ (too long, or no head at
// all): a parser that sees more of it finds another first.
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "http/handler.hpp"
#include "http/memory_session.hpp"

namespace {

using namespace helio::http;

class Echo final : public Handler {
 public:
  Begun begin(RequestHead const& head) override {
    return collect_body(
        1000,
        [&head](std::string const& body) {
          Response response;
          response.body = head.method + head.raw_path + body;
          return response;
        },
        [] {
          Response response;
          response.status = 413;
          return response;
        });
  }
};

// Dates differ between two runs.
std::string without_dates(std::string answered) {
  for (auto at = answered.find("Date: "); at != std::string::npos;
       at = answered.find("Date: ", at)) {
    answered.erase(at, answered.find('\n', at) + 1 - at);
  }
  return answered;
}

// A refusal ends the connection: what comes before it, and that there is one.
std::string without_reason(std::string answered) {
  auto const refused = answered.find("HTTP/1.1 4");
  return refused == std::string::npos ? answered : answered.substr(0, refused) + "refused";
}

std::string comparable(std::string answered) {
  return without_reason(without_dates(std::move(answered)));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) return 0;
  Echo handler;
  std::string_view const sent(reinterpret_cast<char const*>(data) + 1, size - 1);
  MemorySessionOptions options;
  options.limits.head_bytes_max = 512;
  options.limits.target_bytes_max = 128;
  options.limits.piece_bytes = 64;
  auto const whole = answer_in_memory(handler, sent, options);
  if (!whole.empty() && !whole.starts_with("HTTP/1.1 ")) std::abort();
  options.read_bytes = data[0] % 16 + 1U;
  auto const pieces = answer_in_memory(handler, sent, options);
  // "Expect: 100-continue" is answered only where the body was not there yet.
  if (sent.find("100") == std::string_view::npos && comparable(whole) != comparable(pieces)) {
    std::abort();
  }
  return 0;
}
