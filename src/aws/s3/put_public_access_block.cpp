// PutPublicAccessBlock: nothing weaker than what always holds.
#include <algorithm>

#include "aws/s3/operations.hpp"
#include "aws/s3/xml_body.hpp"
#include "http/text.hpp"

namespace helio::aws::s3 {
namespace {

constexpr std::string_view kBlocks[] = {"BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy",
                                        "RestrictPublicBuckets"};

bool is_configuration(XmlElement const& document) {
  return document.has_only({kBlocks[0], kBlocks[1], kBlocks[2], kBlocks[3]}) &&
         std::ranges::all_of(document.children, [](XmlElement const& block) {
           auto const value = http::trimmed(block.text);
           return http::same_word(value, "true") || http::same_word(value, "false");
         });
}

}  // namespace

Outcome<http::Response> put_public_access_block(Call const& call, std::string const& body) {
  auto const document = parse_xml(body, "PublicAccessBlockConfiguration");
  if (!document) return refuse(document.error());
  auto const bucket = call.stores.buckets.bucket(call.address.bucket);
  if (!bucket) return refuse(bucket.error());
  if (!is_configuration(*document)) {
    return refuse(schema_error("each of its four elements is true or false.").value());
  }
  for (std::string_view const name : kBlocks) {
    if (http::same_word(document->child_text(name), "true")) continue;
    return refuse(Errc::forbidden, "AccessDenied",
                  "Buckets here are never public: " + std::string(name) + " can only be true.");
  }
  return http::Response{};
}

}  // namespace helio::aws::s3
