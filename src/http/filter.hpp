// Filter: a Handler around another one that may answer first, and that sees every response last.
// CORS, Host checks and compression are such; they stack.
#pragma once

#include <functional>
#include <optional>

#include "http/handler.hpp"

namespace helio::http {

class Filter final : public Handler {
 public:
  // Both run on a worker. `before` answers instead of `inner`; its response is not given to
  // `after`.
  using Before = std::function<std::optional<Response>(RequestHead const&)>;
  using After = std::function<void(RequestHead const&, Response&)>;

  // `inner` outlives the filter; either function may be empty.
  Filter(Handler& inner, Before before, After after);
  [[nodiscard]] Begun begin(RequestHead const& head) override;

 private:
  Handler& inner_;
  const Before before_;
  const After after_;
};

}  // namespace helio::http
