#include "asl/intrinsic_table.hpp"

#include <array>

namespace helio::asl {
namespace {

using namespace intrinsics;

constexpr std::array kFunctions{IntrinsicFunction{"States.Array", 0, kManyArguments, array},
                                IntrinsicFunction{"States.ArrayContains", 2, 2, array_contains},
                                IntrinsicFunction{"States.ArrayGetItem", 2, 2, array_get_item},
                                IntrinsicFunction{"States.ArrayLength", 1, 1, array_length},
                                IntrinsicFunction{"States.ArrayPartition", 2, 2, array_partition},
                                IntrinsicFunction{"States.ArrayRange", 3, 3, array_range},
                                IntrinsicFunction{"States.ArrayUnique", 1, 1, array_unique},
                                IntrinsicFunction{"States.Base64Decode", 1, 1, base64_decode},
                                IntrinsicFunction{"States.Base64Encode", 1, 1, base64_encode},
                                IntrinsicFunction{"States.Format", 1, kManyArguments, format},
                                IntrinsicFunction{"States.Hash", 2, 2, hash},
                                IntrinsicFunction{"States.JsonMerge", 3, 3, json_merge},
                                IntrinsicFunction{"States.JsonToString", 1, 1, json_to_string},
                                IntrinsicFunction{"States.MathAdd", 2, 2, math_add},
                                IntrinsicFunction{"States.MathRandom", 2, 3, math_random},
                                IntrinsicFunction{"States.StringSplit", 2, 2, string_split},
                                IntrinsicFunction{"States.StringToJson", 1, 1, string_to_json},
                                IntrinsicFunction{"States.UUID", 0, 0, uuid}};

}  // namespace

IntrinsicFunction const* intrinsic_named(std::string_view name) noexcept {
  for (IntrinsicFunction const& function : kFunctions) {
    if (function.name == name) return &function;
  }
  return nullptr;
}

}  // namespace helio::asl
