#include "aws/events/request.hpp"

namespace helio::aws::events {

Result<Json> enable_rule(Parts const& parts, Json const& input, Caller const& /*caller*/) {
  return switch_rule(parts, input, true);
}

}  // namespace helio::aws::events
