#include "aws/events/request.hpp"

namespace helio::aws::events {

Result<Json> disable_rule(Parts const& parts, Json const& input, Caller const& /*caller*/) {
  return switch_rule(parts, input, false);
}

}  // namespace helio::aws::events
