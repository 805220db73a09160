// Media types (RFC 9110 §8.3): "image/jpeg; q=1".
#pragma once

#include <string>
#include <string_view>

namespace helio::http {

// "Text/HTML; charset=utf-8" -> "text/html"; what is no media type gives "".
[[nodiscard]] std::string essence_of(std::string_view content_type);

// True for application/json and everything that ends in +json.
[[nodiscard]] bool is_json(std::string_view content_type);

// Text that gzip makes smaller; event streams are not among them.
[[nodiscard]] bool is_compressible(std::string_view content_type);

// By the file's extension: "index.html" -> "text/html; charset=utf-8"; application/octet-stream
// for what is not known.
[[nodiscard]] std::string_view media_type_of_file(std::string_view name);

}  // namespace helio::http
