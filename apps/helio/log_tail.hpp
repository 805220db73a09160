// LogTail: which page of a function's log to ask for next, so that each line is shown once.
//
// The first look is at the newest lines. What comes later is asked for with the id of the last line
// that was seen, which is a cursor too: the last page of a log has none of its own.
#pragma once

#include <string>

#include "base/json.hpp"

namespace helio::cli {

class LogTail {
 public:
  // `limit`: lines of the first look.
  LogTail(std::string function, int limit);

  // "/logs/image_processor?limit=100&newest=true"
  [[nodiscard]] std::string path() const;

  // Takes in the answer. Whether more lines are there already; else a look right away is in vain.
  [[nodiscard]] bool take(Json const& page);

 private:
  std::string function_;
  int limit_;
  bool first_ = true;
  std::string cursor_;
};

}  // namespace helio::cli
