#include "http/media_type.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "http/text.hpp"

namespace helio::http {
namespace {

// RFC 9110 §5.6.2
bool is_token(std::string_view text) {
  static constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           kMarks.find(c) != std::string_view::npos;
  });
}

constexpr std::pair<std::string_view, std::string_view> kByExtension[] = {
    {"avif", "image/avif"},
    {"bmp", "image/bmp"},
    {"css", "text/css; charset=utf-8"},
    {"gif", "image/gif"},
    {"heic", "image/heic"},
    {"html", "text/html; charset=utf-8"},
    {"ico", "image/x-icon"},
    {"jpeg", "image/jpeg"},
    {"jpg", "image/jpeg"},
    {"js", "text/javascript; charset=utf-8"},
    {"json", "application/json"},
    {"map", "application/json"},
    {"png", "image/png"},
    {"svg", "image/svg+xml"},
    {"tif", "image/tiff"},
    {"tiff", "image/tiff"},
    {"txt", "text/plain; charset=utf-8"},
    {"webmanifest", "application/manifest+json"},
    {"webp", "image/webp"},
    {"woff2", "font/woff2"},
};

}  // namespace

std::string essence_of(std::string_view content_type) {
  std::string const essence = lower(trimmed(content_type.substr(0, content_type.find(';'))));
  auto const slash = essence.find('/');
  if (slash == std::string::npos || !is_token(std::string_view(essence).substr(0, slash)) ||
      !is_token(std::string_view(essence).substr(slash + 1))) {
    return {};
  }
  return essence;
}

bool is_json(std::string_view content_type) {
  std::string const essence = essence_of(content_type);
  return essence == "application/json" || essence.ends_with("+json");
}

bool is_compressible(std::string_view content_type) {
  static constexpr std::array<std::string_view, 4> kMore = {
      "application/javascript", "application/yaml", "application/xml", "image/svg+xml"};
  std::string const essence = essence_of(content_type);
  if (essence == "text/event-stream") return false;
  return essence.starts_with("text/") || is_json(essence) ||
         std::ranges::find(kMore, essence) != kMore.end();
}

std::string_view media_type_of_file(std::string_view name) {
  auto const dot = name.rfind('.');
  std::string const extension =
      dot == std::string_view::npos ? std::string() : lower(name.substr(dot + 1));
  for (auto const& [known, type] : kByExtension) {
    if (extension == known) return type;
  }
  return "application/octet-stream";
}

}  // namespace helio::http
