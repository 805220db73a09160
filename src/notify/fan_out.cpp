#include "notify/fan_out.hpp"

#include <latch>

namespace helio::notify {

void FanOut::add(std::string group, std::string channel, Notifier& notifier) {
  channels_.push_back({std::move(group), std::move(channel), &notifier});
}

std::vector<Outcome> FanOut::notify(std::string_view group,
                                    Notification const& notification) const {
  std::vector<Outcome> outcomes;
  std::vector<Notifier*> notifiers;
  for (Channel const& channel : channels_) {
    if (channel.group != group) continue;
    outcomes.push_back({channel.name, {}});
    notifiers.push_back(channel.notifier);
  }
  std::latch done(std::ssize(notifiers));
  for (std::size_t i = 0; i < notifiers.size(); ++i) {
    auto const send = [&, i] {
      outcomes[i].sent = notifiers[i]->notify(notification);
      done.count_down();
    };
    // The last one is this thread's own.
    bool const given = pool_ && i + 1 < notifiers.size() && pool_->submit(send).has_value();
    if (!given) send();
  }
  done.wait();
  return outcomes;
}

}  // namespace helio::notify
