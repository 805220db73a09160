#include "http/site.hpp"

#include <algorithm>

#include "http/etag.hpp"
#include "http/gzip.hpp"
#include "http/media_type.hpp"
#include "http/problem.hpp"
#include "http/text.hpp"

namespace helio::http {
namespace {

constexpr std::string_view kIndex = "index.html";

std::string policy_of(SiteOptions const& options) {
  std::string policy =
      "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
      "img-src 'self' blob: data:; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
      "frame-ancestors 'none'; connect-src 'self'";
  for (auto const& origin : options.connect_origins) policy += " " + origin;
  return policy;
}

bool is_read(std::string_view method) { return method == "GET" || method == "HEAD"; }

bool wants_page(RequestHead const& head) {
  auto const accepted = list_of(head.headers.get("Accept").value_or(""));
  return is_read(head.method) && std::ranges::any_of(accepted, [](std::string_view item) {
           return essence_of(item) == "text/html";
         });
}

Response sent_to(std::string location) {
  Response response;
  response.status = 302;
  response.headers.add("Location", std::move(location));
  response.headers.add("Cache-Control", "no-store");
  return response;
}

// "assets/old-1.js" but not "images/7": what has an extension is a file.
bool looks_like_file(std::string_view name) {
  auto const segment = name.substr(name.rfind('/') + 1);
  return name.starts_with("assets/") ||
         (media_type_of_file(segment) != "application/octet-stream" &&
          name.find('/') == std::string_view::npos);
}

}  // namespace

Site::Site(std::span<SiteFile const> files, Handler& elsewhere, SiteOptions options)
    : files_(files), elsewhere_(elsewhere), prefix_(options.prefix), policy_(policy_of(options)) {}

Begun Site::begin(RequestHead const& head) {
  std::string_view const path = head.raw_path;
  if ((path == "/" && wants_page(head)) || path == prefix_) return sent_to(prefix_ + "/");
  if (!owns(path)) return elsewhere_.begin(head);
  if (!is_read(head.method)) {
    auto refusal =
        problem(405, "MethodNotAllowed", "The page's files are read by GET.", head.request_id);
    refusal.headers.add("Allow", "GET, HEAD");
    return refusal;
  }
  return answer(head, path.substr(prefix_.size() + 1));
}

bool Site::owns(std::string_view raw_path) const {
  return raw_path.starts_with(prefix_) &&
         (raw_path.size() == prefix_.size() || raw_path[prefix_.size()] == '/');
}

Response Site::answer(RequestHead const& head, std::string_view name) const {
  if (files_.empty()) {
    return problem(404, "PageNotBuilt",
                   "This helio was built without its web page; build it with HELIO_WEB=ON.",
                   head.request_id);
  }
  if (auto const* const found = find(name)) return file(head, *found);
  auto const* const index = find(kIndex);
  if (index == nullptr || looks_like_file(name)) {
    return problem(404, "NotFound", "The page has no such file; load it again.", head.request_id);
  }
  return file(head, *index);
}

Response Site::file(RequestHead const& head, SiteFile const& file) const {
  Response response;
  auto& headers = response.headers;
  headers.add("Content-Type", std::string(media_type_of_file(file.name)));
  headers.add("Cache-Control", file.hashed ? "public, max-age=31536000, immutable" : "no-cache");
  // Weak: the same tag stands for the compressed and the plain bytes.
  headers.add("ETag", "W/" + quoted_etag(file.etag));
  headers.add("Vary", "Accept-Encoding");
  headers.add("Content-Security-Policy", policy_);
  headers.add("X-Content-Type-Options", "nosniff");
  headers.add("Referrer-Policy", "no-referrer");
  headers.add("Cross-Origin-Opener-Policy", "same-origin");
  auto const condition = head.headers.get("If-None-Match");
  if (condition && etag_matches(*condition, quoted_etag(file.etag))) {
    response.status = 304;
    return response;
  }
  if (!file.gzipped) {
    response.body = file.bytes;
  } else if (accepts_gzip(head.headers.get("Accept-Encoding").value_or(""))) {
    headers.add("Content-Encoding", "gzip");
    response.body = file.bytes;
  } else {
    response.body = gunzip(file.bytes);
  }
  return response;
}

SiteFile const* Site::find(std::string_view name) const {
  auto const found = std::ranges::find(files_, name.empty() ? kIndex : name, &SiteFile::name);
  return found == files_.end() ? nullptr : &*found;
}

}  // namespace helio::http
