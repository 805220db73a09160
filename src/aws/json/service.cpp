#include "aws/json/service.hpp"

#include <cassert>

#include <nlohmann/json.hpp>

#include "aws/json/validate.hpp"

namespace helio::aws::json {
namespace {

bool allows(Grant const& grant, Access access) noexcept {
  switch (access) {
    case Access::anyone:
      return true;
    case Access::objects:
      return grant.role != Role::uploader;
    case Access::read:
      return grant.role != Role::uploader && grant.bucket.empty();
    default:
      return grant.role == Role::admin && grant.bucket.empty();
  }
}

}  // namespace

Caller Caller::inside(std::string account_id, std::string region, std::string request_id) {
  std::string principal = "arn:aws:iam::" + account_id + ":root";
  return {.account_id = std::move(account_id),
          .region = std::move(region),
          .identity = {.access_key_id = "",
                       .principal = std::move(principal),
                       .grant = {.role = Role::admin}},
          .request_id = std::move(request_id),
          .source_ip = "127.0.0.1"};
}

void Service::add(std::string name, Access access, Operation operation) {
  auto const* const model = model_.operation(name);
  assert(model != nullptr);
  operations_.insert_or_assign(std::move(name), Entry{model, access, std::move(operation)});
}

bool Service::has(std::string_view operation) const { return operations_.contains(operation); }

Result<Json> Service::call(std::string_view operation, Json const& input,
                           Caller const& caller) const {
  auto const found = operations_.find(operation);
  if (found == operations_.end()) {
    return fail(Errc::unsupported, "UnknownOperationException",
                "The operation \"" + std::string(operation.substr(0, 64)) + "\" of " +
                    std::string(model_.signing_name) + " is not served here.");
  }
  auto const& [name, entry] = *found;
  if (!allows(caller.identity.grant, entry.access)) {
    return fail(Errc::forbidden, "AccessDeniedException",
                "User: " + caller.identity.principal +
                    " is not authorized to perform: " + std::string(model_.signing_name) + ":" +
                    name + "; its access key does not allow it.");
  }
  if (auto fits = validate(model_, entry.model->input, input, broken_constraint_); !fits) {
    return fail(fits);
  }
  return entry.run(input, caller);
}

}  // namespace helio::aws::json
