// GET /results/{image_id}/image?variant=…: the picture itself, or a view of it.
#include "api/image_variants.hpp"
#include "api/query.hpp"
#include "api/resources.hpp"
#include "base/encoding.hpp"
#include "http/etag.hpp"
#include "http/problem.hpp"

namespace helio::api {
namespace {

// Uploads are shown on the page's own origin: only picture types, and no script whatever they are.
void make_harmless(http::Response& response) {
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("Content-Security-Policy", "sandbox; default-src 'none'");
}

std::string_view media_type_of(results::Record const& record) {
  static constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
      {"jpeg", "image/jpeg"}, {"png", "image/png"},   {"webp", "image/webp"},
      {"gif", "image/gif"},   {"bmp", "image/bmp"},   {"tiff", "image/tiff"},
      {"avif", "image/avif"}, {"heic", "image/heic"},
  };
  if (record.image.is_object() && record.image.contains("format") &&
      record.image["format"].is_string()) {
    std::string const format = record.image["format"].get<std::string>();
    for (auto const& [known, type] : kTypes) {
      if (format == known) return type;
    }
  }
  return "application/octet-stream";
}

class ObjectBody final : public http::BodyReader {
 public:
  explicit ObjectBody(std::unique_ptr<objects::ObjectReader> reader) : reader_(std::move(reader)) {}
  Result<std::size_t> read(std::span<std::byte> into) override { return reader_->read(into); }

 private:
  const std::unique_ptr<objects::ObjectReader> reader_;
};

bool is_not_modified(http::RequestHead const& head, std::string_view etag) {
  auto const condition = head.headers.get("If-None-Match");
  return condition && http::etag_matches(*condition, etag);
}

http::Response not_modified(std::string const& etag) {
  http::Response response;
  response.status = 304;
  response.headers.add("ETag", etag);
  response.headers.add("Cache-Control", "private, no-cache");
  return response;
}

std::optional<objects::RangeRequest> wanted_range(http::RequestHead const& head,
                                                  std::string_view etag) {
  auto const range = head.headers.get("Range");
  auto const same = head.headers.get("If-Range");
  if (!range || (same && *same != etag)) return std::nullopt;
  return objects::parse_range(*range);
}

http::Response original(Parts const& parts, http::RequestHead const& head,
                        results::Record const& record, std::string const& etag) {
  auto const range = wanted_range(head, etag);
  auto reader = parts.objects.get(object_of_record(record), range);
  if (!reader) {
    if (reader.error().name != "InvalidRange") {
      return http::problem(reader.error(), head.request_id);
    }
    auto refusal = http::problem(416, "InvalidRange", reader.error().message, head.request_id);
    if (auto const info = parts.objects.head(object_of_record(record))) {
      refusal.headers.add("Content-Range", "bytes */" + std::to_string(info->size_bytes));
    }
    return refusal;
  }
  http::Response response;
  auto const type = media_type_of(record);
  response.headers.add("Content-Type", std::string(type));
  if (!type.starts_with("image/")) response.headers.add("Content-Disposition", "attachment");
  response.headers.add("Accept-Ranges", "bytes");
  auto const sent = (*reader)->range();
  if (range) {
    response.status = 206;
    response.headers.add("Content-Range", "bytes " + std::to_string(sent.first) + "-" +
                                              std::to_string(sent.last) + "/" +
                                              std::to_string((*reader)->info().size_bytes));
  }
  response.content_length = sent.size_bytes();
  response.stream = std::make_unique<ObjectBody>(std::move(*reader));
  return response;
}

http::Response view_of(Parts const& parts, http::RequestHead const& head,
                       results::Record const& record, Variant variant) {
  auto const bytes = parts.variants.get(record, variant);
  if (!bytes) {
    auto const code = bytes.error().code;
    if (code != Errc::invalid_argument && code != Errc::too_large && code != Errc::timed_out) {
      return http::problem(bytes.error(), head.request_id);
    }
    return http::problem(404, "VariantNotAvailable",
                         "This picture cannot be shown: " + bytes.error().message, head.request_id);
  }
  http::Response response;
  response.headers.add("Content-Type", "image/jpeg");
  response.body = text_of(**bytes);
  return response;
}

http::Response image(Parts const& parts, http::RequestHead const& head, std::string_view image_id) {
  auto const variant = parse_variant(value_of(head, "variant").value_or("original"));
  if (!variant) {
    return http::problem(400, "InvalidVariant",
                         "\"variant\" must be original, preview, thumbnail or annotated.",
                         head.request_id);
  }
  auto const record = parts.results.get(image_id);
  if (!record) return http::problem(record.error(), head.request_id);
  auto const etag = ImageVariants::etag(*record, *variant);
  if (is_not_modified(head, etag)) return not_modified(etag);
  auto response = *variant == Variant::original ? original(parts, head, *record, etag)
                                                : view_of(parts, head, *record, *variant);
  if (response.status < 300) {
    response.headers.set("ETag", etag);
    response.headers.set("Cache-Control", "private, no-cache");
  }
  make_harmless(response);
  return response;
}

}  // namespace

Routes result_image_routes(Parts const& parts) {
  auto const get = [&parts](http::RequestHead const& head,
                            http::PathParameters const& path) -> http::Begun {
    return image(parts, head, path["image_id"]);
  };
  return {{"GET", "/results/{image_id}/image", get}};
}

}  // namespace helio::api
