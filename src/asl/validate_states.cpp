#include "asl/validator.hpp"

namespace helio::asl {

void Validator::task(Json const& body, Place const& at) {
  auto const resource = body.find("Resource");
  if (resource != body.end() && resource->is_string()) {
    // What is no resource at all is told with its field.
    auto const parsed = parse_resource(resource->get_ref<std::string const&>());
    if (parsed) named(*parsed, at / "Resource");
  }
  auto const timeout = body.find("TimeoutSeconds");
  auto const heartbeat = body.find("HeartbeatSeconds");
  if (timeout != body.end() && heartbeat != body.end() && timeout->is_number() &&
      heartbeat->is_number() && heartbeat->get<double>() >= timeout->get<double>()) {
    schema(at / "HeartbeatSeconds", "HeartbeatSeconds must be less than TimeoutSeconds");
  }
}

void Validator::named(Resource const& resource, Place const& at) {
  if (type_ == MachineType::express && resource.integration != Integration::request_response) {
    return schema(at, "Express state machines do not support .sync and .waitForTaskToken");
  }
  auto const allowed = check_ ? check_(resource) : Result<void>();
  if (!allowed) add(Severity::error, "NOT_SUPPORTED", allowed.error().message, at);
}

void Validator::branches(Json const& value, Place const& at) {
  if (!value.is_array() || value.empty()) {
    return schema(at, "Value must be an array of at least one branch");
  }
  for (std::size_t i = 0; i < value.size(); ++i) flow(value[i], at / i, fields_of_branch());
}

void Validator::processor(Json const& value, Place const& at) {
  flow(value, at, fields_of_processor());
  if (!value.is_object()) return;
  auto const config = value.find("ProcessorConfig");
  if (config == value.end() || !config->is_object()) return;
  Place const inner = at / "ProcessorConfig";
  for (auto const& [name, given] : config->items()) {
    if (name == "Mode") {
      if (given != "INLINE" && given != "DISTRIBUTED") {
        schema(inner / name, "Value must be INLINE or DISTRIBUTED");
      }
    } else if (name == "ExecutionType") {
      if (given != "STANDARD" && given != "EXPRESS") {
        schema(inner / name, "Value must be STANDARD or EXPRESS");
      }
    } else {
      schema(inner / name, "The field '" + name + "' is not supported here");
    }
  }
}

}  // namespace helio::asl
