// Publish: SNS's operation: a message to every subscriber of a topic.
//
// It is with each subscriber's channel when this returns: a webhook's is kept until it arrives or
// is given up (notify/retrying_notifier.hpp).
// Errors  not_found "NotFound"; invalid_argument "InvalidParameter", also for what is not done:
//         phone numbers and FIFO topics; the channels' own, where the message is with some of them
//         already.
#pragma once

#include "aws/sns/topics.hpp"
#include "base/clock.hpp"
#include "base/ids.hpp"

namespace helio::aws::sns {

inline constexpr std::size_t kMessageBytesMax = 256U << 10U;
inline constexpr std::size_t kSubjectCharactersMax = 100;

struct PublishParts {
  Topics const& topics;
  IdGenerator& ids;
  Clock const& clock;
};

// {"TopicArn" or "TargetArn","Message","Subject"?,"MessageStructure"?,"MessageAttributes"?}
// -> {"MessageId"}
[[nodiscard]] Result<Json> publish(PublishParts const& parts, Json const& input);

}  // namespace helio::aws::sns
