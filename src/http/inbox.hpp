// Inbox: bytes that came on a connection and are not used yet.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace helio::http {

class Inbox {
 public:
  [[nodiscard]] std::string_view view() const noexcept {
    return {storage_.data() + begin_, end_ - begin_};
  }
  [[nodiscard]] bool empty() const noexcept { return begin_ == end_; }

  void consume(std::size_t bytes) noexcept {
    begin_ += bytes;
    if (begin_ == end_) begin_ = end_ = 0;
  }

  // Free space behind the bytes, of a buffer of at least `capacity`. Empty when it is full.
  [[nodiscard]] std::span<char> room(std::size_t capacity);
  void filled(std::size_t bytes) noexcept { end_ += bytes; }

  // Gives memory back when nothing is kept, so that an idle connection costs little.
  void release();

 private:
  std::vector<char> storage_;
  std::size_t begin_ = 0, end_ = 0;
};

}  // namespace helio::http
