// SDK members: how Step Functions writes the members of any service's operations: each with a
// capital first letter, and times as texts. On the wire some services begin theirs with a small one
// ("executionArn"), and times are seconds.
//
// Bounds  recursion ends with the value, which the workflow's limits bound.
#pragma once

#include "aws/json/model.hpp"
#include "base/json.hpp"

namespace helio::aws::tasks {

// A Task's parameters as the operation's input. What the shape does not know stays as it is.
[[nodiscard]] Json to_wire(json::ServiceModel const& model, json::ShapeIndex shape,
                           Json const& parameters);

// An operation's output as a Task's result.
[[nodiscard]] Json from_wire(json::ServiceModel const& model, json::ShapeIndex shape,
                             Json const& output);

}  // namespace helio::aws::tasks
