// Site: the files of a single-page application under one prefix, and another handler for all else.
//
// Answers   GET and HEAD of a file; of a page's address ("/app/images/7") the file index.html, as
//           the page itself knows its addresses; of what looks like a file and is none 404. A
//           browser that asks for "/" is sent to the prefix.
// Caching   files with a hash in their name for a year, others by ETag each time.
// Security  Content-Security-Policy: nothing but this server's own scripts, styles and pictures,
//           no frames; and nobody is told which address a link was followed from.
// Threads   callable from any. Memory: `files` and `elsewhere` outlive the site.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/handler.hpp"

namespace helio::http {

struct SiteFile {
  std::string_view name;   // "index.html", "assets/index-4f3a.js"
  std::string_view bytes;  // gzip where `gzipped`
  std::string_view etag;   // a hash of the content, unquoted
  bool gzipped = false;
  bool hashed = false;  // its name changes with its content
};

struct SiteOptions {
  std::string prefix = "/app";
  // Where pictures are sent to besides this server: "https://photos.example.org".
  std::vector<std::string> connect_origins;
};

class Site final : public Handler {
 public:
  Site(std::span<SiteFile const> files, Handler& elsewhere, SiteOptions options = {});
  [[nodiscard]] Begun begin(RequestHead const& head) override;
  // Whether the address is under the prefix.
  [[nodiscard]] bool owns(std::string_view raw_path) const;

 private:
  [[nodiscard]] Response answer(RequestHead const& head, std::string_view name) const;
  [[nodiscard]] Response file(RequestHead const& head, SiteFile const& file) const;
  [[nodiscard]] SiteFile const* find(std::string_view name) const;

  const std::span<SiteFile const> files_;
  Handler& elsewhere_;
  const std::string prefix_;
  const std::string policy_;
};

}  // namespace helio::http
