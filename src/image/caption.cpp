#include "image/caption.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace helio::image {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kEllipsis = "\xE2\x80\xA6";

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// The length of the well-formed sequence that starts `text`, or 0 (Unicode 15, table 3-7).
std::size_t sequence_bytes(std::string_view text) {
  auto const first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) return 1;
  std::size_t const length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if (!continues(text[i])) return 0;
  }
  auto const second = static_cast<unsigned char>(text[1]);
  bool const overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  bool const surrogate = first == 0xED && second >= 0xA0;
  bool const beyond = first == 0xF4 && second >= 0x90;
  return overlong || surrogate || beyond ? 0 : length;
}

double overlap(Plate const& a, Plate const& b) {
  double const width =
      std::min(a.x_px + a.width_px, b.x_px + b.width_px) - std::max(a.x_px, b.x_px);
  double const height =
      std::min(a.y_px + a.height_px, b.y_px + b.height_px) - std::max(a.y_px, b.y_px);
  return width > 0 && height > 0 ? width * height : 0;
}

Plate moved_inside(Plate plate, Plate const& picture) {
  plate.x_px = std::max(0.0, std::min(plate.x_px, picture.width_px - plate.width_px));
  plate.y_px = std::max(0.0, std::min(plate.y_px, picture.height_px - plate.height_px));
  return plate;
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string line;
  while (!text.empty()) {
    std::size_t const length = sequence_bytes(text);
    if (length == 0) {
      line += kReplacement;
    } else if (length == 1 && (static_cast<unsigned char>(text[0]) < 0x20 || text[0] == 0x7F)) {
      line += ' ';
    } else {
      line += text.substr(0, length);
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return line;
}

std::string shorten(std::string_view text, double width_max_px,
                    std::function<double(std::string const&)> const& width_of) {
  std::string whole(text);
  if (width_of(whole) <= width_max_px) return whole;
  std::vector<std::size_t> ends = {0};  // where the text may be cut: between characters
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (!continues(text[i])) ends.push_back(i);
  }
  auto const cut = [&](std::size_t end) {
    std::string start(text.substr(0, end));
    start.erase(start.find_last_not_of(' ') + 1);
    return start + std::string(kEllipsis);
  };
  auto const first_too_long = std::partition_point(ends.begin(), ends.end(), [&](std::size_t end) {
    return width_of(cut(end)) <= width_max_px;
  });
  if (first_too_long == ends.begin()) return {};
  return cut(*(first_too_long - 1));
}

Plate place_plate(double width_px, double height_px, Plate const& box, Plate const& picture,
                  std::span<Plate const> taken) {
  double const left = box.x_px;
  double const right = box.x_px + box.width_px - width_px;
  double const above = box.y_px - height_px;
  double const below = box.y_px + box.height_px;
  std::vector<std::array<double, 2>> const corners = {
      {left, above},
      {left, box.y_px},
      {left, below},
      {left, below - height_px},
      {right, above},
      {right, box.y_px},
      {right, below},
      {box.x_px + box.width_px, box.y_px},
      {left - width_px, box.y_px},
      {left, box.y_px + height_px},
      {left, box.y_px + 2 * height_px},
      {left, above - height_px},
      {left, below + height_px},
  };
  Plate best;
  double best_overlap = -1;
  for (auto const& [x, y] : corners) {
    Plate const plate = moved_inside({x, y, width_px, height_px}, picture);
    double covered = 0;
    for (Plate const& other : taken) covered += overlap(plate, other);
    if (best_overlap < 0 || covered < best_overlap) {
      best = plate;
      best_overlap = covered;
    }
    if (covered == 0) break;
  }
  return best;
}

}  // namespace helio::image
