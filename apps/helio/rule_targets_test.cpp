// Goal: only what a rule can deliver to is taken as a target.
#include "helio/rule_targets.hpp"

#include <gtest/gtest.h>

namespace helio::cli {
namespace {

TEST(RuleTargets, Check) {
  struct Row {
    char const* arn;
    bool known;
  };
  Row const rows[] = {
      {"arn:aws:states:us-east-1:000000000000:stateMachine:image-pipeline", true},
      {"arn:aws:lambda:us-east-1:000000000000:function:f", true},
      {"arn:aws:lambda:us-east-1:000000000000:function:f:7", true},
      {"arn:aws:logs:us-east-1:000000000000:log-group:/aws/events/cats", true},
      {"arn:aws:logs:us-east-1:000000000000:log-group:/aws/events/cats:*", true},
      {"", false},
      {"arn:", false},
      {":::::::", false},
      {"f", false},
      {"arn:aws:lambda:us-east-1:000000000000:function:", false},
      {"arn:aws:lambda:us-east-1:000000000000:function", false},
      {"arn:aws:lambda::000000000000:function:f", false},
      {"arn:aws:sqs:us-east-1:000000000000:function:f", false},
      {"arn:aws:states:us-east-1:000000000000:express:m:e", false},
      {"arn:aws:states:us-east-1:000000000000:execution:m:e", false},
      {"arn:aws:logs:us-east-1:000000000000:log-group:a b", false},
      {"arn:aws:sqs:us-east-1:000000000000:queue", false},
      {"x:function:arn:aws:lambda:us-east-1:0", false},
  };
  for (Row const& row : rows) {
    auto const checked = RuleTargets::check(row.arn);
    EXPECT_EQ(checked.has_value(), row.known) << row.arn;
    if (!checked) {
      EXPECT_EQ(checked.error().name, "ValidationException");
    }
  }
}

}  // namespace
}  // namespace helio::cli
