// Incoming: a body under way with the checks of what was announced, for puts and parts alike.
#pragma once

#include <memory>
#include <string_view>

#include "adapters/fs/body_store.hpp"
#include "objects/digests.hpp"

namespace helio::files {

class Incoming {
 public:
  Incoming(objects::ContentCheck check, std::unique_ptr<NewBody> body)
      : check_(std::move(check)), body_(std::move(body)) {}

  [[nodiscard]] Result<void> write(BytesView piece);
  [[nodiscard]] Result<void> expect(std::string_view algorithm, std::string_view base64) {
    return check_.expect(algorithm, base64);
  }

  struct Received {
    objects::Content content;
    objects::Body body;
  };
  // Digests hold, and the body is on the disk.
  [[nodiscard]] Result<Received> finish();

  // What the index said of it: the file stays if it has it, or may have it.
  template <typename T>
  void settle(Result<T> const& indexed) {
    bool const unknown = !indexed && (indexed.error().code == Errc::unavailable ||
                                      indexed.error().code == Errc::internal ||
                                      indexed.error().code == Errc::corrupt);
    if (indexed || unknown) body_->keep();
    body_.reset();
  }

 private:
  objects::ContentCheck check_;
  std::unique_ptr<NewBody> body_;
};

}  // namespace helio::files
