// Goal: what GET /settings shows is there, and no secret is.
#include "helio/settings_info.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace helio::cli {
namespace {

TEST(SettingsInfo, ShowsNothingOfAnAddressThatMayBeSecret) {
  struct Row {
    char const *url, *shown;
  };
  for (auto const& [url, shown] : {Row{"https://a.example/hook?token=x", "https://a.example/…"},
                                   {"https://me:word@a.example:8443/x", "https://a.example:8443/…"},
                                   {"https://a.example", "https://a.example"},
                                   {"https://a.example?x", "https://a.example/…"},
                                   {"", ""}}) {
    EXPECT_EQ(origin_only(url), shown) << url;
  }
}

}  // namespace
}  // namespace helio::cli
