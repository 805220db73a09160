// CloudWatch Logs' operations over logs/log_store.hpp, one a file (target Logs_20140328).
//
// Times are milliseconds since 1970, as this service has them, unlike the others.
// Errors   CloudWatch's names: those of the stores, and "InvalidParameterException" for members
//          that do not go together.
// Threads  callable from any; calls block on disk.
#pragma once

#include "aws/json/service.hpp"
#include "base/clock.hpp"
#include "logs/log_store.hpp"

namespace helio::aws::logs {

// All of it outlives the service.
struct Parts {
  helio::logs::LogCatalog& catalog;
  helio::logs::LogStore& store;
  Clock const& clock;
};

// Every operation below, by its name.
[[nodiscard]] json::Service logs_service(Parts const& parts);

using json::Caller;
[[nodiscard]] Result<Json> create_log_group(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> create_log_stream(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> delete_log_group(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> delete_log_stream(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> delete_retention_policy(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> describe_log_groups(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> describe_log_streams(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> filter_log_events(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> get_log_events(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> put_log_events(Parts const&, Json const& input, Caller const&);
[[nodiscard]] Result<Json> put_retention_policy(Parts const&, Json const& input, Caller const&);

}  // namespace helio::aws::logs
