// DataTexts: values as JSON text, each made once, however often a round writes it down: as the
// output of one state, the input of the next, a task's parameters, and in the saved state.
//
// Lifetime  keeps the values that it was asked for.
// Threads   one at a time.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "asl/execution.hpp"

namespace helio::asl {

class DataTexts {
 public:
  // {"a":1}. Lives as long as this; `data` is not null.
  [[nodiscard]] std::string const& plain(Data const& data);
  // "{\"a\":1}": the same, as a text within JSON.
  [[nodiscard]] std::string const& quoted(Data const& data);

 private:
  struct Texts {
    Data data;
    std::string plain, quoted;
  };
  std::unordered_map<Json const*, Texts> texts_;
};

// The text of a JSON object, of members that are there already and some that are text themselves.
class ObjectText {
 public:
  explicit ObjectText(Json const& members);
  void add(std::string_view name, std::string_view value_text);
  [[nodiscard]] std::string finish() &&;

 private:
  std::string text_;
};

// "[{…},{…}]" of texts that are JSON already.
[[nodiscard]] std::string array_text(std::vector<std::string> const& elements);

}  // namespace helio::asl
