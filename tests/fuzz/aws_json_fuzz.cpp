// Any bytes as an X-Amz-Target, a newline and a body of a signed request: always an answer in JSON,
// an error with a name and a message or what the operation gives; and never without a signature.
#include <cstdlib>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "aws/json/handler.hpp"
#include "aws/json/sample_service.hpp"
#include "aws/sigv4_sign.hpp"
#include "base/encoding.hpp"
#include "base/manual_clock.hpp"
#include "base/sha256.hpp"

namespace {

using namespace helio::aws;

void require(bool holds) {
  if (!holds) std::abort();
}

class OneKey final : public CredentialStore {
 public:
  helio::Result<std::optional<Credential>> find(std::string_view id) override {
    return Credential{{std::string(id), "arn", {.role = Role::admin}}, "secret"};
  }
};

int status_of(json::JsonHandler& handler, helio::http::RequestHead const& head,
              std::string_view body) {
  auto begun = handler.begin(head);
  auto* const early = std::get_if<helio::http::Response>(&begun);
  auto const response = early != nullptr ? std::move(*early) : [&] {
    auto& writer = *std::get<std::unique_ptr<helio::http::BodyWriter>>(begun);
    auto refused = writer.write(helio::bytes_of(body));
    return refused ? *std::move(refused) : writer.finish();
  }();
  auto const answer = helio::Json::parse(response.body, nullptr, false);
  require(!answer.is_discarded());
  if (response.status != 200) {
    require(answer.at("__type").is_string() && !answer.at("message").empty());
  }
  return response.status;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  static OneKey keys;
  static helio::ManualClock const clock(*parse_amz_date("20130524T000000Z"));
  static auto const service = json::sample_service();
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  auto const split = text.find('\n');
  bool const known = split == std::string_view::npos;
  std::string_view const body = known ? text : text.substr(split + 1);
  json::JsonHandler handler(keys, clock, {.body_bytes_max = 4096});
  handler.add(service);
  helio::http::RequestHead head;
  head.method = "POST";
  head.raw_path = "/";
  head.headers.add("host", "localhost");
  head.headers.add("content-type", "application/x-amz-json-1.1");
  head.headers.add("x-amz-target",
                   known ? "Sample_20200101.Echo" : std::string(text.substr(0, split)));
  require(status_of(handler, head, body) >= 400);
  sign_headers(head, {.access_key_id = "KEY", .secret_access_key = "secret"},
               {.service = "sample",
                .time = clock.wall(),
                .payload_hash = helio::sha256_hex(helio::bytes_of(body))});
  static_cast<void>(status_of(handler, head, body));
  return 0;
}
