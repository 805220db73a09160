// CompleteMultipartUpload: the parts named become one object.
#include <algorithm>
#include <charconv>

#include "aws/s3/object_headers.hpp"
#include "aws/s3/operations.hpp"
#include "aws/s3/part_request.hpp"
#include "aws/s3/reply.hpp"
#include "aws/s3/xml_body.hpp"
#include "http/etag.hpp"
#include "http/uri.hpp"

namespace helio::aws::s3 {
namespace {

tl::unexpected<Error> malformed() {
  return schema_error("it names 1 to 10000 parts, each by PartNumber and ETag.");
}

std::string_view without_quotes(std::string_view etag) {
  if (etag.size() < 2 || !etag.starts_with('"') || !etag.ends_with('"')) return etag;
  return etag.substr(1, etag.size() - 2);
}

Result<std::vector<objects::CompletedPart>> read_parts(std::string const& body) {
  auto const document = parse_xml(body, "CompleteMultipartUpload");
  if (!document) return tl::unexpected<Error>(document.error());
  std::vector<objects::CompletedPart> parts;
  for (XmlElement const& element : document->children) {
    if (element.name != "Part" || parts.size() == objects::kPartNumberMax) return malformed();
    objects::CompletedPart part;
    auto const number = element.child_text("PartNumber");
    auto const [end, error] =
        std::from_chars(number.data(), number.data() + number.size(), part.number);
    if (error != std::errc() || end != number.data() + number.size()) return malformed();
    part.etag = without_quotes(element.child_text("ETag"));
    if (part.etag.empty()) return malformed();
    for (XmlElement const& child : element.children) {
      if (!child.name.starts_with("Checksum")) continue;
      auto const algorithm = checksum_algorithm(std::string_view(child.name).substr(8));
      if (algorithm.empty()) return malformed();
      part.checksums.insert_or_assign(algorithm, child.text);
    }
    parts.push_back(std::move(part));
  }
  if (parts.empty()) return malformed();
  return parts;
}

// The size that the parts make, against what the bucket takes and what the client says.
Result<void> check_size(Call const& call, std::vector<objects::CompletedPart> const& parts) {
  auto const bytes_max = call.upload_limit();
  auto const said = call.header("x-amz-mp-object-size");
  if (!bytes_max && !said) return {};
  std::uint64_t size = 0;
  int after = 0;
  for (bool more = true; more;) {
    auto const page = call.stores.uploads.list_parts(upload_id_of(call), after, 1000);
    // What was completed before has no parts to look at any more, and is not made again.
    if (!page && page.error().name == "NoSuchUpload") return {};
    if (!page) return tl::unexpected<Error>(page.error());
    for (objects::PartInfo const& part : page->parts) {
      bool const named = std::any_of(parts.begin(), parts.end(), [&](auto const& completed) {
        return completed.number == part.number;
      });
      if (named) size += part.size_bytes;
    }
    more = page->truncated;
    after = page->next_after;
  }
  if (bytes_max && size > *bytes_max) {
    return fail(Errc::too_large, "EntityTooLarge",
                "Your proposed upload has " + std::to_string(size) + " bytes; at most " +
                    std::to_string(*bytes_max) + " are taken here.");
  }
  if (said && *said != std::to_string(size)) {
    return fail(
        Errc::invalid_argument, "InvalidRequest",
        "The parts have " + std::to_string(size) + " bytes, other than x-amz-mp-object-size says.");
  }
  return {};
}

Result<objects::CompleteOptions> read_options(Call const& call) {
  objects::CompleteOptions options{.if_match = {}, .if_none_match = {}, .checksum = {}};
  if (auto const value = call.header("if-match")) options.if_match = *value;
  if (auto const value = call.header("if-none-match")) options.if_none_match = *value;
  auto const checksums = checksums_of(call);
  if (!checksums) return tl::unexpected<Error>(checksums.error());
  if (!checksums->empty()) options.checksum = checksums->begin()->second;
  options.origin = call.origin("CompleteMultipartUpload");
  return options;
}

}  // namespace

Outcome<http::Response> complete_multipart_upload(Call const& call, std::string const& body) {
  auto const parts = read_parts(body);
  if (!parts) return refuse(parts.error());
  if (auto const fits = check_size(call, *parts); !fits) return refuse(fits.error());
  auto const options = read_options(call);
  if (!options) return refuse(options.error());
  auto const stored = call.stores.uploads.complete(upload_id_of(call), *parts, *options);
  if (!stored) return refuse(stored.error());
  XmlWriter xml("CompleteMultipartUploadResult");
  xml.text("Location", std::string(call.head.tls ? "https://" : "http://") +
                           std::string(call.header("host").value_or("")) + "/" +
                           call.address.bucket + "/" + http::percent_encode(call.address.key, "/"));
  xml.text("Bucket", call.address.bucket).text("Key", call.address.key);
  xml.text("ETag", http::quoted_etag(stored->etag));
  for (auto const& [algorithm, base64] : stored->checksums) {
    xml.text("Checksum" + checksum_name(algorithm), base64);
    xml.text("ChecksumType", base64.find('-') == std::string::npos ? "FULL_OBJECT" : "COMPOSITE");
  }
  auto response = xml_response(std::move(xml));
  add_version(response.headers, *stored);
  response.headers.add("x-amz-server-side-encryption", "AES256");
  return response;
}

}  // namespace helio::aws::s3
