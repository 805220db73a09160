#include "vision/colours.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "vision/css_colours.hpp"

namespace helio::vision {
namespace {

constexpr int kSide = 48;          // pixels looked at, per side
constexpr float kApart = 0.09f;    // OKLab: colours nearer than this are shades of one
constexpr double kPercentMin = 1;  // rarer colours are not dominant
constexpr int kRefinements = 3;    // k-means rounds; more do not move the centres visibly

struct Lab {
  float l = 0, a = 0, b = 0;  // l 0..1
};

float squared_distance(Lab const& p, Lab const& q) {
  float const dl = p.l - q.l;
  float const da = p.a - q.a;
  float const db = p.b - q.b;
  return dl * dl + da * da + db * db;
}

// sRGB's transfer curve (IEC 61966-2-1), for each byte.
std::array<float, 256> const& linear_light() {
  static std::array<float, 256> const table = [] {
    std::array<float, 256> made{};
    for (std::size_t i = 0; i < made.size(); ++i) {
      double const v = static_cast<double>(i) / 255.0;
      made[i] = static_cast<float>(v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4));
    }
    return made;
  }();
  return table;
}

Lab to_lab(Rgb rgb) {
  auto const& linear = linear_light();
  float const r = linear[rgb[0]];
  float const g = linear[rgb[1]];
  float const b = linear[rgb[2]];
  float const l = std::cbrt(0.4122214708f * r + 0.5363325363f * g + 0.0514459929f * b);
  float const m = std::cbrt(0.2119034982f * r + 0.6806995451f * g + 0.1073969566f * b);
  float const s = std::cbrt(0.0883024619f * r + 0.2817188376f * g + 0.6299787005f * b);
  return {0.2104542553f * l + 0.7936177850f * m - 0.0040720468f * s,
          1.9779984951f * l - 2.4285922050f * m + 0.4505937099f * s,
          0.0259040371f * l + 0.7827717662f * m - 0.8086757660f * s};
}

// Pixels of one small cell of the RGB cube, or of one cluster of such cells.
struct Group {
  std::array<std::uint32_t, 3> sums{};
  std::uint32_t count = 0;
  Lab lab;

  void add(Group const& other) {
    for (std::size_t c = 0; c < 3; ++c) sums[c] += other.sums[c];
    count += other.count;
  }
  [[nodiscard]] Rgb mean() const {
    Rgb rgb{};
    for (std::size_t c = 0; c < 3; ++c) {
      rgb[c] = static_cast<std::uint8_t>((sums[c] + count / 2) / count);
    }
    return rgb;
  }
};

// 16 steps per channel: what differs less is one shade. Most frequent first.
std::vector<Group> shades_of(std::span<Rgb const> pixels) {
  std::vector<Group> cube(16 * 16 * 16);
  for (Rgb const& rgb : pixels) {
    Group& cell = cube[(rgb[0] >> 4U) * 256U + (rgb[1] >> 4U) * 16U + (rgb[2] >> 4U)];
    for (std::size_t c = 0; c < 3; ++c) cell.sums[c] += rgb[c];
    ++cell.count;
  }
  std::erase_if(cube, [](Group const& cell) { return cell.count == 0; });
  for (Group& cell : cube) cell.lab = to_lab(cell.mean());
  std::stable_sort(cube.begin(), cube.end(),
                   [](Group const& a, Group const& b) { return a.count > b.count; });
  return cube;
}

std::size_t nearest(Lab const& lab, std::span<Group const> centres) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < centres.size(); ++i) {
    if (squared_distance(lab, centres[i].lab) < squared_distance(lab, centres[best].lab)) best = i;
  }
  return best;
}

// The most frequent shades that look apart are where k-means starts: no chance in it, so that one
// picture has one answer.
std::vector<Group> cluster(std::span<Group const> shades, std::size_t colours_max) {
  std::vector<Group> centres;
  for (Group const& shade : shades) {
    if (centres.size() >= colours_max) break;
    bool const apart = std::all_of(centres.begin(), centres.end(), [&](Group const& centre) {
      return squared_distance(shade.lab, centre.lab) > kApart * kApart;
    });
    if (apart) centres.push_back(shade);
  }
  for (int round = 0; round < kRefinements && !centres.empty(); ++round) {
    std::vector<Group> next(centres.size());
    for (Group const& shade : shades) next[nearest(shade.lab, centres)].add(shade);
    std::erase_if(next, [](Group const& group) { return group.count == 0; });
    for (Group& group : next) group.lab = to_lab(group.mean());
    centres = std::move(next);
  }
  return centres;
}

}  // namespace

std::vector<DominantColor> dominant_colours(std::span<Rgb const> pixels, std::size_t colours_max) {
  std::vector<Group> clusters = cluster(shades_of(pixels), colours_max);
  std::stable_sort(clusters.begin(), clusters.end(),
                   [](Group const& a, Group const& b) { return a.count > b.count; });
  std::vector<DominantColor> colours;
  for (Group const& group : clusters) {
    double const percent = 100.0 * group.count / static_cast<double>(pixels.size());
    if (percent < kPercentMin) break;
    Rgb const rgb = group.mean();
    colours.push_back({rgb, std::string(css_name(rgb)), std::string(simple_name(rgb)), percent});
  }
  return colours;
}

std::vector<DominantColor> dominant_colours(image::PixelsView picture, std::size_t colours_max) {
  if (picture.empty()) return {};
  std::vector<Rgb> pixels;
  int const columns = std::min(kSide, picture.width_px);
  int const rows = std::min(kSide, picture.height_px);
  pixels.reserve(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
  for (int y = 0; y < rows; ++y) {
    std::uint8_t const* row = picture.row((2 * y + 1) * picture.height_px / (2 * rows));
    for (int x = 0; x < columns; ++x) {
      std::uint8_t const* p =
          row + std::ptrdiff_t{3} * ((2 * x + 1) * picture.width_px / (2 * columns));
      pixels.push_back({p[0], p[1], p[2]});
    }
  }
  return dominant_colours(pixels, colours_max);
}

std::string_view css_name(Rgb rgb) {
  static std::vector<Lab> const named = [] {
    std::vector<Lab> made;
    for (CssColour const& colour : css_colours()) {
      made.push_back(to_lab({static_cast<std::uint8_t>(colour.rgb >> 16U),
                             static_cast<std::uint8_t>(colour.rgb >> 8U),
                             static_cast<std::uint8_t>(colour.rgb)}));
    }
    return made;
  }();
  Lab const lab = to_lab(rgb);
  auto const best = std::min_element(named.begin(), named.end(), [&](Lab const& a, Lab const& b) {
    return squared_distance(lab, a) < squared_distance(lab, b);
  });
  return css_colours()[static_cast<std::size_t>(best - named.begin())].name;
}

std::string_view simple_name(Rgb rgb) {
  Lab const lab = to_lab(rgb);
  float const chroma = std::hypot(lab.a, lab.b);
  if (lab.l < 0.22f || (lab.l < 0.30f && chroma < 0.03f)) return "black";
  bool const colourless = chroma < (lab.l < 0.45f ? 0.045f : 0.035f);
  if (colourless) return lab.l > 0.92f ? "white" : "grey";
  float const turn = std::atan2(lab.b, lab.a) * 180.0f / std::numbers::pi_v<float>;
  float const hue = turn < 0 ? turn + 360.0f : turn;
  bool const pale = lab.l > 0.72f;
  if (hue < 15) return pale || lab.l > 0.6f ? "pink" : "red";
  if (hue < 40) return pale ? "pink" : chroma < 0.14f ? "brown" : "red";
  if (hue < 95) {  // browns are dark or dull oranges
    if (lab.l > 0.92f && chroma < 0.06f) return "white";
    if (lab.l < 0.62f || chroma < 0.11f) return "brown";
    return hue < 80 ? "orange" : "yellow";
  }
  if (hue < 115) return lab.l > 0.6f ? "yellow" : "green";
  if (hue < 175) return "green";
  if (hue < 220) return "cyan";
  if (hue < 290) return "blue";
  if (hue < 335) return "purple";
  return lab.l > 0.55f ? "pink" : "purple";
}

}  // namespace helio::vision
