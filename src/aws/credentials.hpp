// CredentialStore: from an access key id to its secret and to what its owner may do.
//
// Errors   unavailable "StoreUnavailable"; an id that nobody has is no error.
// Threads  callable from any, on every signed request: keep it quick.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace helio::aws {

enum class Role {
  admin,     // everything
  uploader,  // writes objects, and sees nothing but its own uploads under way
  viewer     // reads and lists
};

// What a key allows: a role, everywhere or in one bucket under one prefix.
struct Grant {
  Role role = Role::viewer;
  std::string bucket = {};  // empty: every bucket
  std::string prefix = {};  // of keys; empty: every key
  bool operator==(Grant const&) const = default;
};

struct Identity {
  std::string access_key_id;
  std::string principal;  // "arn:aws:iam::000000000000:user/NAME", for events and logs
  Grant grant;
};

struct Credential {
  Identity identity;
  std::string secret_access_key;
};

class CredentialStore {
 public:
  virtual ~CredentialStore() = default;
  [[nodiscard]] virtual Result<std::optional<Credential>> find(std::string_view access_key_id) = 0;
};

}  // namespace helio::aws
