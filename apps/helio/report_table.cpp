#include "helio/report_table.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "helio/terminal_text.hpp"
#include "helio/text_blocks.hpp"

namespace helio::cli {
namespace {

constexpr std::size_t kFacesMax = 10;
constexpr std::size_t kLinesOfTextMax = 20;

std::vector<std::string> image_facts(vision::ImageReport const& report) {
  image::Header const& header = report.header;
  std::string format(image::to_string(header.format));
  std::transform(format.begin(), format.end(), format.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  std::vector<std::string> facts = {
      fmt::format("{} {} x {}", format, header.width_px, header.height_px),
      size_text(report.size_bytes)};
  if (!header.exif.camera_model.empty()) facts.push_back(printable(header.exif.camera_model));
  if (!header.exif.taken_at.empty()) facts.push_back(printable(header.exif.taken_at));
  if (header.exif.gps) {
    facts.push_back(fmt::format("{:.5f}, {:.5f}", header.exif.gps->latitude_deg,
                                header.exif.gps->longitude_deg));
  }
  return facts;
}

std::vector<std::string> label_items(std::vector<vision::Label> const& labels) {
  std::vector<std::string> items;
  for (vision::Label const& label : labels) {
    std::string item = fmt::format("{} {:.0f}%", printable(label.name), label.confidence);
    if (label.instances.size() > 1) item += fmt::format(" ({} boxes)", label.instances.size());
    items.push_back(std::move(item));
  }
  return items;
}

std::string face_item(vision::FaceDetail const& face) {
  std::string text;
  auto const add = [&text](std::string const& part) { text += (text.empty() ? "" : ", ") + part; };
  if (face.gender) add(fmt::format("{} {:.0f}%", *face.gender, face.gender_confidence));
  if (face.age_low && face.age_high) add(fmt::format("age {}-{}", *face.age_low, *face.age_high));
  if (!face.emotions.empty()) {
    add(fmt::format("{} {:.0f}%", face.emotions[0].type, face.emotions[0].confidence));
  }
  if (face.smile && face.smile->value) add("smiling");
  if (face.eyes_open && !face.eyes_open->value) add("eyes closed");
  if (face.mouth_open && face.mouth_open->value) add("mouth open");
  if (text.empty()) add("too small to say more");
  return fmt::format("{} ({:.0f}% wide)", text, 100 * face.box.width);
}

std::vector<std::string> face_lines(std::vector<vision::FaceDetail> const& faces) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < std::min(faces.size(), kFacesMax); ++i) {
    lines.push_back(face_item(faces[i]));
  }
  if (faces.size() > kFacesMax) {
    lines.push_back(fmt::format("and {} more (--json has all)", faces.size() - kFacesMax));
  }
  return lines;
}

std::vector<std::string> text_lines(std::vector<vision::TextDetection> const& text) {
  std::vector<std::string> lines;
  std::size_t more = 0;
  for (vision::TextDetection const& each : text) {
    if (!each.is_line) continue;
    if (lines.size() < kLinesOfTextMax) {
      lines.push_back(fmt::format("{:3.0f}%  {}", each.confidence, printable(each.text)));
    } else {
      ++more;
    }
  }
  if (more > 0) lines.push_back(fmt::format("and {} more (--json has all)", more));
  return lines;
}

std::vector<std::string> moderation_items(std::vector<vision::ModerationLabel> const& labels) {
  std::vector<std::string> items;
  for (vision::ModerationLabel const& label : labels) {
    std::string item = fmt::format("{} {:.0f}%", printable(label.name), label.confidence);
    if (!label.parent_name.empty()) item += fmt::format(" ({})", printable(label.parent_name));
    items.push_back(std::move(item));
  }
  return items;
}

std::vector<std::string> property_items(vision::ImageProperties const& properties) {
  std::vector<std::string> items = {fmt::format("brightness {:.0f}", properties.quality.brightness),
                                    fmt::format("sharpness {:.0f}", properties.quality.sharpness),
                                    fmt::format("contrast {:.0f}", properties.quality.contrast)};
  for (vision::DominantColor const& colour : properties.dominant_colors) {
    items.push_back(fmt::format("{} {:.0f}%", colour.css_color, colour.pixel_percent));
  }
  return items;
}

std::vector<std::string> time_items(vision::Analysis const& analysis) {
  std::vector<std::string> items;
  for (auto const& [step, ms] : analysis.timings_ms) {
    items.push_back(fmt::format("{} {:.0f}", step, ms));
  }
  return items;
}

}  // namespace

std::string report_table(std::string const& file, vision::ImageReport const& report,
                         vision::Features const& features, TableStyle style) {
  vision::Analysis const& found = report.analysis;
  int const room = style.columns - kNameColumns;
  std::string text = painted(shorten(printable(file), style.columns), "1;36", style) + "\n";
  text += block("Image", wrap(image_facts(report), ", ", room), "", style);
  if (features.labels) {
    text += block("Labels", wrap(label_items(found.labels), ", ", room), "none found", style);
  }
  if (features.faces) text += block("Faces", face_lines(found.faces), "none found", style);
  if (features.text) text += block("Text", text_lines(found.text), "none found", style);
  if (features.moderation) {
    text += block("Moderation", wrap(moderation_items(found.moderation), ", ", room),
                  "nothing to report", style);
  }
  if (features.properties && found.properties) {
    text += block("Properties", wrap(property_items(*found.properties), ", ", room), "", style);
  }
  if (!found.timings_ms.empty()) {
    text += block("Time in ms", wrap(time_items(found), ", ", room), "", style);
  }
  return text;
}

std::string error_table(std::string const& file, Error const& error, TableStyle style) {
  std::string message = printable(error.message);
  std::string const name = printable(file);
  if (!message.starts_with(name + ": ")) message.insert(0, name + ": ");
  return painted("error: ", "1;31", style) + message + " [" + error.name + "]\n";
}

}  // namespace helio::cli
