#include "aws/s3/tag_set.hpp"

#include "aws/s3/xml_body.hpp"
#include "http/text.hpp"
#include "http/uri.hpp"

namespace helio::aws::s3 {
namespace {

tl::unexpected<Error> malformed() {
  return schema_error("Tagging has one TagSet, and each Tag a Key and a Value.");
}

// As it is: a tag may begin or end with a space.
std::string_view raw_text(XmlElement const& element, std::string_view name) {
  XmlElement const* const child = element.child(name);
  return child == nullptr ? std::string_view() : std::string_view(child->text);
}

}  // namespace

Result<objects::Metadata> parse_tagging(std::string_view body, std::size_t count_max) {
  auto const document = parse_xml(body, "Tagging");
  if (!document) return tl::unexpected<Error>(document.error());
  XmlElement const* const set = document->child("TagSet");
  bool const has_set = set != nullptr && document->has_only({}, {"TagSet"});
  if (!has_set || !http::trimmed(set->text).empty()) return malformed();
  objects::Metadata tags;
  for (XmlElement const& tag : set->children) {
    bool const whole = tag.child("Key") != nullptr && tag.child("Value") != nullptr;
    if (tag.name != "Tag" || !whole || !tag.has_only({"Key", "Value"})) return malformed();
    if (!tags.emplace(raw_text(tag, "Key"), raw_text(tag, "Value")).second) {
      return fail(Errc::invalid_argument, "InvalidTag",
                  "Cannot provide multiple Tags with the same key");
    }
  }
  if (auto const valid = objects::check_tags(tags, count_max); !valid) {
    return tl::unexpected<Error>(valid.error());
  }
  return tags;
}

Result<objects::Metadata> tags_of(Call const& call) {
  auto const header = call.header("x-amz-tagging");
  if (!header) return objects::Metadata();
  auto const parameters = http::parse_query(*header);
  objects::Metadata tags;
  bool once = parameters.has_value();
  if (once) {
    for (auto const& [name, value] : *parameters) once = once && tags.emplace(name, value).second;
  }
  if (!once) {
    return fail(Errc::invalid_argument, "InvalidArgument",
                "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query "
                "parameters without tag name duplicates.");
  }
  if (auto const valid = objects::check_tags(tags); !valid) {
    return tl::unexpected<Error>(valid.error());
  }
  return tags;
}

XmlWriter write_tagging(objects::Metadata const& tags) {
  XmlWriter xml("Tagging");
  xml.open("TagSet");
  for (auto const& [name, value] : tags) {
    xml.open("Tag").text("Key", name).text("Value", value).close();
  }
  return xml;
}

}  // namespace helio::aws::s3
