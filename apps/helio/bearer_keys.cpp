#include "helio/bearer_keys.hpp"

#include <utility>

#include "http/text.hpp"

namespace helio::cli {
namespace {

// An uploader needs to know what may be uploaded.
bool allowed(aws::Role role, http::RequestHead const& head) {
  if (role == aws::Role::admin) return true;
  bool const reads = head.method == "GET" || head.method == "HEAD";
  if (role == aws::Role::viewer) return reads;
  return reads ? head.raw_path == "/server" || head.raw_path == "/prod/server"
               : head.method == "POST" && head.raw_path.ends_with("/upload-url");
}

char const* refusal(aws::Role role) {
  return role == aws::Role::viewer
             ? "A viewer's key may look, but neither send nor change anything; use an uploader's "
               "or an admin's."
             : "An uploader's key may send pictures and nothing else; use a viewer's or an "
               "admin's.";
}

Result<aws::Identity> identity_of(aws::AccessKeys& keys, http::RequestHead const& head) {
  auto const header = head.headers.get("authorization").value_or("");
  constexpr std::string_view kScheme = "Bearer ";
  if (!http::same_word(header.substr(0, kScheme.size()), kScheme)) {
    return fail(Errc::unauthenticated, "MissingCredentials",
                "Send the header \"Authorization: Bearer KEY\"; `helio keys create` makes a key.");
  }
  auto const identity = keys.authenticate(header.substr(kScheme.size()));
  if (!identity) return tl::unexpected<Error>(identity.error());
  if (!*identity) {
    return fail(Errc::unauthenticated, "InvalidCredentials",
                "The key is unknown or revoked; make another with `helio keys create`.");
  }
  return **identity;
}

api::Key shown(aws::AccessKey const& key) {
  return {.id = key.access_key_id,
          .name = key.name,
          .scope = std::string(aws::to_string(key.grant.role)),
          .bucket = key.grant.bucket,
          .prefix = key.grant.prefix,
          .created_at = key.created_at};
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
    auto const identity = identity_of(keys, head);
    if (!identity) return tl::unexpected<Error>(identity.error());
    if (!allowed(identity->grant.role, head)) {
      return fail(Errc::forbidden, "AccessDenied", refusal(identity->grant.role));
    }
    if (!covers(identity->grant, watched)) {
      return fail(Errc::forbidden, "AccessDenied",
                  "This key is limited to other objects; use it with S3, or make another.");
    }
    return api::Principal{.name = identity->principal};
  };
}

api::KeyKeeper key_keeper(aws::AccessKeys& keys) {
  return {.admin = [&keys](http::RequestHead const& head) -> Result<api::Principal> {
            auto const identity = identity_of(keys, head);
            if (!identity) return tl::unexpected<Error>(identity.error());
            if (identity->grant != aws::Grant{.role = aws::Role::admin}) {
              return fail(Errc::forbidden, "AccessDenied",
                          "Keys are for an admin's key that is good everywhere.");
            }
            return api::Principal{.name = identity->principal};
          },
          .list = [&keys]() -> Result<std::vector<api::Key>> {
            auto const all = keys.list();
            if (!all) return tl::unexpected<Error>(all.error());
            std::vector<api::Key> items;
            for (auto const& key : *all) items.push_back(shown(key));
            return items;
          },
          .create = [&keys](api::Key const& wanted) -> Result<api::NewKey> {
            auto const role = aws::parse_role(wanted.scope);
            if (!role) return tl::unexpected<Error>(role.error());
            auto made = keys.create(
                wanted.name, {.role = *role, .bucket = wanted.bucket, .prefix = wanted.prefix});
            if (!made) return fail(made);
            return api::NewKey{.key = shown(made->key),
                               .secret_access_key = std::move(made->secret_access_key),
                               .bearer_token = std::move(made->bearer_token)};
          },
          .revoke = [&keys](std::string_view id) { return keys.revoke(id); }};
}

}  // namespace helio::cli
