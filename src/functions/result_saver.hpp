// result_saver (SaveResults and its kin): the image's record, as the workflow ends with it.
//
// Event    {"status": COMPLETED, LOW_CONFIDENCE, REJECTED or FAILED, "execution_arn",
//           "failed_state" where a state failed, "input": the workflow's data}; of the data
//          `validated.record`, `analyzed`, `error` {Error, Cause} and the event's `detail`, what is
//          there.
// Result   {"stored": false where the store holds something newer or the image was deleted
//          meanwhile, "record": without details}
// Errors   "InvalidEvent", "InvalidStatus", "InvalidRecord"; the stores' own.
#pragma once

#include <chrono>
#include <optional>

#include "base/clock.hpp"
#include "functions/function.hpp"
#include "objects/object_store.hpp"
#include "results/result_store.hpp"

namespace helio::functions {

class ResultSaver final : public Function {
 public:
  // Records expire `keep_for` after they are saved; none: never.
  ResultSaver(results::ResultStore& results, objects::ObjectStore& objects, Clock const& clock,
              std::optional<std::chrono::days> keep_for = {})
      : results_(results), objects_(objects), clock_(clock), keep_for_(keep_for) {}

  [[nodiscard]] std::string_view name() const noexcept override { return "result_saver"; }
  Result<Json> handle(Json const& event, Context const& context) override;

 private:
  Result<results::Record> record_so_far(Json const& data) const;
  bool is_gone(results::Record const& record) const;
  Result<bool> put_unless_deleted(results::Record const& record);
  Result<void> add_analysis(results::Record& record, Json const& analyzed) const;

  results::ResultStore& results_;
  objects::ObjectStore& objects_;
  Clock const& clock_;
  const std::optional<std::chrono::days> keep_for_;
};

}  // namespace helio::functions
