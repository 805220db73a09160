#include "aws/s3/page.hpp"

#include "aws/s3/object_headers.hpp"
#include "base/encoding.hpp"
#include "base/sha256.hpp"
#include "base/timestamp.hpp"
#include "base/utf8.hpp"
#include "http/etag.hpp"
#include "http/uri.hpp"

namespace helio::aws::s3 {
namespace {

constexpr std::string_view kTokenForm = "1 ";  // tokens of another form are refused

}  // namespace

std::string make_token(std::string_view after) {
  return to_base64(bytes_of(std::string(kTokenForm) + std::string(after)));
}

Result<std::string> read_token(Call const& call, std::string_view parameter) {
  auto const token = call.parameter(parameter);
  if (!token) return std::string();
  auto const bytes = from_base64(*token);
  std::string_view const text = bytes ? text_of(*bytes) : std::string_view();
  if (!text.starts_with(kTokenForm) || !is_utf8(text)) {
    return fail(Errc::invalid_argument, "InvalidArgument",
                "The continuation token provided is incorrect");
  }
  return std::string(text.substr(kTokenForm.size()));
}

Result<std::string> text_parameter(Call const& call, std::string_view name) {
  std::string text(call.parameter(name).value_or(""));
  if (is_utf8(text)) return text;
  return fail(Errc::invalid_argument, "InvalidArgument",
              "The parameter " + std::string(name) + " is not UTF-8.");
}

Result<KeyText> KeyText::of(Call const& call) {
  auto const type = call.parameter("encoding-type");
  if (!type || *type == "url") return KeyText(type.has_value());
  return fail(Errc::invalid_argument, "InvalidArgument",
              "Invalid Encoding Method specified in Request");
}

std::string KeyText::operator()(std::string_view key) const {
  return url_ ? http::percent_encode(key, "/") : std::string(key);
}

std::string owner_id(Call const& call) { return sha256_hex(bytes_of(call.options.account_id)); }

void write_owner(XmlWriter& xml, Call const& call, std::string_view element) {
  xml.open(element).text("ID", owner_id(call)).text("DisplayName", kOwnerName).close();
}

void write_contents(XmlWriter& xml, objects::Listing const& listing, KeyText const& key_text,
                    Call const& call, bool owner) {
  for (objects::ObjectInfo const& object : listing.objects) {
    xml.open("Contents").text("Key", key_text(object.key));
    xml.text("LastModified", to_rfc3339(object.last_modified));
    xml.text("ETag", http::quoted_etag(object.etag));
    for (auto const& [algorithm, base64] : object.checksums) {
      xml.text("ChecksumAlgorithm", checksum_name(algorithm));
    }
    xml.number("Size", object.size_bytes);
    if (owner) write_owner(xml, call, "Owner");
    xml.text("StorageClass", "STANDARD").close();
  }
}

void write_prefixes(XmlWriter& xml, std::vector<std::string> const& prefixes,
                    KeyText const& key_text) {
  for (std::string const& prefix : prefixes) {
    xml.open("CommonPrefixes").text("Prefix", key_text(prefix)).close();
  }
}

}  // namespace helio::aws::s3
