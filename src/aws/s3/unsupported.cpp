#include "aws/s3/unsupported.hpp"

#include <algorithm>

#include "aws/s3/call.hpp"
#include "http/text.hpp"

namespace helio::aws::s3 {
namespace {

// Headers, and the only values of them that are honoured. A name that ends with "-" stands for all
// that begin with it.
struct Row {
  std::string_view name;
  std::string_view code;
  std::string_view allowed[2] = {};
};
constexpr Row kHeaders[] = {
    {"x-amz-acl", "AccessControlListNotSupported", {"private", "bucket-owner-full-control"}},
    {"x-amz-grant-", "AccessControlListNotSupported"},
    {"x-amz-server-side-encryption", "NotImplemented", {"AES256"}},
    {"x-amz-server-side-encryption-", "NotImplemented"},
    {"x-amz-storage-class", "InvalidStorageClass", {"STANDARD"}},
    {"x-amz-website-redirect-location", "NotImplemented"},
    {"x-amz-write-offset-bytes", "NotImplemented"},
    {"x-amz-mfa", "NotImplemented"},
};

bool applies(Row const& row, std::string_view name) {
  return row.name.ends_with('-') ? name.starts_with(row.name) : name == row.name;
}

// How an operation is done, not which.
constexpr std::string_view kModifiers[] = {"allow-unordered",
                                           "bucket-region",
                                           "continuation-token",
                                           "delimiter",
                                           "encoding-type",
                                           "fetch-owner",
                                           "key-marker",
                                           "marker",
                                           "max-buckets",
                                           "max-keys",
                                           "max-parts",
                                           "max-uploads",
                                           "part-number-marker",
                                           "prefix",
                                           "start-after",
                                           "upload-id-marker",
                                           "version-id-marker",
                                           "versionId",
                                           "x-id"};
// Which operation, though these have a value.
constexpr std::string_view kWithValue[] = {"list-type", "partNumber", "uploadId", "id",
                                           "select-type"};
constexpr std::string_view kBare[] = {"accelerate",
                                      "acl",
                                      "analytics",
                                      "attributes",
                                      "cors",
                                      "delete",
                                      "encryption",
                                      "intelligent-tiering",
                                      "inventory",
                                      "legal-hold",
                                      "lifecycle",
                                      "location",
                                      "logging",
                                      "metrics",
                                      "notification",
                                      "object-lock",
                                      "ownershipControls",
                                      "policy",
                                      "policyStatus",
                                      "publicAccessBlock",
                                      "replication",
                                      "requestPayment",
                                      "restore",
                                      "retention",
                                      "select",
                                      "session",
                                      "tagging",
                                      "torrent",
                                      "uploads",
                                      "versioning",
                                      "versions",
                                      "website"};

template <std::size_t N>
bool contains(std::string_view const (&names)[N], std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

}  // namespace

std::optional<Failure> unsupported_header(http::Headers const& headers, Options const& options) {
  for (auto const& [field, value] : headers.fields()) {
    std::string const name = http::lower(field);
    if (!name.starts_with("x-amz-")) continue;
    bool const of_owner =
        name == "x-amz-expected-bucket-owner" || name == "x-amz-source-expected-bucket-owner";
    if (of_owner && value != options.account_id) {
      return Failure(Errc::forbidden, "AccessDenied",
                     "The buckets here belong to the account " + options.account_id + ".");
    }
    auto const* const row = std::find_if(std::begin(kHeaders), std::end(kHeaders),
                                         [&](Row const& r) { return applies(r, name); });
    if (row == std::end(kHeaders)) continue;
    if (!row->allowed[0].empty() && contains(row->allowed, value)) continue;
    return Failure(Errc::unsupported, row->code,
                   "The header " + name + " asks for something that is not implemented" +
                       (row->allowed[0].empty()
                            ? "; leave it out."
                            : "; the only value is " + std::string(row->allowed[0]) + "."));
  }
  return std::nullopt;
}

bool is_sub_resource(std::string_view name, std::string_view value) noexcept {
  if (name.starts_with("response-") || http::lower(name).starts_with("x-amz-")) return false;
  if (contains(kModifiers, name)) return false;
  // A bare name that nobody knows may be a sub-resource of tomorrow's S3.
  return value.empty() || contains(kWithValue, name) || contains(kBare, name);
}

}  // namespace helio::aws::s3
