// GetObjectAttributes: what is asked for of ETag, Checksum, ObjectParts, StorageClass, ObjectSize.
#include <algorithm>
#include <set>

#include "aws/s3/object_headers.hpp"
#include "aws/s3/object_read.hpp"
#include "aws/s3/operations.hpp"
#include "aws/s3/reply.hpp"
#include "http/date.hpp"
#include "http/text.hpp"

namespace helio::aws::s3 {
namespace {

constexpr std::string_view kAttributes[] = {"ETag", "Checksum", "ObjectParts", "StorageClass",
                                            "ObjectSize"};

Result<std::set<std::string, std::less<>>> attributes_of(Call const& call) {
  std::set<std::string, std::less<>> wanted;
  for (auto const value : call.headers.all("x-amz-object-attributes")) {
    for (auto const word : http::list_of(value)) {
      if (std::find(std::begin(kAttributes), std::end(kAttributes), word) !=
          std::end(kAttributes)) {
        wanted.emplace(word);
        continue;
      }
      return fail(Errc::invalid_argument, "InvalidArgument",
                  "Invalid attribute name specified: " + std::string(word.substr(0, 64)) + ".");
    }
  }
  if (!wanted.empty()) return wanted;
  return fail(Errc::invalid_argument, "InvalidRequest",
              "The x-amz-object-attributes header specifying the attributes to be retrieved is "
              "either missing or empty");
}

void write_checksum(XmlWriter& xml, objects::ObjectInfo const& info) {
  if (info.checksums.empty()) return;
  xml.open("Checksum");
  for (auto const& [algorithm, base64] : info.checksums) {
    // Of parts' checksums: without their number here.
    xml.text("Checksum" + checksum_name(algorithm), base64.substr(0, base64.find('-')));
    xml.text("ChecksumType", base64.find('-') == std::string::npos ? "FULL_OBJECT" : "COMPOSITE");
  }
  xml.close();
}

std::optional<Failure> write_parts(XmlWriter& xml, Call const& call, objects::ObjectId const& id,
                                   objects::ObjectInfo const& info) {
  auto const most = call.header_number("x-amz-max-parts", 1000, 1000);
  if (!most) return Failure(most.error());
  auto const after = call.header_number("x-amz-part-number-marker", 0, objects::kPartNumberMax);
  if (!after) return Failure(after.error());
  auto const listing = call.stores.versions.parts(id, *after, *most);
  if (!listing) return Failure(listing.error());
  xml.open("ObjectParts").boolean("IsTruncated", listing->truncated);
  xml.number("MaxParts", static_cast<std::uint64_t>(*most));
  xml.number("NextPartNumberMarker", static_cast<std::uint64_t>(listing->next_after));
  xml.number("PartNumberMarker", static_cast<std::uint64_t>(*after));
  for (objects::PartInfo const& part : listing->parts) {
    xml.open("Part").number("PartNumber", static_cast<std::uint64_t>(part.number));
    xml.number("Size", part.size_bytes);
    for (auto const& [algorithm, base64] : part.checksums) {
      if (info.checksums.contains(algorithm))
        xml.text("Checksum" + checksum_name(algorithm), base64);
    }
    xml.close();
  }
  xml.number("PartsCount", static_cast<std::uint64_t>(parts_count(info))).close();
  return std::nullopt;
}

}  // namespace

Outcome<http::Response> get_object_attributes(Call const& call) {
  auto const id = call.object();
  if (!id) return refuse(id.error());
  auto const wanted = attributes_of(call);
  if (!wanted) return refuse(wanted.error());
  auto const info = call.stores.objects.head(*id);
  if (!info) return refuse(read_failure(call, info.error()));
  auto early = judge_read(call, *info);
  if (!early) return refuse(std::move(early.error()));
  if (*early) return **std::move(early);
  XmlWriter xml("GetObjectAttributesResponse");
  for (std::string_view const attribute : kAttributes) {
    if (!wanted->contains(attribute)) continue;
    if (attribute == "ETag") xml.text("ETag", info->etag);
    if (attribute == "Checksum") write_checksum(xml, *info);
    if (attribute == "StorageClass") xml.text("StorageClass", "STANDARD");
    if (attribute == "ObjectSize") xml.number("ObjectSize", info->size_bytes);
    if (attribute != "ObjectParts" || parts_count(*info) == 0) continue;
    if (auto failure = write_parts(xml, call, *id, *info)) return refuse(*std::move(failure));
  }
  auto response = xml_response(std::move(xml));
  response.headers.add("last-modified", http::to_http_date(info->last_modified));
  add_version(response.headers, *info);
  return response;
}

}  // namespace helio::aws::s3
