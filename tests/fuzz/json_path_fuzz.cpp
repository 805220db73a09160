// Any text as a path, over a document with all kinds of values: a path that parses gives a value or
// one of its errors, again when it is parsed from its own text, and a place for a result can be
// set.
#include <cstdlib>
#include <string_view>

#include <nlohmann/json.hpp>

#include "asl/json_path.hpp"
#include "asl/reference_path.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

helio::Json const& document() {
  static helio::Json const json = helio::Json::parse(R"({
    "a": [{"b": 1, "c": "x"}, {"b": 2.5, "c": null}, [1, 2, [3]], "text", true],
    "b": {"a": {"a": {"b": -1}}, "size": 0}, "c": "aaaaaaaaaaaaaaaaaaaaaaaaaaaa", "": []})");
  return json;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace helio;
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  static SeededRandom random(1);
  asl::Scope const scope{document(), document(), random, {&document()}};
  if (auto const path = asl::JsonPath::parse(text)) {
    auto const value = path->evaluate(scope);
    require(value || !value.error().message.empty());
    if (path->findable()) require((path->find(scope) != nullptr) == value.has_value());
    if (value && !path->definite()) require(value->is_array());
    auto const again = asl::JsonPath::parse(path->text());
    require(again && again->evaluate(scope).has_value() == value.has_value());
  }
  if (auto const place = asl::ReferencePath::parse(text)) {
    Json root = document();
    if (place->set(root, "here")) {
      auto const path = asl::JsonPath::parse(text);
      auto const found = path->evaluate({root, root, random});
      require(found && *found == "here");
    } else {
      require(root == document());
    }
  }
  return 0;
}
