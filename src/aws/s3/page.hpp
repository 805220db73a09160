// What S3's listings have in common: opaque tokens, encoding-type, owners.
#pragma once

#include <string>
#include <string_view>

#include "aws/s3/call.hpp"
#include "aws/s3/xml_writer.hpp"
#include "objects/object_store.hpp"

namespace helio::aws::s3 {

// A continuation token holds the place after which the next page begins.
[[nodiscard]] std::string make_token(std::string_view after);
// Empty where the request has none. Errors: invalid_argument "InvalidArgument".
[[nodiscard]] Result<std::string> read_token(Call const& call, std::string_view parameter);

// A text parameter that an answer repeats. Errors: invalid_argument "InvalidArgument" (no UTF-8).
[[nodiscard]] Result<std::string> text_parameter(Call const& call, std::string_view name);

// How keys are written: encoding-type=url percent-encodes them, since XML cannot show them all.
class KeyText {
 public:
  // Errors: invalid_argument "InvalidArgument": another encoding-type.
  [[nodiscard]] static Result<KeyText> of(Call const& call);
  [[nodiscard]] std::string operator()(std::string_view key) const;
  [[nodiscard]] bool url() const noexcept { return url_; }

 private:
  explicit KeyText(bool url) : url_(url) {}
  bool url_;
};

constexpr std::string_view kOwnerName = "heliograph";
// 64 hex digits, made of the account.
[[nodiscard]] std::string owner_id(Call const& call);
void write_owner(XmlWriter& xml, Call const& call, std::string_view element);

// <Contents> of each object.
void write_contents(XmlWriter& xml, objects::Listing const& listing, KeyText const& key_text,
                    Call const& call, bool owner);
// <CommonPrefixes> of each.
void write_prefixes(XmlWriter& xml, std::vector<std::string> const& prefixes,
                    KeyText const& key_text);

}  // namespace helio::aws::s3
