#include "vision/manifest_reader.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/json_dump.hpp"

namespace helio::vision {
namespace {

constexpr std::size_t kTextBytesMax = 4096;

constexpr std::array kTasks = {Task::labels,         Task::objects,         Task::faces,
                               Task::face_landmarks, Task::face_attributes, Task::face_eyes,
                               Task::face_emotions,  Task::text_regions,    Task::text_lines,
                               Task::moderation};

struct TaskDecoder {
  Task task;
  std::string_view decoder;
};

// Which decoders can answer which task; docs/model-packs.md describes each.
constexpr std::array kDecoders = {TaskDecoder{Task::labels, "softmax"},
                                  TaskDecoder{Task::labels, "sigmoid"},
                                  TaskDecoder{Task::objects, "ssd"},
                                  TaskDecoder{Task::objects, "yolox"},
                                  TaskDecoder{Task::faces, "blazeface"},
                                  TaskDecoder{Task::face_landmarks, "landmarks"},
                                  TaskDecoder{Task::face_attributes, "age-gender"},
                                  TaskDecoder{Task::face_attributes, "embedding"},
                                  TaskDecoder{Task::face_eyes, "eye-contour"},
                                  TaskDecoder{Task::face_emotions, "softmax"},
                                  TaskDecoder{Task::text_regions, "db-text"},
                                  TaskDecoder{Task::text_lines, "ctc"},
                                  TaskDecoder{Task::moderation, "two-class"}};

std::string shown(Json const* value) {
  if (value == nullptr) return "is missing";
  std::string text = dump_json(*value);
  if (text.size() > 60) text = text.substr(0, 57) + "...";
  return "is " + text;
}

}  // namespace

ManifestReader::ManifestReader(Json const& object, std::string where)
    : object_(object), where_(std::move(where)) {
  if (!object_.is_object()) {
    error_ = Error{Errc::invalid_argument, "InvalidManifest", where_ + " must be a JSON object."};
  }
}

Json const* ManifestReader::find(char const* field) const {
  if (!object_.is_object()) return nullptr;
  auto const at = object_.find(field);
  return at == object_.end() ? nullptr : &*at;
}

void ManifestReader::refuse(char const* field, std::string const& wanted) {
  if (error_) return;
  error_ = Error{
      Errc::invalid_argument, "InvalidManifest",
      fmt::format("{}: \"{}\" {}; it must be {}.", where_, field, shown(find(field)), wanted)};
}

std::string ManifestReader::text(char const* field) {
  std::string value = text_or(field, "");
  if (value.empty()) refuse(field, "a text that is not empty");
  return value;
}

std::string ManifestReader::text_or(char const* field, std::string_view fallback) {
  Json const* value = find(field);
  if (value == nullptr) return std::string(fallback);
  if (!value->is_string() || value->get_ref<std::string const&>().size() > kTextBytesMax) {
    refuse(field, "a text");
    return std::string(fallback);
  }
  return value->get<std::string>();
}

int ManifestReader::integer(char const* field, int min, int max) {
  if (find(field) == nullptr) refuse(field, fmt::format("a whole number, {} to {}", min, max));
  return integer_or(field, min, min, max);
}

int ManifestReader::integer_or(char const* field, int fallback, int min, int max) {
  Json const* value = find(field);
  if (value == nullptr) return fallback;
  if (!value->is_number_integer() || *value < min || *value > max) {
    refuse(field, fmt::format("a whole number, {} to {}", min, max));
    return fallback;
  }
  return value->get<int>();
}

std::vector<float> ManifestReader::numbers(char const* field, std::size_t count_max) {
  std::vector<float> result;
  Json const* value = find(field);
  if (value == nullptr) return result;
  bool const good =
      value->is_array() && value->size() <= count_max &&
      std::all_of(value->begin(), value->end(), [](Json const& n) { return n.is_number(); });
  if (!good) {
    refuse(field, fmt::format("a list of at most {} numbers", count_max));
    return result;
  }
  for (Json const& number : *value) result.push_back(number.get<float>());
  return result;
}

std::map<std::string, std::string> ManifestReader::texts(char const* field) {
  std::map<std::string, std::string> result;
  Json const* value = find(field);
  if (value == nullptr) return result;
  if (!value->is_object()) {
    refuse(field, "an object of texts");
    return result;
  }
  for (auto const& [key, text] : value->items()) {
    if (!text.is_string()) {
      refuse(field, "an object of texts");
      return result;
    }
    result.emplace(key, text.get<std::string>());
  }
  return result;
}

Json const& ManifestReader::array(char const* field, std::size_t size_max) {
  static const Json none = Json::array();
  Json const* value = find(field);
  if (value == nullptr || !value->is_array() || value->size() > size_max) {
    refuse(field, fmt::format("a list of at most {} entries", size_max));
    return none;
  }
  return *value;
}

std::string ManifestReader::one_of(char const* field, std::string_view fallback,
                                   std::vector<std::string_view> const& choices) {
  std::string value = text_or(field, fallback);
  if (std::find(choices.begin(), choices.end(), value) == choices.end()) {
    refuse(field, fmt::format("one of: {}", fmt::join(choices, ", ")));
  }
  return value;
}

ModelInput ManifestReader::input(char const* field) {
  static const Json none = Json::object();
  Json const* value = find(field);
  ManifestReader reader(value == nullptr ? none : *value, where_ + "." + field);
  ModelInput input;
  input.name = reader.text_or("name", "");
  input.width_px = reader.integer("width_px", 0, 4096);
  input.height_px = reader.integer("height_px", 0, 4096);
  input.side_multiple = reader.integer_or("side_multiple", 1, 1, 256);
  input.layout = reader.one_of("layout", "NHWC", {"NHWC", "NCHW"});
  input.color = reader.one_of("color", "RGB", {"RGB", "BGR", "GRAY"});
  input.mean = reader.numbers("mean", 3);
  input.scale = reader.numbers("scale", 3);
  std::size_t const channels = input.color == "GRAY" ? 1 : 3;
  auto const fits = [&](std::vector<float> const& list) {
    return list.empty() || list.size() == channels;
  };
  if (!fits(input.mean)) reader.refuse("mean", fmt::format("{} numbers", channels));
  bool const has_zero = std::count(input.scale.begin(), input.scale.end(), 0.0f) > 0;
  if (!fits(input.scale) || has_zero) {
    reader.refuse("scale", fmt::format("{} numbers, none of them 0", channels));
  }
  std::string const fit = reader.one_of("fit", "stretch", {"stretch", "letterbox", "crop"});
  input.fit = fit == "crop" ? Fit::crop : fit == "letterbox" ? Fit::letterbox : Fit::stretch;
  input.resize_px = reader.integer_or("resize_px", 0, 0, 4096);
  if (reader.failed() && !error_) error_ = reader.error();
  return input;
}

ModelManifest ManifestReader::model() {
  ModelManifest model;
  model.name = text("name");
  model.version = text_or("version", "1");
  model.license = text_or("license", "");
  model.source = text_or("source", "");
  std::vector<std::string_view> tasks;
  for (const Task task : kTasks) tasks.push_back(to_string(task));
  std::string const task = one_of("task", "", tasks);
  for (const Task candidate : kTasks) {
    if (to_string(candidate) == task) model.task = candidate;
  }
  std::vector<std::string_view> decoders;
  for (TaskDecoder const& entry : kDecoders) {
    if (entry.task == model.task) decoders.push_back(entry.decoder);
  }
  model.decoder = one_of("decoder", "", decoders);
  model.file = text("file");
  std::string const extension = model.file.extension().string();
  if (extension != ".xml" && extension != ".onnx" && extension != ".tflite") {
    refuse("file", "an OpenVINO IR (.xml), ONNX (.onnx) or TFLite (.tflite) file");
  }
  model.sha256 = texts("sha256");
  model.input = input("input");
  model.outputs = texts("outputs");
  if (model.outputs.empty()) refuse("outputs", "an object of roles and tensor names");
  model.precision = one_of("precision", "auto", {"auto", "f32"});
  Json const* parameters = find("parameters");
  model.parameters = parameters == nullptr ? Json::object() : *parameters;
  if (!model.parameters.is_object()) refuse("parameters", "an object");
  return model;
}

std::string_view to_string(Task task) noexcept {
  switch (task) {
    case Task::labels:
      return "labels";
    case Task::objects:
      return "objects";
    case Task::faces:
      return "faces";
    case Task::face_landmarks:
      return "face-landmarks";
    case Task::face_attributes:
      return "face-attributes";
    case Task::face_eyes:
      return "face-eyes";
    case Task::face_emotions:
      return "face-emotions";
    case Task::text_regions:
      return "text-regions";
    case Task::text_lines:
      return "text-lines";
    case Task::moderation:
      return "moderation";
  }
  return "labels";
}

}  // namespace helio::vision
