// Goal: a text comes back as it was written, whoever wrote it; a damaged one is an error.
#include "adapters/sqlite/compressed_text.hpp"

#include <gtest/gtest.h>

#include "base/encoding.hpp"

namespace helio::sqlite {
namespace {

constexpr std::size_t kBytesMax = 1U << 20U;

TEST(CompressedText, ComesBack) {
  std::string repeated;
  while (repeated.size() < 100'000) repeated += R"({"Name":"Dog","Confidence":98.1},)";
  for (std::string const& text : {std::string(), std::string("{}"), repeated}) {
    EXPECT_EQ(decompress(compress(text), kBytesMax), text);
  }
  EXPECT_LT(compress(repeated).size(), repeated.size() / 10);
}

TEST(CompressedText, OfAnOlderHelioIsPlain) {
  EXPECT_EQ(decompress(bytes_of(R"([{"id":1}])"), kBytesMax), R"([{"id":1}])");
}

TEST(CompressedText, DamagedOnesAreRefused) {
  Bytes const frame = compress(std::string(1'000, 'a') + "b");
  for (std::size_t size = 4; size < frame.size(); ++size) {
    EXPECT_FALSE(decompress(BytesView(frame).first(size), kBytesMax)) << "cut to " << size;
  }
  EXPECT_FALSE(decompress(frame, 1'000));
}

}  // namespace
}  // namespace helio::sqlite
