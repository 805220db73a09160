// Handlers for tests: a lambda that answers at once, and one that answers a whole small body.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "http/handler.hpp"

namespace helio::http {

// Gives every request's body, when it is complete, to a function.
class Answering final : public Handler {
 public:
  using Answer = std::function<Response(RequestHead const& head, std::string const& body)>;
  explicit Answering(Answer answer) : answer_(std::move(answer)) {}

  [[nodiscard]] Begun begin(RequestHead const& head) override {
    return collect_body(
        kBodyMax, [this, &head](std::string const& body) { return answer_(head, body); },
        [] { return text(413, "too large"); });
  }

  [[nodiscard]] static Response text(int status, std::string body) {
    Response response;
    response.status = status;
    response.headers.add("Content-Type", "text/plain");
    response.body = std::move(body);
    return response;
  }

  static constexpr std::size_t kBodyMax = 1000;

 private:
  const Answer answer_;
};

// Answers by the head alone.
class Beginning final : public Handler {
 public:
  using Begin = std::function<Begun(RequestHead const& head)>;
  explicit Beginning(Begin begin) : begin_(std::move(begin)) {}
  [[nodiscard]] Begun begin(RequestHead const& head) override { return begin_(head); }

 private:
  const Begin begin_;
};

}  // namespace helio::http
