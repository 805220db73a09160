// Goal: who asks before the models are there gets the answer when they are, and is not kept where
// they never come.
#include "helio/warming_analyzer.hpp"

#include <future>

#include <gtest/gtest.h>

namespace helio::cli {
namespace {

vision::Analyze sized() {
  return [](BytesView file, vision::AnalyzeOptions const&) -> Result<vision::ImageReport> {
    return vision::ImageReport{.size_bytes = file.size()};
  };
}

class Warming : public testing::Test {
 protected:
  std::future<Result<vision::ImageReport>> ask() {
    return std::async(std::launch::async, [this] {
      Bytes const file(7);
      return analyzer_.analyze(file, {});
    });
  }

  Result<vision::Analyze> loaded_ = sized();
  WarmingAnalyzer analyzer_{[this] { return loaded_; }};
};

TEST_F(Warming, AnswersWhoAskedBeforeAndAfter) {
  auto early = ask();
  EXPECT_FALSE(analyzer_.is_warm());
  ASSERT_TRUE(analyzer_.warm_up());
  EXPECT_TRUE(analyzer_.is_warm());
  EXPECT_EQ(early.get()->size_bytes, 7U);
  analyzer_.stop();
  EXPECT_EQ(ask().get()->size_bytes, 7U);
}

TEST_F(Warming, LetsGoWhereTheModelsNeverCome) {
  loaded_ = fail(Errc::corrupt, "InvalidModel", "The file is damaged.");
  auto early = ask();
  EXPECT_EQ(analyzer_.warm_up().error().name, "InvalidModel");
  EXPECT_FALSE(analyzer_.is_warm());
  analyzer_.stop();
  EXPECT_EQ(early.get().error().name, "ThrottlingException");
  EXPECT_EQ(ask().get().error().name, "ThrottlingException");
}

}  // namespace
}  // namespace helio::cli
