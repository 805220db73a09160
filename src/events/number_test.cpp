#include "events/number.hpp"

#include <gtest/gtest.h>

#include "events/ip_address.hpp"

namespace helio::events {
namespace {

TEST(ComparableNumber, Table) {
  struct Row {
    char const* text;
    std::optional<double> number;
  };
  Row const rows[] = {{"300", 300},
                      {"300.0", 300},
                      {"3.0e2", 300},
                      {"3.018e2", 301.8},
                      {"-0", 0},
                      {"0.000e5", 0},
                      {"0.1", 0.1},
                      {"1e-7", 1e-7},
                      {"1234567890123456", 1234567890123456},
                      {"12345678901234567890", std::nullopt},  // a double would round it
                      {"0.30000000000000004", 0.30000000000000004},
                      {"0.3000000000000000444", std::nullopt},
                      {"9007199254740993", std::nullopt},
                      {"1E-325", std::nullopt},
                      {"2.0e422", std::nullopt},
                      {"1.7976931348623157e308", 1.7976931348623157e308},
                      {"100000000000000000000", 1e20},
                      {"", std::nullopt}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(comparable_number(row.text), row.number);
  }
}

TEST(ParseIp, Table) {
  struct Row {
    char const* text;
    int size;  // 0: not an address
  };
  Row const rows[] = {{"10.0.0.1", 4},
                      {"010.000.0.001", 4},
                      {"255.255.255.255", 4},
                      {"256.0.0.1", 0},
                      {"1.2.3", 0},
                      {"1.2.3.4.5", 0},
                      {"1.2.3.", 0},
                      {"1..2.3", 0},
                      {"::1", 16},
                      {"2001:db8::", 16},
                      {"2001:DB8:0:0::1", 16},
                      {"::ffff:a00:1", 4},
                      {":", 0},
                      {"1:2:3", 0},
                      {"g::1", 0},
                      {"::1%lo", 0},
                      {"", 0}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.text);
    auto const address = parse_ip(row.text);
    EXPECT_EQ(address ? address->size : 0, row.size);
  }
  EXPECT_EQ(parse_ip("2001:0db8:0000::0001"), parse_ip("2001:DB8::1"));
  EXPECT_EQ(parse_ip("::ffff:a00:1"), parse_ip("10.0.0.1"));
}

TEST(ParseCidr, Table) {
  struct Row {
    char const* text;
    char const* inside;  // nullptr: refused
    char const* outside;
  };
  Row const rows[] = {{"10.0.0.0/24", "10.0.0.255", "10.0.1.0"},
                      {"10.0.0.7/24", "10.0.0.1", "10.1.0.0"},
                      {"10.0.0.0/31", "10.0.0.1", "10.0.0.2"},
                      {"0.0.0.0/0", "255.1.2.3", "::1"},
                      {"2001:db8:1234:1a00::/57", "2001:db8:1234:1a7f::9", "2001:db8:1234:1a80::"},
                      {"10.0.0.0/32", nullptr, nullptr},
                      {"::1/128", nullptr, nullptr},
                      {"10.0.0.0", nullptr, nullptr},
                      {"10.0.0.0/-1", nullptr, nullptr},
                      {"10.0.0.0/8/8", nullptr, nullptr},
                      {"bad-/64filter", nullptr, nullptr}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.text);
    auto const network = parse_cidr(row.text);
    ASSERT_EQ(network.has_value(), row.inside != nullptr);
    if (!network) continue;
    EXPECT_EQ(network_of(*parse_ip(row.inside), network->bits), *network);
    EXPECT_NE(network_of(*parse_ip(row.outside), network->bits), *network);
  }
}

}  // namespace
}  // namespace helio::events
