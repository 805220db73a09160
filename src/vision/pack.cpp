#include "vision/pack.hpp"

namespace helio::vision {

std::string_view to_string(Task task) noexcept {
  switch (task) {
    case Task::labels: return "labels";
    case Task::objects: return "objects";
    case Task::faces: return "faces";
    case Task::face_landmarks: return "face-landmarks";
    case Task::face_attributes: return "face-attributes";
    case Task::face_emotions: return "face-emotions";
    case Task::text_regions: return "text-regions";
    case Task::text_lines: return "text-lines";
    case Task::moderation: return "moderation";
  }
  return "labels";
}

}  // namespace helio::vision
