#include <gtest/gtest.h>

#include "objects/bucket_name.hpp"
#include "objects/key.hpp"
#include "objects/version_id.hpp"

namespace helio::objects {
namespace {

TEST(BucketName, Rules) {
  struct Row {
    std::string name;
    bool valid;
  };
  Row const rows[] = {
      {"abc", true},          {"a.b-c.9", true},     {"123", true},
      {"1.2.3.4.5", true},    {"1.2.3.x", true},     {std::string(63, 'a'), true},
      {"ab", false},          {"", false},           {std::string(64, 'a'), false},
      {"Abc", false},         {"a_b", false},        {"-abc", false},
      {"abc.", false},        {"a..b", false},       {"192.168.0.1", false},
      {"999.1.2.3", false},   {"xn--abc", false},    {"sthree-abc", false},
      {"abc-s3alias", false}, {"abc--ol-s3", false}, {"abc.mrap", false},
      {"a/b", false},         {"a\nb", false},       {"\xc3\xa4\xc3\xa4", false},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const checked = check_bucket_name(row.name);
    EXPECT_EQ(checked.has_value(), row.valid);
    if (!checked) {
      EXPECT_EQ(checked.error().name, "InvalidBucketName");
    }
  }
}

TEST(Key, Rules) {
  struct Row {
    char const* name;
    std::string key;
    char const* error;
  };
  Row const rows[] = {
      {"plain", "a", nullptr},
      {"dots", "../a", nullptr},
      {"four bytes", "\xf0\x9f\x93\xb7", nullptr},
      {"last code point", "\xf4\x8f\xbf\xbf", nullptr},
      {"1024 bytes", std::string(1024, 'a'), nullptr},
      {"1025 bytes", std::string(1025, 'a'), "KeyTooLongError"},
      {"empty", "", "InvalidArgument"},
      {"tab", "a\tb", "InvalidArgument"},
      {"delete", "a\x7f", "InvalidArgument"},
      {"C1 control", "a\xc2\x85", "InvalidArgument"},
      {"no character", "a\xef\xbf\xbe", "InvalidArgument"},
      {"last of the plane", "\xef\xbf\xbf", "InvalidArgument"},
      {"lone continuation", "\x80", "InvalidArgument"},
      {"overlong", "\xc0\xaf", "InvalidArgument"},
      {"overlong of three", "\xe0\x80\xaf", "InvalidArgument"},
      {"surrogate", "\xed\xa0\x80", "InvalidArgument"},
      {"past the last", "\xf4\x90\x80\x80", "InvalidArgument"},
      {"cut short", "\xe2\x82", "InvalidArgument"},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const checked = check_key(row.key);
    ASSERT_EQ(checked.has_value(), row.error == nullptr);
    if (!checked) {
      EXPECT_EQ(checked.error().name, row.error);
    }
  }
}

TEST(Key, AfterPrefix) {
  EXPECT_EQ(after_prefix("a/"), "a0");
  EXPECT_EQ(after_prefix("a\xff\xff"), "b");
  EXPECT_EQ(after_prefix("\xff"), "");
}

TEST(VersionId, SequencersCompareAsTheirNumbers) {
  EXPECT_EQ(sequencer_of(0), "0000000000000000");
  EXPECT_EQ(sequencer_of(0xabcdef0123456789U), "ABCDEF0123456789");
  EXPECT_LT(sequencer_of(9), sequencer_of(10));
}

}  // namespace
}  // namespace helio::objects
