// Any text as a call of an intrinsic function: one that parses gives a value or one of its errors,
// and a value that is JSON again after it was written.
#include <cstdlib>
#include <string_view>

#include <nlohmann/json.hpp>

#include "asl/intrinsic.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

helio::Json const& document() {
  static helio::Json const json = helio::Json::parse(
      R"({"a": [1, 2, 2, "x", null], "b": {"c": 1.5}, "s": "a,b", "j": "[1]", "n": -3})");
  return json;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace helio;
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  auto const call = asl::Intrinsic::parse(text);
  if (!call) {
    require(!call.error().message.empty());
    return 0;
  }
  require(call->text() == text);
  SeededRandom random(1);
  auto const value = call->evaluate({document(), document(), random, {&document()}});
  if (value) {
    static_cast<void>(value->dump(-1, ' ', false, Json::error_handler_t::replace));
  } else {
    require(value.error().name.starts_with("States."));
  }
  return 0;
}
