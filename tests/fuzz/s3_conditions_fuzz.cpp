// Any text in the headers of a conditional or partial read: a verdict, and a range within the
// object.
#include <cstdlib>
#include <string>

#include "aws/s3/conditions.hpp"
#include "objects/byte_range.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace helio;
  if (size == 0) return 0;
  std::string const text(reinterpret_cast<char const*>(data) + 1, size - 1);
  constexpr char const* kNames[] = {"if-match", "if-none-match", "if-modified-since",
                                    "if-unmodified-since", "if-range"};
  http::Headers headers;
  for (unsigned i = 0; i < 5; ++i) {
    if ((data[0] >> i & 1U) != 0) headers.add(kNames[i], text);
  }
  aws::s3::Validators const stored{"5d41402abc4b2a76b9719d911017c592", Timestamp()};
  auto const verdict = aws::s3::judge_conditions(headers, stored);
  if (data[0] == 0 && verdict != aws::s3::Verdict::proceed) std::abort();
  static_cast<void>(aws::s3::range_counts(headers, stored));
  auto const request = objects::parse_range(text);
  for (std::uint64_t const bytes : {0ULL, 1ULL, 1000ULL, ~0ULL}) {
    if (!request) break;
    auto const range = objects::resolve_range(*request, bytes);
    if (range && (range->first > range->last || range->last >= bytes)) std::abort();
  }
  return 0;
}
