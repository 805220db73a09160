#include "objects/assembly.hpp"

#include <algorithm>

#include "base/encoding.hpp"
#include "objects/digests.hpp"
#include "objects/put_rules.hpp"

namespace helio::objects {
namespace {

using Parts = std::vector<PartInfo const*>;

std::string_view without_quotes(std::string_view etag) {
  if (etag.size() >= 2 && etag.front() == '"' && etag.back() == '"') {
    return etag.substr(1, etag.size() - 2);
  }
  return etag;
}

tl::unexpected<Error> invalid_part(int number) {
  return fail(Errc::invalid_argument, "InvalidPart",
              "Part " + std::to_string(number) +
                  " was not uploaded, or its ETag or checksum is another; upload it again.");
}

bool agrees(PartInfo const& stored, CompletedPart const& asked, std::string const& algorithm) {
  if (stored.etag != without_quotes(asked.etag)) return false;
  if (!algorithm.empty() && !stored.checksums.contains(algorithm)) return false;
  return std::all_of(asked.checksums.begin(), asked.checksums.end(), [&](auto const& checksum) {
    auto const kept = stored.checksums.find(checksum.first);
    return kept != stored.checksums.end() && kept->second == checksum.second;
  });
}

Result<Parts> choose(std::string const& algorithm, std::vector<PartInfo> const& stored,
                     std::vector<CompletedPart> const& asked) {
  Parts chosen;
  int before = 0;
  for (auto const& part : asked) {
    if (part.number <= before) {
      return fail(Errc::invalid_argument, "InvalidPartOrder",
                  "The list of parts is not in ascending order; sort it by part number.");
    }
    before = part.number;
    auto const found =
        std::lower_bound(stored.begin(), stored.end(), part.number,
                         [](PartInfo const& info, int number) { return info.number < number; });
    if (found == stored.end() || found->number != part.number || !agrees(*found, part, algorithm)) {
      return invalid_part(part.number);
    }
    chosen.push_back(&*found);
  }
  return chosen;
}

std::string hash_of_hashes(std::string_view algorithm, Parts const& parts) {
  Digest digest(algorithm);
  for (auto const* const part : parts) {
    auto const own = algorithm == "md5" ? from_hex(part->etag)
                                        : from_base64(part->checksums.at(std::string(algorithm)));
    digest.update(own.value_or(Bytes{}));
  }
  auto const bytes = digest.finish();
  return (algorithm == "md5" ? to_hex(bytes) : to_base64(bytes)) + "-" +
         std::to_string(parts.size());
}

std::string crc_of_whole(CrcKind kind, std::string const& algorithm, Parts const& parts) {
  std::uint64_t crc = 0;
  for (auto const* const part : parts) {
    auto const own = parse_crc(kind, part->checksums.at(algorithm)).value_or(0);
    crc = combine_crc(kind, crc, own, part->size_bytes);
  }
  return crc_text(kind, crc);
}

}  // namespace

Result<Assembly> assemble(MultipartOptions const& upload, std::vector<PartInfo> const& stored,
                          std::vector<CompletedPart> const& asked, CompleteOptions const& options) {
  if (asked.empty()) {
    return fail(Errc::invalid_argument, "InvalidArgument",
                "The list of parts is empty; name at least one.");
  }
  auto const parts = choose(upload.checksum_algorithm, stored, asked);
  if (!parts) return tl::unexpected<Error>(parts.error());
  Assembly assembly;
  for (auto const* const part : *parts) {
    if (part != parts->back() && part->size_bytes < kPartBytesMin) {
      return fail(Errc::invalid_argument, "EntityTooSmall",
                  "Part " + std::to_string(part->number) + " has " +
                      std::to_string(part->size_bytes) + " bytes; all but the last need " +
                      std::to_string(kPartBytesMin) + ".");
    }
    assembly.size_bytes += part->size_bytes;
  }
  if (assembly.size_bytes > kObjectBytesMax) {
    return fail(Errc::too_large, "EntityTooLarge",
                "An object may have " + std::to_string(kObjectBytesMax) + " bytes at most.");
  }
  assembly.etag = hash_of_hashes("md5", *parts);
  std::string const& algorithm = upload.checksum_algorithm;
  if (algorithm.empty()) return assembly;
  auto const kind = crc_kind(algorithm);
  std::string const checksum = kind && upload.checksum_of_whole
                                   ? crc_of_whole(*kind, algorithm, *parts)
                                   : hash_of_hashes(algorithm, *parts);
  if (options.checksum && *options.checksum != checksum) {
    return fail(Errc::invalid_argument, "BadDigest",
                "The object is not the one that its " + algorithm + " checksum is of.");
  }
  assembly.checksums[algorithm] = checksum;
  return assembly;
}

Result<void> check_part_number(int number) {
  if (number >= 1 && number <= kPartNumberMax) return {};
  return fail(Errc::invalid_argument, "InvalidArgument",
              "Part numbers are 1 to " + std::to_string(kPartNumberMax) + ".");
}

Result<void> check_multipart_checksum(MultipartOptions const& options) {
  std::string const& algorithm = options.checksum_algorithm;
  if (algorithm.empty() && !options.checksum_of_whole) return {};
  if (is_checksum_algorithm(algorithm) && (!options.checksum_of_whole || crc_kind(algorithm))) {
    return {};
  }
  return fail(Errc::invalid_argument, "InvalidArgument",
              "A checksum of the whole object can be CRC32, CRC32C or CRC64NVME, one of its parts' "
              "checksums also SHA256 or SHA1.");
}

}  // namespace helio::objects
