// Whether a bucket's changes become events on the bus: NotificationConfiguration.
#pragma once

#include <optional>
#include <string>

namespace helio::aws::s3 {

// `document`: the setting "notification"; none: nobody said, and `otherwise` counts.
[[nodiscard]] bool publishes_events(std::optional<std::string> const& document, bool otherwise);

}  // namespace helio::aws::s3
