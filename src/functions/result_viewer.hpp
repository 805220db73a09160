// result_viewer: GET /results and GET /results/{image_id}, as API Gateway asks for them.
//
// Event    a proxy request (functions/proxy.hpp); the id is the path parameter `image_id`, or the
//          path's last segment.
// Result   a proxy response: {"items","count","nextCursor"} or one record; problem+json otherwise.
// Errors   "InvalidEvent" where the event is no proxy request.
#pragma once

#include "functions/function.hpp"
#include "results/cursor.hpp"
#include "results/result_store.hpp"

namespace helio::functions {

class ResultViewer final : public Function {
 public:
  ResultViewer(results::ResultStore& results, results::Cursors const& cursors)
      : results_(results), cursors_(cursors) {}

  [[nodiscard]] std::string_view name() const noexcept override { return "result_viewer"; }
  Result<Json> handle(Json const& event, Context const& context) override;

 private:
  results::ResultStore& results_;
  results::Cursors const& cursors_;
};

}  // namespace helio::functions
