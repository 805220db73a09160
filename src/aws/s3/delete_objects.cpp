// DeleteObjects: up to 1,000 keys in one request, each with a result of its own.
#include "aws/s3/error_status.hpp"
#include "aws/s3/object_lock.hpp"
#include "aws/s3/operations.hpp"
#include "aws/s3/remove_conditions.hpp"
#include "aws/s3/reply.hpp"
#include "aws/s3/xml_body.hpp"

namespace helio::aws::s3 {
namespace {

constexpr std::size_t kKeysMax = 1000;

struct Deletion {
  objects::ObjectId id;
  Result<objects::RemoveConditions> conditions = objects::RemoveConditions();
};

// Of an element that may not be there.
std::optional<std::string_view> text_of_child(XmlElement const& element, std::string_view name) {
  if (element.child(name) == nullptr) return std::nullopt;
  return element.child_text(name);
}

Result<std::vector<Deletion>> read_deletions(Call const& call, XmlElement const& document) {
  auto const malformed = [] {
    return schema_error("it names 1 to 1000 objects, each by its Key.");
  };
  std::vector<Deletion> deletions;
  for (XmlElement const& element : document.children) {
    if (element.name == "Quiet") continue;
    if (element.name != "Object" || deletions.size() == kKeysMax) return malformed();
    XmlElement const* const key = element.child("Key");
    if (key == nullptr || key->text.empty()) return malformed();
    Deletion deletion{.id = {call.address.bucket, key->text, std::nullopt}};
    if (auto const version = element.child_text("VersionId"); !version.empty()) {
      deletion.id.version_id = version;
    }
    deletion.conditions = read_conditions({.etag = text_of_child(element, "ETag"),
                                           .size = text_of_child(element, "Size"),
                                           .time = text_of_child(element, "LastModifiedTime")});
    deletions.push_back(std::move(deletion));
  }
  if (deletions.empty()) return malformed();
  return deletions;
}

Result<objects::ObjectInfo> remove(Call const& call, Deletion const& deletion) {
  objects::ObjectId const& id = deletion.id;
  if (!allows(call.verified.identity.grant, Access::remove, {id.bucket, id.key})) {
    return fail(Errc::forbidden, "AccessDenied", "Access Denied");
  }
  if (!deletion.conditions) return tl::unexpected<Error>(deletion.conditions.error());
  auto conditions = *deletion.conditions;
  conditions.bypass_governance = bypasses_governance(call);
  return call.stores.versions.remove_if(id, conditions, call.origin("DeleteObject"));
}

void write_deleted(XmlWriter& xml, objects::ObjectId const& id, objects::ObjectInfo const& info) {
  xml.open("Deleted").text("Key", id.key);
  if (id.version_id) xml.text("VersionId", *id.version_id);
  if (info.delete_marker) {
    xml.boolean("DeleteMarker", true).text("DeleteMarkerVersionId", info.version_id);
  }
  xml.close();
}

void write_error(XmlWriter& xml, objects::ObjectId const& id, Error const& error) {
  xml.open("Error").text("Key", id.key);
  if (id.version_id) xml.text("VersionId", *id.version_id);
  xml.text("Code", wire_error(error).code).text("Message", error.message).close();
}

}  // namespace

Outcome<http::Response> delete_objects(Call const& call, std::string const& body) {
  auto const document = parse_xml(body, "Delete");
  if (!document) return refuse(document.error());
  auto const deletions = read_deletions(call, *document);
  if (!deletions) return refuse(deletions.error());
  bool const quiet = document->child_text("Quiet") == "true";
  XmlWriter xml("DeleteResult");
  for (Deletion const& deletion : *deletions) {
    auto const removed = remove(call, deletion);
    if (!removed) {
      write_error(xml, deletion.id, removed.error());
    } else if (!quiet) {
      write_deleted(xml, deletion.id, *removed);
    }
  }
  return xml_response(std::move(xml));
}

}  // namespace helio::aws::s3
