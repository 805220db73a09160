#include "adapters/awscloud/object_store.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "adapters/awscloud/bucket_address.hpp"
#include "adapters/awscloud/object_info.hpp"
#include "aws/s3/xml_body.hpp"
#include "base/encoding.hpp"
#include "base/timestamp.hpp"
#include "http/etag.hpp"
#include "http/uri.hpp"
#include "objects/intake.hpp"
#include "objects/store_errors.hpp"

namespace helio::awscloud {
namespace {

using objects::ByteRange;
using objects::ObjectId;
using objects::ObjectInfo;
using objects::RangeRequest;

constexpr std::chrono::minutes kTransferTime{5};
constexpr std::size_t kListingBytesMax = 32U << 20U;

Call call_of(Client& client, char const* method, std::string_view bucket, std::string_view key) {
  auto address = bucket_address(client.settings(), bucket, key);
  Call call{.service = kS3, .method = method, .path = std::move(address.path)};
  call.host_prefix = std::move(address.host_prefix);
  return call;
}

Call call_of(Client& client, char const* method, ObjectId const& id) {
  Call call = call_of(client, method, id.bucket, id.key);
  if (id.version_id) call.query.emplace_back("versionId", *id.version_id);
  return call;
}

// A HEAD's refusal has no body, so that a key and a version that are not there look the same.
tl::unexpected<Error> refusal(Error error, ObjectId const& id) {
  if (error.name == "NotFound") return objects::no_such_object(id);
  return tl::unexpected(std::move(error));
}

std::string range_header(std::uint64_t first, std::uint64_t last) {
  return "bytes=" + std::to_string(first) + "-" + std::to_string(last);
}

// "bytes 5-9/200" -> {5, 9}; an answer without it has the whole object.
ByteRange sent_range(curl::HttpResponse const& response) {
  auto const text = response.header("content-range").value_or("");
  ByteRange range = objects::whole(response.body.size());
  auto const dash = text.find('-');
  if (!text.starts_with("bytes ") || dash == text.npos) return range;
  std::from_chars(text.data() + 6, text.data() + dash, range.first);
  range.last = range.first + response.body.size() - 1;
  return range;
}

// The version that is read: by its id, or by its ETag where the bucket has no versions.
class Reader final : public objects::ObjectReader {
 public:
  Reader(Client& client, ObjectInfo info, ByteRange range, std::string piece)
      : client_(client),
        info_(std::move(info)),
        range_(range),
        next_(range.first + piece.size()),
        piece_(std::move(piece)) {}

  [[nodiscard]] ObjectInfo const& info() const noexcept override { return info_; }
  [[nodiscard]] ByteRange range() const noexcept override { return range_; }

  Result<std::size_t> read(std::span<std::byte> into) override {
    if (at_ == piece_.size() && next_ <= range_.last && range_.size_bytes() > 0) {
      if (auto more = fetch(); !more) return fail(more);
    }
    std::size_t const count = std::min(into.size(), piece_.size() - at_);
    auto const bytes = bytes_of(std::string_view(piece_).substr(at_, count));
    std::ranges::copy(bytes, into.begin());
    at_ += count;
    return count;
  }

 private:
  Result<void> fetch() {
    ObjectId id{info_.bucket, info_.key, std::nullopt};
    bool const versioned = info_.version_id != "null";
    if (versioned) id.version_id = info_.version_id;
    Call call = call_of(client_, "GET", id);
    std::uint64_t const last = std::min(range_.last, next_ + ObjectStore::kPieceBytes - 1);
    call.headers.emplace_back("range", range_header(next_, last));
    if (!versioned) call.headers.emplace_back("if-match", http::quoted_etag(info_.etag));
    call.timeout = kTransferTime;
    call.response_bytes_max = ObjectStore::kPieceBytes;
    auto response = client_.send(call);
    if (!response) return fail(response);
    if (response->body.size() != last - next_ + 1) {
      return fail(Errc::unavailable, "InvalidResponse",
                  "S3 answered other bytes than were asked for; try again.");
    }
    piece_ = std::move(response->body);
    at_ = 0;
    next_ = last + 1;
    return {};
  }

  Client& client_;
  const ObjectInfo info_;
  const ByteRange range_;
  std::uint64_t next_;  // the first byte that is not in piece_ or before
  std::string piece_;
  std::size_t at_ = 0;
};

class PendingPut final : public objects::Upload {
 public:
  PendingPut(Client& client, objects::Intake intake, std::uint64_t bytes_max)
      : client_(client), intake_(std::move(intake)), bytes_max_(bytes_max) {}

  Result<void> write(BytesView piece) override {
    if (body_.size() + piece.size() > bytes_max_) return too_large(bytes_max_);
    if (auto good = intake_.check.update(piece); !good) return good;
    body_ += text_of(piece);
    return {};
  }

  Result<void> expect(std::string_view algorithm, std::string_view base64) override {
    return intake_.check.expect(algorithm, base64);
  }

  Result<ObjectInfo> commit() override {
    auto content = intake_.check.finish();
    if (!content) return fail(content);
    ObjectInfo object = std::move(intake_.version.object);
    object.checksums = std::move(content->checksums);
    Call call = call_of(client_, "PUT", object.bucket, object.key);
    call.headers = put_headers(object);
    auto const& conditions = intake_.version.conditions;
    if (conditions.if_match) call.headers.emplace_back("if-match", *conditions.if_match);
    if (conditions.if_none_match) {
      call.headers.emplace_back("if-none-match", *conditions.if_none_match);
    }
    call.timeout = kTransferTime;
    call.body = std::move(body_);
    auto const response = client_.send(call);
    if (!response) return tl::unexpected(response.error());
    ObjectInfo const told = object_info(*response, object.bucket, object.key);
    object.version_id = told.version_id;
    object.etag = told.etag;
    object.last_modified = told.last_modified;
    object.size_bytes = content->size_bytes;
    return object;
  }

  static tl::unexpected<Error> too_large(std::uint64_t bytes_max) {
    return fail(Errc::too_large, "EntityTooLarge",
                "An object that is written has at most " + std::to_string(bytes_max) +
                    " bytes here; send larger ones to S3 itself.");
  }

 private:
  Client& client_;
  objects::Intake intake_;
  const std::uint64_t bytes_max_;
  std::string body_;
};

// The range of the first piece as a header; for the last bytes of an object, no more of them than
// one piece.
Result<std::string> first_range(std::optional<RangeRequest> const& range) {
  constexpr auto kPiece = ObjectStore::kPieceBytes;
  if (!range) return range_header(0, kPiece - 1);
  std::uint64_t const last = range->last.value_or(UINT64_MAX);
  if (!range->first && last > 0) return "bytes=-" + std::to_string(last);
  if (range->first && *range->first <= last) {
    auto const end = *range->first > UINT64_MAX - kPiece ? UINT64_MAX : *range->first + kPiece - 1;
    return range_header(*range->first, std::min(last, end));
  }
  return fail(Errc::invalid_argument, "InvalidRange", "The range has no bytes.");
}

// S3 writes keys of listings as forms write them.
std::string decoded(std::string_view text) {
  auto key = http::form_decode(text);
  return key ? std::move(*key) : std::string(text);
}

ObjectInfo listed(aws::s3::XmlElement const& entry, std::string_view bucket) {
  ObjectInfo info;
  info.bucket = bucket;
  auto const* const key = entry.child("Key");
  if (key != nullptr) info.key = decoded(key->text);
  info.etag = without_quotes(entry.child_text("ETag"));
  auto const size = entry.child_text("Size");
  std::from_chars(size.data(), size.data() + size.size(), info.size_bytes);
  auto const modified = parse_rfc3339(entry.child_text("LastModified"));
  if (modified) info.last_modified = *modified;
  return info;
}

// Behind a common prefix nothing of it comes again.
std::string start_after(objects::ListOptions const& options) {
  std::string_view const after = options.after;
  bool const prefix = !options.delimiter.empty() && after.ends_with(options.delimiter) &&
                      after.starts_with(options.prefix) && after.size() > options.prefix.size();
  return prefix ? options.after + "\U0010FFFF" : options.after;
}

}  // namespace

Result<std::unique_ptr<objects::Upload>> ObjectStore::put(std::string_view bucket,
                                                          std::string_view key,
                                                          objects::PutOptions options) {
  auto const size = options.size_bytes;
  auto intake = objects::begin_put(bucket, key, std::move(options));
  if (!intake) return fail(intake);
  if (size && *size > options_.put_bytes_max) return PendingPut::too_large(options_.put_bytes_max);
  return std::make_unique<PendingPut>(client_, std::move(*intake), options_.put_bytes_max);
}

Result<std::unique_ptr<objects::ObjectReader>> ObjectStore::get(ObjectId const& id,
                                                                std::optional<RangeRequest> range) {
  if (range && !range->first && range->last.value_or(0) > kPieceBytes) {
    auto const info = head(id);
    if (!info) return tl::unexpected(info.error());
    auto const resolved = objects::resolve_range(*range, info->size_bytes);
    if (!resolved) return tl::unexpected(resolved.error());
    range = RangeRequest{resolved->first, resolved->last};
  }
  auto const first = first_range(range);
  if (!first) return tl::unexpected(first.error());
  Call call = call_of(client_, "GET", id);
  call.headers.emplace_back("range", *first);
  call.timeout = kTransferTime;
  call.response_bytes_max = kPieceBytes;
  auto response = client_.send(call);
  if (!response && response.error().name == "InvalidRange" && !range) {
    auto info = head(id);  // an empty object has no range
    if (!info) return fail(info);
    return std::make_unique<Reader>(client_, std::move(*info), objects::whole(0), "");
  }
  if (!response) return refusal(std::move(response.error()), id);
  ObjectInfo info = object_info(*response, id.bucket, id.key);
  ByteRange const sent = sent_range(*response);
  ByteRange wanted = objects::whole(info.size_bytes);
  if (range) {
    auto const resolved = objects::resolve_range(*range, info.size_bytes);
    if (!resolved) return tl::unexpected(resolved.error());
    wanted = *resolved;
  }
  if (sent.first != wanted.first || sent.size_bytes() > wanted.size_bytes()) {
    return fail(Errc::unavailable, "InvalidResponse",
                "S3 answered other bytes than were asked for; try again.");
  }
  return std::make_unique<Reader>(client_, std::move(info), wanted, std::move(response->body));
}

Result<ObjectInfo> ObjectStore::head(ObjectId const& id) {
  Call call = call_of(client_, "HEAD", id);
  call.headers.emplace_back("x-amz-checksum-mode", "ENABLED");
  auto const response = client_.send(call);
  if (response) return object_info(*response, id.bucket, id.key);
  if (response.error().name == "MethodNotAllowed" && id.version_id) {
    ObjectInfo marker;
    marker.bucket = id.bucket;
    marker.key = id.key;
    marker.version_id = *id.version_id;
    marker.delete_marker = true;
    return marker;
  }
  return refusal(response.error(), id);
}

Result<ObjectInfo> ObjectStore::remove(ObjectId const& id, objects::Origin const& /*origin*/) {
  if (auto valid = objects::check_removal(id); !valid) return fail(valid);
  auto const response = client_.send(call_of(client_, "DELETE", id));
  if (response) return object_info(*response, id.bucket, id.key);
  if (response.error().name != "NoSuchVersion") return tl::unexpected(response.error());
  ObjectInfo nothing;
  nothing.bucket = id.bucket;
  nothing.key = id.key;
  return nothing;
}

Result<objects::Listing> ObjectStore::list(std::string_view bucket,
                                           objects::ListOptions const& options) {
  if (options.keys_max < 0) {
    return fail(Errc::invalid_argument, "InvalidArgument", "A listing has 0 keys or more.");
  }
  Call call = call_of(client_, "GET", bucket, "");
  call.query = {
      {"list-type", "2"}, {"encoding-type", "url"}, {"max-keys", std::to_string(options.keys_max)}};
  if (!options.prefix.empty()) call.query.emplace_back("prefix", options.prefix);
  if (!options.delimiter.empty()) call.query.emplace_back("delimiter", options.delimiter);
  if (!options.after.empty()) call.query.emplace_back("start-after", start_after(options));
  call.response_bytes_max = kListingBytesMax;
  auto const response = client_.send(call);
  if (!response) return tl::unexpected(response.error());
  auto const document = aws::s3::parse_xml(response->body, "ListBucketResult");
  if (!document) {
    return fail(Errc::unavailable, "InvalidResponse", "S3 answered no listing; try again.",
                document.error().message);
  }
  objects::Listing listing;
  for (auto const& entry : document->children) {
    if (entry.name == "Contents") listing.objects.push_back(listed(entry, bucket));
    if (entry.name != "CommonPrefixes") continue;
    auto const* const prefix = entry.child("Prefix");
    if (prefix != nullptr) listing.common_prefixes.push_back(decoded(prefix->text));
  }
  listing.truncated = document->child_text("IsTruncated") == "true";
  if (!listing.truncated) return listing;
  if (!listing.objects.empty()) listing.next_after = listing.objects.back().key;
  if (!listing.common_prefixes.empty()) {
    listing.next_after = std::max(listing.next_after, listing.common_prefixes.back());
  }
  return listing;
}

}  // namespace helio::awscloud
