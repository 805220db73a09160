#include <string>

#include <nlohmann/json.hpp>

#include "aws/logs/operations.hpp"

namespace helio::aws::json {
extern ServiceModel const logs_model;
}

namespace helio::aws::logs {

json::Service logs_service(Parts const& parts) {
  json::Service service(json::logs_model, "InvalidParameterException");
  auto const add = [&service, parts](std::string name, json::Access access, auto operation) {
    service.add(std::move(name), access, [operation, parts](Json const& input, Caller const& who) {
      return operation(parts, input, who);
    });
  };
  using enum json::Access;
  add("CreateLogGroup", write, create_log_group);
  add("CreateLogStream", write, create_log_stream);
  add("DeleteLogGroup", write, delete_log_group);
  add("DeleteLogStream", write, delete_log_stream);
  add("DeleteRetentionPolicy", write, delete_retention_policy);
  add("DescribeLogGroups", read, describe_log_groups);
  add("DescribeLogStreams", read, describe_log_streams);
  add("FilterLogEvents", read, filter_log_events);
  add("GetLogEvents", read, get_log_events);
  add("PutLogEvents", write, put_log_events);
  add("PutRetentionPolicy", write, put_retention_policy);
  return service;
}

}  // namespace helio::aws::logs
