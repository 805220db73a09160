// Service tasks: an operation of an AWS service as what a Task state's Resource does, with the
// answers and the error names that Step Functions gives it, which Retry and Catch match on.
//
//   arn:aws:states:::dynamodb:putItem                    an optimized integration
//   arn:aws:states:::aws-sdk:rekognition:detectLabels    any operation of a service
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "asl/task_router.hpp"
#include "aws/json/service.hpp"
#include "base/json.hpp"
#include "base/random.hpp"
#include "base/result.hpp"

namespace helio::aws::tasks {

// The operation behind a task. It has what it needs, and who asks is the workflow.
using Operation = std::function<Result<Json>(Json const& input)>;

struct Service {
  std::string_view prefix;  // of error names: "DynamoDB" in "DynamoDB.ResourceNotFoundException"
  std::string_view name;    // in the cause: "AmazonDynamoDBv2"
  std::string_view other;   // for what has no exception of its own: "AmazonDynamoDBException"
  json::ServiceModel const* model = nullptr;  // knows the exceptions of its own
};

// {…, "SdkHttpMetadata", "SdkResponseMetadata"}; the cause is "… (Service: AmazonDynamoDBv2;
// Status Code: 400; Error Code: ResourceNotFoundException; Request ID: …; Proxy: null)".
[[nodiscard]] asl::TaskRouter::Handler optimized_task(Service service, Operation operation,
                                                      Random& random);

// The answer as it is; the cause is "… (Service: Rekognition, Status Code: 400, Request ID: …)".
[[nodiscard]] asl::TaskRouter::Handler sdk_task(Service service, Operation operation,
                                                Random& random);

// Every operation that the service has, as "aws-sdk:<sdk_name>:<operation>" with Step Functions'
// spelling of members. `caller` is asked for each call; the service outlives the router.
void add_sdk_service(asl::TaskRouter& router, std::string_view sdk_name, Service names,
                     json::Service const& service, std::function<json::Caller()> caller,
                     Random& random);

// "detectLabels" for "DetectLabels": an operation's name at the end of a resource.
[[nodiscard]] std::string action_of(std::string_view operation);

// Exactly as Step Functions prepares it: a Message that is no text becomes its JSON.
[[nodiscard]] Json publish_input(Json const& parameters);

// A Detail that is an object becomes its JSON; the machine's and the execution's ARNs are added to
// the Resources of every entry.
[[nodiscard]] Json put_events_input(Json const& parameters, asl::TaskContext const& context);

// An answer that tells of entries that failed is the error "EventBridge.FailedEntry".
[[nodiscard]] Result<Json> put_events_answer(Json answer);

}  // namespace helio::aws::tasks
