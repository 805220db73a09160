#include "helio/bearer_keys.hpp"

#include <utility>

#include "http/text.hpp"

namespace helio::cli {
namespace {

bool allowed(aws::Role role, http::RequestHead const& head) {
  if (role == aws::Role::admin) return true;
  if (role == aws::Role::viewer) return head.method == "GET" || head.method == "HEAD";
  return head.method == "POST" && head.raw_path.ends_with("/upload-url");
}

// REST shows and takes images of all of the watched prefix, so a key for a part of it is for S3.
bool covers(aws::Grant const& grant, WatchedObjects const& watched) {
  if (grant.bucket.empty()) return true;
  return grant.bucket == watched.bucket && watched.prefix.starts_with(grant.prefix);
}

}  // namespace

api::Authenticator authenticator(aws::AccessKeys& keys, WatchedObjects watched) {
  return [&keys,
          watched = std::move(watched)](http::RequestHead const& head) -> Result<api::Principal> {
    auto const header = head.headers.get("authorization").value_or("");
    constexpr std::string_view kScheme = "Bearer ";
    if (!http::same_word(header.substr(0, kScheme.size()), kScheme)) {
      return fail(
          Errc::unauthenticated, "MissingCredentials",
          "Send the header \"Authorization: Bearer KEY\"; `helio keys create` makes a key.");
    }
    auto const identity = keys.authenticate(header.substr(kScheme.size()));
    if (!identity) return tl::unexpected<Error>(identity.error());
    if (!*identity) {
      return fail(Errc::unauthenticated, "InvalidCredentials",
                  "The key is unknown or revoked; make another with `helio keys create`.");
    }
    if (!allowed((*identity)->grant.role, head)) {
      return fail(Errc::forbidden, "AccessDenied", "This key's scope does not allow this request.");
    }
    if (!covers((*identity)->grant, watched)) {
      return fail(Errc::forbidden, "AccessDenied",
                  "This key is limited to other objects; use it with S3, or make another.");
    }
    return api::Principal{.name = (*identity)->principal};
  };
}

}  // namespace helio::cli
