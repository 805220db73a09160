// Any text as an Authorization header and as the query of a presigned URL: what is read is as
// bounded as promised, and never verifies. Any text as a time: one spelling only.
#include <cstdlib>
#include <string_view>

#include "aws/sigv4_claim.hpp"
#include "aws/sigv4_verify.hpp"
#include "base/manual_clock.hpp"
#include "http/uri.hpp"

namespace {

using namespace helio::aws;

void require(bool holds) {
  if (!holds) std::abort();
}

class OneKey final : public CredentialStore {
 public:
  helio::Result<std::optional<Credential>> find(std::string_view id) override {
    return Credential{{std::string(id), "arn", {}}, "secret"};
  }
};

void check(helio::Result<SignatureClaim> const& claim) {
  if (!claim) {
    require(!claim.error().name.empty() && !claim.error().message.empty());
    return;
  }
  require(claim->signature.size() == 64 && claim->scope.date.size() == 8);
  require(!claim->signed_headers.empty() && claim->signed_headers.size() <= kSignedHeadersMax);
  require(!claim->expires_s || (*claim->expires_s >= 0 && *claim->expires_s <= kExpiresMax_s));
}

void verify(helio::http::RequestHead const& head) {
  OneKey keys;
  helio::ManualClock const clock(*parse_amz_date("20130524T000000Z"));
  require(!SignatureVerifier(keys, clock).verify(head, kUnsignedPayload, "s3"));
  static_cast<void>(signed_service(head));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  check(parse_authorization(text));
  if (auto const time = parse_amz_date(text)) require(amz_date(*time) == text);
  helio::http::RequestHead head;
  head.method = "GET";
  head.raw_path = "/" + std::string(text);
  head.headers.add("host", "localhost");
  head.headers.add("x-amz-date", "20130524T000000Z");
  head.headers.add("authorization", std::string(text));
  verify(head);
  head.headers = {};
  head.headers.add("host", std::string(text));
  if (auto query = helio::http::parse_query(text)) {
    check(parse_presigned_query(*query));
    head.query = *std::move(query);
    verify(head);
  }
  return 0;
}
