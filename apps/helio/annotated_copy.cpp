#include "helio/annotated_copy.hpp"

#include <array>
#include <set>

#include <fmt/format.h>
#include <unistd.h>

#include "image/encode.hpp"
#include "image/mark_colours.hpp"

namespace helio::cli {
namespace {

namespace fs = std::filesystem;

using image::Colour;
using image::kFaceColour;
using image::kLabelColours;
using image::kTextColour;

std::vector<image::PointPx> outline(vision::BoundingBox const& box, int width_px, int height_px) {
  auto const x0 = static_cast<float>(box.left * width_px);
  auto const y0 = static_cast<float>(box.top * height_px);
  auto const x1 = static_cast<float>((box.left + box.width) * width_px);
  auto const y1 = static_cast<float>((box.top + box.height) * height_px);
  return {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}};
}

std::string face_caption(vision::FaceDetail const& face) {
  std::string caption = face.gender.value_or("Face");
  if (face.age_low && face.age_high)
    caption += fmt::format(" {}-{}", *face.age_low, *face.age_high);
  if (!face.emotions.empty()) caption += " " + face.emotions[0].type;
  return caption;
}

}  // namespace

std::vector<image::Mark> marks(vision::Analysis const& analysis, int width_px, int height_px) {
  std::vector<image::Mark> result;
  std::size_t kind = 0;
  for (vision::Label const& label : analysis.labels) {
    if (label.instances.empty()) continue;
    Colour const colour = kLabelColours[kind++ % kLabelColours.size()];
    for (vision::Instance const& instance : label.instances) {
      result.push_back({outline(instance.box, width_px, height_px),
                        fmt::format("{} {:.0f}%", label.name, instance.confidence), colour});
    }
  }
  for (vision::FaceDetail const& face : analysis.faces) {
    result.push_back({outline(face.box, width_px, height_px), face_caption(face), kFaceColour});
  }
  for (vision::TextDetection const& text : analysis.text) {
    if (!text.is_line) continue;
    image::Mark mark{{}, text.text, kTextColour};
    for (vision::Point const& point : text.polygon) {
      mark.outline.push_back(
          {static_cast<float>(point.x * width_px), static_cast<float>(point.y * height_px)});
    }
    result.push_back(std::move(mark));
  }
  return result;
}

std::vector<fs::path> annotated_names(std::vector<ImageFile> const& images,
                                      fs::path const& folder) {
  std::error_code ignored;  // a path that cannot be resolved is nobody's input
  std::set<fs::path> taken;
  for (ImageFile const& image : images) taken.insert(fs::weakly_canonical(image.path, ignored));
  std::vector<fs::path> names;
  for (ImageFile const& image : images) {
    std::string const stem = image.is_standard_input() ? "stdin" : image.path.stem().string();
    fs::path name = folder / (stem + ".annotated.jpg");
    for (int i = 2; !taken.insert(fs::weakly_canonical(name, ignored)).second; ++i) {
      name = folder / fmt::format("{}-{}.annotated.jpg", stem, i);
    }
    names.push_back(std::move(name));
  }
  return names;
}

Result<void> prepare_folder(fs::path const& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    return fail(Errc::forbidden, "AccessDenied",
                folder.string() + ": the folder cannot be made (" + error.message() + ").");
  }
  fs::path const probe = folder / fmt::format(".helio-{}", ::getpid());
  Result<void> written = write_file(probe, {});
  fs::remove(probe, error);
  return written;
}

Result<void> write_annotated(vision::ImageReport const& report, fs::path const& path) {
  image::PixelsView const picture = report.pixels.view();
  auto const found = marks(report.analysis, picture.width_px, picture.height_px);
  Result<image::Pixels> drawn = image::annotate(picture, found);
  if (!drawn) return fail(drawn);
  Result<Bytes> jpeg = image::encode_jpeg(drawn->view(), 90);
  if (!jpeg) return fail(jpeg);
  return write_file(path, *jpeg);
}

}  // namespace helio::cli
