// gzip of whole answers (RFC 1952), for text of a kilobyte or more.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "http/handler.hpp"

namespace helio::http {

// Below, the answer fits one packet anyway.
inline constexpr std::size_t kGzipBytesMin = 1024;

// Whether Accept-Encoding takes gzip: "gzip", "*", but not "gzip;q=0".
[[nodiscard]] bool accepts_gzip(std::string_view accept_encoding);

// Compresses `response.body` where the request accepts it, the media type is text, and it has no
// encoding yet. Streams and feeds are left alone. An ETag becomes a weak one: other bytes.
void compress(RequestHead const& head, Response& response);

[[nodiscard]] std::string gzip(std::string_view text);

// Undoes gzip(). For bytes of our own making: what is no gzip gives what could be read of it.
[[nodiscard]] std::string gunzip(std::string_view compressed);

}  // namespace helio::http
