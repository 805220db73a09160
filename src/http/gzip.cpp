#include "http/gzip.hpp"

#include <array>
#include <charconv>
#include <new>

#include <zlib.h>

#include "http/media_type.hpp"
#include "http/text.hpp"

namespace helio::http {
namespace {

// "gzip;q=0.5" -> true, "gzip;q=0" -> false
bool is_wanted(std::string_view item) {
  auto const semicolon = item.find(';');
  if (semicolon == std::string_view::npos) return true;
  auto const parameter = trimmed(item.substr(semicolon + 1));
  if (!same_word(parameter.substr(0, 2), "q=")) return true;
  auto const digits = parameter.substr(2);
  return digits.find_first_of("123456789") != std::string_view::npos;
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
  bool any = false;
  for (auto const item : list_of(accept_encoding)) {
    auto const coding = trimmed(item.substr(0, item.find(';')));
    if (same_word(coding, "gzip") || same_word(coding, "x-gzip")) return is_wanted(item);
    if (coding == "*") any = is_wanted(item);
  }
  return any;
}

std::string gzip(std::string_view text) {
  z_stream stream{};
  // 15 bits of window, 16 more for gzip's own head and tail.
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) !=
      Z_OK) {
    throw std::bad_alloc();
  }
  std::string out(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string gunzip(std::string_view compressed) {
  z_stream stream{};
  if (inflateInit2(&stream, 15 + 16) != Z_OK) throw std::bad_alloc();
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(compressed.data()));
  stream.avail_in = static_cast<uInt>(compressed.size());
  std::string out;
  std::array<char, 16'384> piece{};
  int status = Z_OK;
  while (status == Z_OK) {
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    status = inflate(&stream, Z_NO_FLUSH);
    out.append(piece.data(), piece.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  return out;
}

void compress(RequestHead const& head, Response& response) {
  if (response.stream || response.feed || response.body.size() < kGzipBytesMin) return;
  // zlib counts in 32 bits; nothing answered from memory comes near.
  if (response.body.size() > (std::size_t{1} << 30U)) return;
  if (response.headers.get("Content-Encoding") || response.headers.get("Content-Range")) return;
  if (!is_compressible(response.headers.get("Content-Type").value_or(""))) return;
  response.headers.add("Vary", "Accept-Encoding");
  if (!accepts_gzip(head.headers.get("Accept-Encoding").value_or(""))) return;
  response.body = gzip(response.body);
  response.headers.add("Content-Encoding", "gzip");
  if (auto const etag = response.headers.get("ETag"); etag && !etag->starts_with("W/")) {
    response.headers.set("ETag", "W/" + std::string(*etag));
  }
}

}  // namespace helio::http
