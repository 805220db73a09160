// SHA-256 in pieces, HMAC-SHA-256, and a comparison that takes as long for any two texts of the
// same size: what signatures are made of and checked with.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/file.hpp"

namespace helio::aws {

class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void update(BytesView bytes);
  // The digest as lower-case hex; begins anew.
  [[nodiscard]] std::string hex();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

[[nodiscard]] Bytes hmac_sha256(BytesView key, std::string_view text);

[[nodiscard]] bool same_secret(std::string_view a, std::string_view b) noexcept;

}  // namespace helio::aws
