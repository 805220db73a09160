#include "image/header_json.hpp"

#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

namespace helio::image {
namespace {

template <typename T>
void put(Json& object, char const* name, std::optional<T> const& value) {
  if (value) object[name] = *value;
}

void put(Json& object, char const* name, std::string const& value) {
  if (!value.empty()) object[name] = value;
}

Json exif_json(Exif const& exif) {
  Json object = Json::object();
  put(object, "camera_make", exif.camera_make);
  put(object, "camera_model", exif.camera_model);
  put(object, "lens_model", exif.lens_model);
  put(object, "software", exif.software);
  put(object, "taken_at", exif.taken_at);
  put(object, "exposure_time_s", exif.exposure_time_s);
  put(object, "f_number", exif.f_number);
  put(object, "focal_length_mm", exif.focal_length_mm);
  put(object, "iso", exif.iso);
  if (exif.gps) {
    Json position = {{"latitude_deg", exif.gps->latitude_deg},
                     {"longitude_deg", exif.gps->longitude_deg}};
    put(position, "altitude_m", exif.gps->altitude_m);
    object["gps"] = std::move(position);
  }
  return object;
}

}  // namespace

Json header_json(Header const& header, std::uint64_t size_bytes, std::string const& sha256) {
  return {{"format", to_string(header.format)},
          {"width_px", header.width_px},
          {"height_px", header.height_px},
          {"size_bytes", size_bytes},
          {"sha256", sha256},
          {"exif", exif_json(header.exif)}};
}

}  // namespace helio::image
