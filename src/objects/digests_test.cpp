#include "objects/digests.hpp"

#include <gtest/gtest.h>

#include "base/encoding.hpp"

namespace helio::objects {
namespace {

// The check values of the CRC catalogue, and FIPS 180's and RFC 1321's "abc".
TEST(Digests, PublishedVectors) {
  struct Row {
    char const* algorithm;
    char const* text;
    char const* hex;
  };
  Row const rows[] = {
      {"crc32", "123456789", "cbf43926"},
      {"crc32c", "123456789", "e3069283"},
      {"crc64nvme", "123456789", "ae8b14860a799888"},
      {"crc32", "", "00000000"},
      {"crc64nvme", "", "0000000000000000"},
      {"sha1", "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"},
      {"sha256", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {"md5", "abc", "900150983cd24fb0d6963f7d28e17f72"},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.algorithm);
    Digest digest(row.algorithm);
    for (char const& c : std::string_view(row.text)) digest.update(bytes_of({&c, 1}));
    EXPECT_EQ(to_hex(digest.finish()), row.hex);
  }
}

TEST(Crc, OfJoinedTextsIsTheJoinedCrc) {
  std::string text(1000, 'x');
  for (std::size_t at = 0; at < text.size(); ++at) text[at] = static_cast<char>(at * 7);
  for (auto const kind : {CrcKind::crc32, CrcKind::crc32c, CrcKind::crc64nvme}) {
    auto const crc = [&](std::string_view part) {
      Crc sum(kind);
      sum.update(bytes_of(part));
      return sum.value();
    };
    for (std::size_t const cut : {0U, 1U, 7U, 8U, 500U, 999U, 1000U}) {
      std::string_view const all = text;
      EXPECT_EQ(combine_crc(kind, crc(all.substr(0, cut)), crc(all.substr(cut)), 1000 - cut),
                crc(all));
    }
  }
}

TEST(Crc, TextForm) {
  EXPECT_EQ(crc_text(CrcKind::crc32, 0xcbf43926U), "y/Q5Jg==");
  EXPECT_EQ(parse_crc(CrcKind::crc32, "y/Q5Jg=="), 0xcbf43926U);
  EXPECT_FALSE(parse_crc(CrcKind::crc64nvme, "y/Q5Jg=="));
  EXPECT_FALSE(parse_crc(CrcKind::crc32, "?"));
}

}  // namespace
}  // namespace helio::objects
