// A condition, an update and a projection, separated by NUL bytes: each is read or refused with a
// sentence, and what was read can be asked of an item.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <nlohmann/json.hpp>

#include "aws/dynamodb/condition.hpp"
#include "aws/dynamodb/projection.hpp"
#include "aws/dynamodb/update.hpp"

namespace {

using namespace helio;

std::string_view take(std::string_view& input) {
  std::size_t const end = std::min(input.find('\0'), input.size());
  std::string_view const part = input.substr(0, end);
  input.remove_prefix(std::min(end + 1, input.size()));
  return part;
}

template <typename T>
bool good(Result<T> const& result) {
  if (!result && (result.error().name != "ValidationException" || result.error().message.empty())) {
    std::abort();
  }
  return result.has_value();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace helio::aws::dynamodb;
  static Json const kItem = Json::parse(
      R"({"a":{"S":"x"},"n":{"N":"5"},"l":{"L":[{"N":"1"},{"M":{"b":{"SS":["x"]}}}]}})");
  static Json const kInput = Json::parse(R"({"ExpressionAttributeNames":{"#a":"a"},
      "ExpressionAttributeValues":{":s":{"S":"x"},":n":{"N":"1"},":l":{"L":[]},
      ":t":{"SS":["x"]}}})");
  std::string_view input(reinterpret_cast<char const*>(data), size);
  auto placeholders = Placeholders::read(kInput);
  if (!placeholders) std::abort();
  auto const condition = read_condition(take(input), *placeholders);
  if (good(condition)) (void)(*condition)(kItem);
  auto const update = read_update(take(input), *placeholders);
  if (good(update)) (void)good(update->apply(kItem));
  auto const paths = read_projection(take(input), *placeholders);
  if (good(paths)) (void)projected(kItem, *paths);
  return 0;
}
