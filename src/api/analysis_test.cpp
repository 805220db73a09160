// Goal: a picture is analysed again where that can be done, and nothing is started where it cannot.
#include <gtest/gtest.h>

#include "api/rest_in_memory.hpp"

namespace helio::api {
namespace {

class AnalysisTest : public RestInMemory, public testing::Test {
 protected:
  AnalysisTest() {
    execution_.status = "SUCCEEDED";
    record_ = add_picture("7");
    record_.execution_arn = execution_.arn;
    clock_.advance(std::chrono::seconds(1));
    record_.updated_at = clock_.wall();
    EXPECT_TRUE(results_->put(record_));
  }

  Answer again(std::string const& image_id = "7") {
    return ask("POST", "/results/" + image_id + "/analysis");
  }

  results::Record record_;
};

TEST_F(AnalysisTest, RepeatsTheLastExecution) {
  auto const answer = again();
  EXPECT_EQ(answer.status, 202);
  EXPECT_EQ(answer.json()["image_id"], "7");
  EXPECT_EQ(answer.json()["execution_arn"], execution_.arn + "2");
  EXPECT_EQ(repeated_, (std::vector{execution_.arn}));
}

TEST_F(AnalysisTest, StartsNothingWhereNothingCanBeDone) {
  EXPECT_EQ(again("8").code(), "ResultNotFound");

  execution_.status = "RUNNING";
  EXPECT_EQ(again().status, 409);
  EXPECT_EQ(again().code(), "AnalysisUnderWay");

  execution_.status = "SUCCEEDED";
  execution_.arn = "another";
  EXPECT_EQ(again().code(), "ExecutionDoesNotExist");

  EXPECT_TRUE(objects_.remove(object_of_record(record_), {}));
  EXPECT_EQ(again().code(), "ImageGone");
  EXPECT_EQ(repeated_, std::vector<std::string>());
}

}  // namespace
}  // namespace helio::api
