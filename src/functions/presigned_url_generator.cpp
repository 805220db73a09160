#include "functions/presigned_url_generator.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/json_members.hpp"
#include "functions/image_processor.hpp"
#include "functions/proxy.hpp"

namespace helio::functions {
namespace {

constexpr std::size_t kBodyBytesMax = 16'384;
constexpr std::size_t kFileNameBytesMax = 255;
constexpr std::size_t kUserIdBytesMax = 128;
constexpr std::array<std::string_view, 9> kFileTypes = {"image/jpeg", "image/png",  "image/webp",
                                                        "image/gif",  "image/bmp",  "image/tiff",
                                                        "image/avif", "image/heic", "image/heif"};

bool is_control(char c) noexcept { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

// It becomes the last segment of a key and of a URL's path.
bool is_file_name(std::string_view name) noexcept {
  return !name.empty() && name.size() <= kFileNameBytesMax && name != "." && name != ".." &&
         name.find_first_of("/\\") == std::string_view::npos &&
         std::ranges::none_of(name, is_control);
}

// It becomes the value of a header.
bool is_user_id(std::string_view id) noexcept {
  return !id.empty() && id.size() <= kUserIdBytesMax && std::ranges::all_of(id, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-_.@:+=,|").find(c) != std::string_view::npos;
  });
}

Result<Json> parse_body(std::string const& body) {
  auto json = parse_json(body, {.bytes_max = kBodyBytesMax, .depth_max = 8});
  if (json && !json->is_object()) {
    return fail(
        Errc::invalid_argument, "InvalidJson",
        "The body is a JSON object: {\"fileName\":\"cat.jpg\",\"fileType\":\"image/jpeg\"}.");
  }
  return json;
}

}  // namespace

std::span<std::string_view const> upload_file_types() noexcept { return kFileTypes; }

Result<Json> PresignedUrlGenerator::upload_url(Json const& body, std::string const& origin) {
  std::string const file_name = text_member(body, "fileName");
  std::string const file_type = text_member(body, "fileType");
  Json const& user_id = member(body, "userId");
  if (!is_file_name(file_name)) {
    return fail(Errc::invalid_argument, "InvalidFileName",
                "fileName is a file's name of 1 to 255 bytes, without / or \\ or control "
                "characters.");
  }
  if (std::ranges::find(kFileTypes, file_type) == kFileTypes.end()) {
    return fail(Errc::invalid_argument, "UnsupportedFileType",
                "fileType is one of image/jpeg, png, webp, gif, bmp, tiff, avif, heic and heif.");
  }
  if (!user_id.is_null() && !is_user_id(text_member(body, "userId"))) {
    return fail(Errc::invalid_argument, "InvalidUserId",
                "userId has 1 to 128 letters, digits and - _ . @ : + = , | characters.");
  }
  std::string const image_id = ids_.next();
  UploadTerms terms;
  terms.bucket = bucket_;
  terms.key = "uploads/" + image_id + "/" + file_name;
  terms.origin = origin;
  terms.content_type = file_type;
  if (user_id.is_string()) terms.user_metadata[kUserIdMetadata] = user_id.get<std::string>();
  terms.expires_in = expires_in_;
  auto const upload = signer_.sign_upload(terms);
  if (!upload) return tl::unexpected(upload.error());
  return Json{{"uploadUrl", upload->url},         {"imageId", image_id},
              {"bucket", terms.bucket},           {"key", terms.key},
              {"expiresIn", expires_in_.count()}, {"headers", upload->headers}};
}

Result<Json> PresignedUrlGenerator::handle(Json const& event, Context const& context) {
  auto const request = proxy_request(event);
  if (!request) return tl::unexpected(request.error());
  if (request->method != "POST") {
    return proxy_problem(
        {Errc::invalid_argument, "MethodNotAllowed", "An upload URL is asked for by POST."});
  }
  auto const body = parse_body(request->body);
  if (!body) return proxy_problem(body.error());
  auto const answer = upload_url(*body, request->origin);
  if (!answer) return proxy_problem(answer.error());
  // The URL is a secret for as long as it is good.
  context.log(log::Level::info, "An upload URL is made.",
              {{"image_id", (*answer)["imageId"]}, {"key", (*answer)["key"]}});
  return proxy_response(200, *answer);
}

}  // namespace helio::functions
