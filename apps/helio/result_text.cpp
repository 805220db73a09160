#include "helio/result_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/json_members.hpp"
#include "helio/terminal_text.hpp"
#include "helio/text_blocks.hpp"

namespace helio::cli {
namespace {

constexpr std::size_t kFacesMax = 10;
constexpr std::size_t kLinesOfTextMax = 20;

// What a server sends may lack a member or hold another type: then there is nothing to show.
std::string text_at(Json const& object, char const* name) {
  return printable(text_member(object, name));
}

double number_at(Json const& object, char const* name) {
  Json const& value = member(object, name);
  return value.is_number() ? value.get<double>() : 0;
}

Json const& list_at(Json const& object, char const* name) {
  static Json const none = Json::array();
  Json const& value = member(object, name);
  return value.is_array() ? value : none;
}

Json const& object_at(Json const& object, char const* name) {
  static Json const none = Json::object();
  Json const& value = member(object, name);
  return value.is_object() ? value : none;
}

char const* colour_of(std::string const& status) {
  if (status == "COMPLETED") return "32";
  if (status == "PROCESSING") return "36";
  return status == "LOW_CONFIDENCE" ? "33" : "31";
}

std::vector<std::string> named_items(Json const& list) {
  std::vector<std::string> items;
  for (auto const& each : list) {
    items.push_back(
        fmt::format("{} {:.0f}%", text_at(each, "Name"), number_at(each, "Confidence")));
  }
  return items;
}

std::vector<std::string> face_lines(Json const& faces) {
  std::vector<std::string> lines;
  for (auto const& face : faces) {
    if (lines.size() == kFacesMax) {
      lines.push_back(fmt::format("and {} more (--json has all)", faces.size() - kFacesMax));
      break;
    }
    auto const& age = object_at(face, "AgeRange");
    auto const& emotions = list_at(face, "Emotions");
    std::string line = text_at(object_at(face, "Gender"), "Value");
    if (!age.empty()) {
      line += fmt::format("{}age {:.0f}-{:.0f}", line.empty() ? "" : ", ", number_at(age, "Low"),
                          number_at(age, "High"));
    }
    if (!emotions.empty()) line += ", " + text_at(emotions[0], "Type");
    lines.push_back(line.empty() ? "too small to say more" : line);
  }
  return lines;
}

std::vector<std::string> text_lines(Json const& text) {
  std::vector<std::string> lines;
  for (auto const& found : text) {
    if (text_at(found, "Type") != "LINE") continue;
    if (lines.size() == kLinesOfTextMax) {
      lines.emplace_back("and more (--json has all)");
      break;
    }
    lines.push_back(fmt::format("{:3.0f}%  {}", number_at(found, "Confidence"),
                                text_at(found, "DetectedText")));
  }
  return lines;
}

std::vector<std::string> image_facts(Json const& record) {
  auto const& image = object_at(record, "image");
  if (image.empty()) return {};
  // A picture that could not be read has a size in bytes only.
  std::string facts = text_at(image, "format");
  auto const width = number_at(image, "width_px"), height = number_at(image, "height_px");
  if (width > 0 && height > 0) {
    facts += fmt::format("{}{:.0f} x {:.0f}", facts.empty() ? "" : " ", width, height);
  }
  std::vector<std::string> items;
  if (!facts.empty()) items.push_back(std::move(facts));
  items.push_back(size_text(static_cast<std::uint64_t>(number_at(image, "size_bytes"))));
  return items;
}

std::vector<std::string> time_items(Json const& record) {
  std::vector<std::string> items;
  for (auto const& [step, ms] : object_at(record, "timings_ms").items()) {
    if (ms.is_number()) items.push_back(fmt::format("{} {:.0f}", step, ms.get<double>()));
  }
  return items;
}

std::string file_of(Json const& record) {
  std::string const key = text_at(record, "key");
  return key.substr(key.rfind('/') + 1);
}

}  // namespace

std::string result_line(Json const& record, TableStyle style) {
  std::string const status = text_at(record, "status");
  auto const failure = text_at(object_at(record, "error"), "code");
  auto const found = wrap(named_items(list_at(record, "labels")), ", ", 200);
  std::string line =
      fmt::format("{}  {:<14}  {}  {}  ", text_at(record, "created_at").substr(0, 19), status,
                  text_at(record, "image_id"), file_of(record));
  line += failure.empty() ? (found.empty() ? "" : found[0]) : failure;
  if (style.columns != kWholeLines) line = shorten(line, style.columns);
  auto const at = line.find(status);
  if (style.colour && at != std::string::npos) {
    line.replace(at, status.size(), painted(status, colour_of(status), style));
  }
  return line + "\n";
}

std::string result_table(Json const& record, TableStyle style) {
  int const room = style.columns - kNameColumns;
  std::string const status = text_at(record, "status");
  std::string text = painted(shorten(file_of(record), style.columns), "1;36", style) + "\n";
  text += block("Image id", {text_at(record, "image_id")}, "", style);
  text += block("Status", {status}, "", style);
  auto const& error = object_at(record, "error");
  if (!error.empty()) {
    text +=
        block("Error", fold(text_at(error, "message") + " [" + text_at(error, "code") + "]", room),
              "", style);
  }
  text += block("Object", fold(text_at(record, "bucket") + "/" + text_at(record, "key"), room), "",
                style);
  text += block("Image", wrap(image_facts(record), ", ", room), "not looked at", style);
  if (status == "COMPLETED" || status == "LOW_CONFIDENCE") {
    text += block("Labels", wrap(named_items(list_at(record, "labels")), ", ", room), "none found",
                  style);
    text += block("Faces", face_lines(list_at(record, "faces")), "none found", style);
    text += block("Text", text_lines(list_at(record, "text")), "none found", style);
    text += block("Moderation", wrap(named_items(list_at(record, "moderation")), ", ", room),
                  "nothing to report", style);
  }
  auto const times = wrap(time_items(record), ", ", room);
  if (!times.empty()) text += block("Time in ms", times, "", style);
  return text;
}

}  // namespace helio::cli
