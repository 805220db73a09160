// SHA-256 in pieces, for bodies that stream past.
#pragma once

#include <memory>
#include <string>

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

}  // namespace helio::aws
