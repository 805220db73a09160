#include "http/inbox.hpp"

#include <cstring>

namespace helio::http {

std::span<char> Inbox::room(std::size_t capacity) {
  if (begin_ > 0) {
    std::memmove(storage_.data(), storage_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (storage_.size() < capacity) storage_.resize(capacity);
  return {storage_.data() + end_, storage_.size() - end_};
}

void Inbox::release() {
  if (empty()) std::vector<char>().swap(storage_);
}

}  // namespace helio::http
