// What REST shows of access keys (aws/access_keys.hpp). Keys are for an admin's key alone, even
// where everybody else is let in without one: who reaches a port of this machine is not yet who
// runs it.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "api/principal.hpp"
#include "base/clock.hpp"
#include "base/result.hpp"

namespace helio::api {

struct Key {
  std::string id, name, scope;  // scope: admin, uploader, viewer
  std::string bucket, prefix;   // where it is good; empty: everywhere
  Timestamp created_at;
};

// What its owner gets to see, once.
struct NewKey {
  Key key;
  std::string secret_access_key, bearer_token;
};

struct KeyKeeper {
  // Errors: as an Authenticator; forbidden "AccessDenied" for other keys than an admin's.
  Authenticator admin;
  std::function<Result<std::vector<Key>>()> list;  // oldest first
  // `key` has name, scope, bucket and prefix. Errors: invalid_argument "InvalidArgument".
  std::function<Result<NewKey>(Key const& key)> create;
  // Errors: not_found "NoSuchAccessKey".
  std::function<Result<void>(std::string_view id)> revoke;
};

}  // namespace helio::api
