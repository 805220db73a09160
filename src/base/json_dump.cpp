#include "base/json_dump.hpp"

#include <nlohmann/json.hpp>

namespace helio {

std::string dump_json(Json const& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace helio
