// The landmarks of a face that Rekognition gives whenever it was not asked for all: eyes, nose and
// the corners of the mouth.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/json.hpp"

namespace helio::aws::rekognition {

inline constexpr std::array<std::string_view, 5> kFiveLandmarks = {"eyeLeft", "eyeRight", "nose",
                                                                   "mouthLeft", "mouthRight"};

// `face` as vision::faces_json() has it.
inline void keep_five_landmarks(Json& face) {
  Json kept = Json::array();
  for (Json& landmark : face["Landmarks"]) {
    auto const& type = landmark["Type"].get_ref<std::string const&>();
    if (std::ranges::find(kFiveLandmarks, type) != kFiveLandmarks.end()) {
      kept.push_back(std::move(landmark));
    }
  }
  face["Landmarks"] = std::move(kept);
}

}  // namespace helio::aws::rekognition
