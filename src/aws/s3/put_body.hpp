// What the bodies of PutObject and UploadPart have in common.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "aws/s3/call.hpp"

namespace helio::aws::s3 {

// Errors: "MissingContentLength", "EntityTooLarge".
[[nodiscard]] std::optional<Failure> check_put_size(Call const& call, std::uint64_t bytes_max);

[[nodiscard]] std::optional<std::string> content_md5_of(Call const& call);

// Tells the upload (objects::Upload, objects::PartUpload) of the checksums that came as trailers.
template <typename Upload>
[[nodiscard]] Result<void> expect_trailers(Upload& upload, http::Headers const& trailers) {
  constexpr std::string_view kChecksum = "x-amz-checksum-";
  for (auto const& [name, value] : trailers.fields()) {
    if (!name.starts_with(kChecksum)) continue;
    auto const told = upload.expect(std::string_view(name).substr(kChecksum.size()), value);
    if (!told) return told;
  }
  return {};
}

}  // namespace helio::aws::s3
