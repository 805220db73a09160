#include "image/exif.hpp"

#include <cmath>

#include "image/tiff_directory.hpp"

namespace helio::image {
namespace {

using Directory = TiffReader::Directory;

constexpr std::uint16_t kMake = 0x010F;
constexpr std::uint16_t kModel = 0x0110;
constexpr std::uint16_t kOrientation = 0x0112;
constexpr std::uint16_t kSoftware = 0x0131;
constexpr std::uint16_t kExifDirectory = 0x8769;
constexpr std::uint16_t kGpsDirectory = 0x8825;
constexpr std::uint16_t kExposureTime = 0x829A;
constexpr std::uint16_t kFNumber = 0x829D;
constexpr std::uint16_t kIso = 0x8827;
constexpr std::uint16_t kDateTimeOriginal = 0x9003;
constexpr std::uint16_t kOffsetTimeOriginal = 0x9011;
constexpr std::uint16_t kFocalLength = 0x920A;
constexpr std::uint16_t kLensModel = 0xA434;
constexpr std::uint16_t kLatitudeRef = 1;
constexpr std::uint16_t kLatitude = 2;
constexpr std::uint16_t kLongitudeRef = 3;
constexpr std::uint16_t kLongitude = 4;
constexpr std::uint16_t kAltitudeRef = 5;
constexpr std::uint16_t kAltitude = 6;

std::string text_of(Directory const& directory, std::uint16_t tag) {
  auto const* const entry = directory.find(tag);
  return entry == nullptr ? std::string() : TiffReader::text(*entry);
}

std::optional<double> positive(TiffReader const& reader, Directory const& directory,
                               std::uint16_t tag, double max) {
  auto const* const entry = directory.find(tag);
  if (entry == nullptr) return std::nullopt;
  const std::optional<double> value = reader.number(*entry);
  if (!value || !(*value > 0 && *value <= max)) return std::nullopt;
  return value;
}

// `pattern`: 0 stands for a digit, all else for itself.
bool matches(std::string_view text, std::string_view pattern) {
  if (text.size() != pattern.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const digit = text[i] >= '0' && text[i] <= '9';
    if (pattern[i] == '0' ? !digit : text[i] != pattern[i]) return false;
  }
  return true;
}

// "2024:05:01 12:30:00" and "+02:00" to "2024-05-01T12:30:00+02:00". Cameras without a set clock
// write zeros, which are no date.
std::string iso_8601(std::string text, std::string_view offset) {
  if (!matches(text, "0000:00:00 00:00:00")) return {};
  auto const two = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
  int const month = two(5);
  int const day = two(8);
  if (month < 1 || month > 12 || day < 1 || day > 31) return {};
  if (two(11) > 23 || two(14) > 59 || two(17) > 60) return {};
  text[4] = '-';
  text[7] = '-';
  text[10] = 'T';
  if (matches(offset, "+00:00") || matches(offset, "-00:00") || offset == "Z") text += offset;
  return text;
}

// Degrees, minutes, seconds. EXIF 2.32 §4.6.6.
std::optional<double> degrees(TiffReader const& reader, Directory const& gps, std::uint16_t tag,
                              double max) {
  auto const* const entry = gps.find(tag);
  if (entry == nullptr) return std::nullopt;
  const std::optional<double> whole = reader.number(*entry, 0);
  if (!whole) return std::nullopt;
  double const minutes = reader.number(*entry, 1).value_or(0);
  double const seconds = reader.number(*entry, 2).value_or(0);
  double const value = *whole + minutes / 60 + seconds / 3600;
  if (!(value >= 0 && value <= max)) return std::nullopt;
  return value;
}

std::optional<GpsPosition> read_gps(TiffReader const& reader, Directory const& gps) {
  const std::optional<double> latitude = degrees(reader, gps, kLatitude, 90);
  const std::optional<double> longitude = degrees(reader, gps, kLongitude, 180);
  if (!latitude || !longitude) return std::nullopt;
  GpsPosition position;
  position.latitude_deg = text_of(gps, kLatitudeRef) == "S" ? -*latitude : *latitude;
  position.longitude_deg = text_of(gps, kLongitudeRef) == "W" ? -*longitude : *longitude;
  if (auto const* const entry = gps.find(kAltitude)) {
    const std::optional<double> altitude = reader.number(*entry);
    auto const* const ref = gps.find(kAltitudeRef);
    bool const below_sea = ref != nullptr && reader.number(*ref).value_or(0) == 1;
    if (altitude && std::isfinite(*altitude)) {
      position.altitude_m = below_sea ? -*altitude : *altitude;
    }
  }
  return position;
}

void read_exposure(TiffReader const& reader, Directory const& directory, Exif& exif) {
  exif.exposure_time_s = positive(reader, directory, kExposureTime, 1e6);
  exif.f_number = positive(reader, directory, kFNumber, 1e3);
  exif.focal_length_mm = positive(reader, directory, kFocalLength, 1e5);
  if (auto const iso = positive(reader, directory, kIso, 1e8)) exif.iso = static_cast<int>(*iso);
  exif.lens_model = text_of(directory, kLensModel);
  exif.taken_at =
      iso_8601(text_of(directory, kDateTimeOriginal), text_of(directory, kOffsetTimeOriginal));
}

// The directory an entry points at. Only two levels are ever followed, so loops cannot matter.
std::optional<Directory> sub_directory(TiffReader const& reader, Directory const& from,
                                       std::uint16_t tag) {
  auto const* const entry = from.find(tag);
  if (entry == nullptr) return std::nullopt;
  const std::optional<std::uint32_t> offset = reader.whole(*entry);
  return offset ? reader.read(*offset) : std::nullopt;
}

}  // namespace

ExifRead read_exif(BytesView tiff) {
  ExifRead read;
  const std::optional<TiffReader> reader = TiffReader::open(tiff);
  if (!reader) return read;
  const std::optional<Directory> main = reader->read(reader->first_directory());
  if (!main) return read;
  if (auto const* const entry = main->find(kOrientation)) {
    std::uint32_t const value = reader->whole(*entry).value_or(1);
    if (value >= 1 && value <= 8) read.orientation = static_cast<int>(value);
  }
  read.exif.camera_make = text_of(*main, kMake);
  read.exif.camera_model = text_of(*main, kModel);
  read.exif.software = text_of(*main, kSoftware);
  if (auto const exposure = sub_directory(*reader, *main, kExifDirectory)) {
    read_exposure(*reader, *exposure, read.exif);
  }
  if (auto const gps = sub_directory(*reader, *main, kGpsDirectory)) {
    read.exif.gps = read_gps(*reader, *gps);
  }
  return read;
}

}  // namespace helio::image
