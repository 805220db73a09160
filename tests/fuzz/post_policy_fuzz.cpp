// Any text as a POST policy: refused, or a range of sizes that a signer could mean.
#include <cstdlib>
#include <string_view>

#include "aws/s3/post_policy.hpp"
#include "base/encoding.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace helio;
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  aws::FormFields const fields = {{"bucket", "photos"}, {"key", "a"}, {"acl", "private"}};
  for (auto const& policy : {std::string(text), to_base64(bytes_of(text))}) {
    auto const checked = aws::s3::check_policy(policy, fields, Timestamp());
    if (!checked && checked.error().name != "InvalidPolicyDocument" &&
        checked.error().name != "AccessDenied") {
      std::abort();
    }
    // Each of the three fields needs a condition, which takes at least its name.
    if (checked && text.size() < 40) std::abort();
  }
  return 0;
}
