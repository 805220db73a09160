// Any bytes as a bucket's settings: refused, or rules whose own document reads as the same rules.
#include <cstdlib>
#include <string>
#include <string_view>

#include "aws/s3/cors_rules.hpp"
#include "aws/s3/lifecycle_rules.hpp"
#include "aws/s3/notification.hpp"
#include "aws/s3/object_lock.hpp"
#include "aws/s3/tag_set.hpp"

namespace {

using namespace helio;
using namespace helio::aws::s3;

// Written, read and written again: the second text is the first.
template <typename Value, typename Parse, typename Write>
void check(Result<Value> const& read, Parse parse, Write write) {
  if (!read) {
    if (read.error().name.empty() || read.error().message.empty()) std::abort();
    return;
  }
  std::string const text = write(*read).finish();
  auto const again = parse(text);
  if (!again || write(*again).finish() != text) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const body(reinterpret_cast<char const*>(data), size);
  auto const tagging = [](std::string_view text) {
    return parse_tagging(text, objects::kBucketTagsMax);
  };
  check(parse_cors(body), parse_cors, write_cors);
  check(parse_lifecycle(body), parse_lifecycle, write_lifecycle);
  check(tagging(body), tagging, write_tagging);
  static_cast<void>(publishes_events(std::string(body), true));
  if (auto const lock = parse_xml(body, "ObjectLockConfiguration")) {
    static_cast<void>(parse_lock_configuration(*lock));
  }
  return 0;
}
