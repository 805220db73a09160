// Who sends a request, and what tells.
#pragma once

#include <functional>
#include <string>

#include "base/result.hpp"
#include "http/handler.hpp"

namespace helio::api {

struct Principal {
  std::string name;  // of the key or user, for logs; never a secret
};

// Errors: unauthenticated "MissingCredentials", "InvalidCredentials"; forbidden "AccessDenied".
using Authenticator = std::function<Result<Principal>(http::RequestHead const&)>;

}  // namespace helio::api
