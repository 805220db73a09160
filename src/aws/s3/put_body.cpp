#include "aws/s3/put_body.hpp"

namespace helio::aws::s3 {

std::optional<Failure> check_put_size(Call const& call, std::uint64_t bytes_max) {
  auto const size = call.payload.size_bytes;
  if (!size) {
    return Failure(Errc::invalid_argument, "MissingContentLength",
                   "You must provide the Content-Length HTTP header.");
  }
  if (*size <= bytes_max) return std::nullopt;
  return Failure(Errc::too_large, "EntityTooLarge",
                 "Your proposed upload exceeds the maximum allowed size")
      .with("ProposedSize", std::to_string(*size))
      .with("MaxSizeAllowed", std::to_string(bytes_max));
}

std::optional<std::string> content_md5_of(Call const& call) {
  auto const md5 = call.header("content-md5");
  return md5 ? std::optional<std::string>(*md5) : std::nullopt;
}

}  // namespace helio::aws::s3
