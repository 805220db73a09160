#include "results/result_store.hpp"

namespace helio::results {

Removed removed(Record const& record) {
  return {record.image_id, record.bucket, record.key, record.version_id};
}

tl::unexpected<Error> no_such_result() {
  return fail(Errc::not_found, "ResultNotFound", "There is no result with this image id.");
}

}  // namespace helio::results
