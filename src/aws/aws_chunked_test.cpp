// Goal: aws-chunked bodies decode, and each chunk's signature is checked. Method: AWS's published
// examples cut at every kind of place, and tables of broken ones.
#include "aws/aws_chunked.hpp"

#include <gtest/gtest.h>

#include "base/encoding.hpp"

namespace helio::aws {
namespace {

constexpr std::string_view kGuideSecret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

ChunkedOptions guide_options(std::string_view seed, bool trailers) {
  CredentialScope const scope{"20130524", "us-east-1", "s3"};
  return {.signing = ChunkSigning{signing_key(kGuideSecret, scope), "20130524T000000Z", scope,
                                  std::string(seed)},
          .decoded_bytes = 66'560,
          .trailers = trailers};
}

std::string chunk(std::string const& bytes, std::string_view signature) {
  char size[20];
  std::snprintf(size, sizeof size, "%zx", bytes.size());
  return std::string(size) + ";chunk-signature=" + std::string(signature) + "\r\n" + bytes +
         (bytes.empty() ? "" : "\r\n");
}

struct Decoded {
  std::string bytes;
  std::string error;  // its name
  http::Headers trailers;
};

Decoded decode(ChunkedOptions options, std::string_view body, std::size_t piece_bytes) {
  AwsChunkedDecoder decoder(std::move(options));
  Decoded decoded;
  auto const sink = [&](BytesView bytes) -> Result<void> {
    decoded.bytes += text_of(bytes);
    return {};
  };
  while (!body.empty()) {
    auto const piece = body.substr(0, piece_bytes);
    body.remove_prefix(piece.size());
    if (auto const fed = decoder.feed(bytes_of(piece), sink); !fed) {
      decoded.error = fed.error().name;
      return decoded;
    }
  }
  if (auto const whole = decoder.finish(); !whole) decoded.error = whole.error().name;
  decoded.trailers = decoder.trailers();
  return decoded;
}

std::string guide_body() {
  return chunk(std::string(65'536, 'a'),
               "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648") +
         chunk(std::string(1'024, 'a'),
               "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497") +
         chunk("", "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9") + "\r\n";
}
constexpr std::string_view kGuideSeed =
    "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";

std::string guide_trailer_body() {
  return chunk(std::string(65'536, 'a'),
               "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2") +
         chunk(std::string(1'024, 'a'),
               "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7") +
         chunk("", "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992") +
         "x-amz-checksum-crc32c:sOO8/Q==\r\n"
         "x-amz-trailer-signature:"
         "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n";
}
constexpr std::string_view kGuideTrailerSeed =
    "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e";

TEST(AwsChunked, DecodesThePublishedExamples) {
  for (std::size_t const piece : {1UL, 7UL, 1'000UL, 1UL << 20U}) {
    SCOPED_TRACE(piece);
    auto const plain = decode(guide_options(kGuideSeed, false), guide_body(), piece);
    EXPECT_EQ(plain.error, "");
    EXPECT_EQ(plain.bytes, std::string(66'560, 'a'));
    auto const trailed =
        decode(guide_options(kGuideTrailerSeed, true), guide_trailer_body(), piece);
    EXPECT_EQ(trailed.error, "");
    EXPECT_EQ(trailed.bytes, std::string(66'560, 'a'));
    EXPECT_EQ(trailed.trailers.get("x-amz-checksum-crc32c"), "sOO8/Q==");
    EXPECT_EQ(trailed.trailers.fields().size(), 1U);
  }
}

TEST(AwsChunked, NoByteOfASignedBodyCanBeChanged) {
  std::string const body = guide_trailer_body();
  for (std::size_t at = 0; at < body.size(); at += 64) {
    std::string changed = body;
    changed[at] = changed[at] == 'b' ? 'c' : 'b';
    auto const decoded = decode(guide_options(kGuideTrailerSeed, true), changed, 4'096);
    EXPECT_NE(decoded.error, "") << at;
  }
  EXPECT_EQ(decode(guide_options(kGuideTrailerSeed, false), body, 4'096).error,
            "MalformedTrailerError");
  EXPECT_EQ(decode(guide_options(kGuideSeed, true), body, 4'096).error, "SignatureDoesNotMatch");
}

TEST(AwsChunked, ATrailersSignatureCannotBeLeftOut) {
  std::string body = guide_trailer_body();
  body.erase(body.find("x-amz-trailer-signature"));
  EXPECT_EQ(decode(guide_options(kGuideTrailerSeed, true), body + "\r\n", 4'096).error,
            "SignatureDoesNotMatch");
}

TEST(AwsChunked, UnsignedTable) {
  struct Row {
    char const* name;
    std::string body;
    std::uint64_t decoded_bytes;
    char const* want;
  };
  Row const rows[] = {
      {"one chunk", "5\r\nhello\r\n0\r\n\r\n", 5, ""},
      {"two chunks", "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n", 5, ""},
      {"zeros before the size", "00000005\r\nhello\r\n0\r\n\r\n", 5, ""},
      {"a trailer", "5\r\nhello\r\n0\r\nX-Amz-Checksum-CRC32 : NhCmhg==\r\n\r\n", 5, ""},
      {"nothing at all", "", 0, "IncompleteBody"},
      {"an empty body", "0\r\n\r\n", 0, ""},
      {"more than announced", "6\r\nhello!\r\n0\r\n\r\n", 5, "IncompleteBody"},
      {"less than announced", "4\r\nhell\r\n0\r\n\r\n", 5, "IncompleteBody"},
      {"a size over all numbers", "ffffffffffffffffff\r\nhello", 5, "IncompleteBody"},
      {"the greatest size", "ffffffffffffffff\r\nhello", 5, "IncompleteBody"},
      {"a negative size", "-5\r\nhello\r\n0\r\n\r\n", 5, "IncompleteBody"},
      {"no hex", "five\r\nhello\r\n0\r\n\r\n", 5, "IncompleteBody"},
      {"no size", "\r\nhello\r\n0\r\n\r\n", 5, "IncompleteBody"},
      {"an extension", "5;name=value\r\nhello\r\n0\r\n\r\n", 5, "IncompleteBody"},
      {"LF alone", "5\nhello\n0\n\n", 5, "IncompleteBody"},
      {"a chunk longer than its size", "5\r\nhello!\r\n0\r\n\r\n", 5, "IncompleteBody"},
      {"cut in a chunk", "5\r\nhel", 5, "IncompleteBody"},
      {"cut after the chunk", "5\r\nhello\r\n", 5, "IncompleteBody"},
      {"cut before the end", "5\r\nhello\r\n0\r\n", 5, "IncompleteBody"},
      {"bytes after the end", "5\r\nhello\r\n0\r\n\r\nmore", 5, "IncompleteBody"},
      {"a trailer without a colon", "0\r\ntrailer\r\n\r\n", 0, "MalformedTrailerError"},
      {"a trailer without a name", "0\r\n:x\r\n\r\n", 0, "MalformedTrailerError"},
      {"a line without end", "0\r\n" + std::string(2'000, 'x'), 0, "IncompleteBody"},
      {"trailers without end",
       "0\r\n" +
           [] {
             std::string lines;
             for (int i = 0; i < 20; ++i) lines += "a:b\r\n";
             return lines;
           }() +
           "\r\n",
       0, "MalformedTrailerError"},
  };
  for (Row const& row : rows) {
    for (std::size_t const piece : {1UL, 4'096UL}) {
      SCOPED_TRACE(std::string(row.name) + " in pieces of " + std::to_string(piece));
      auto const decoded =
          decode({.decoded_bytes = row.decoded_bytes, .trailers = true}, row.body, piece);
      EXPECT_EQ(decoded.error, row.want);
      if (decoded.error.empty()) {
        EXPECT_EQ(decoded.bytes, row.decoded_bytes == 5 ? "hello" : "");
      }
    }
  }
}

}  // namespace
}  // namespace helio::aws
