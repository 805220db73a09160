#include "adapters/fs/incoming.hpp"

namespace helio::files {

Result<void> Incoming::write(BytesView piece) {
  auto counted = check_.update(piece);
  if (!counted) return counted;
  return body_->write(piece);
}

Result<Incoming::Received> Incoming::finish() {
  auto content = check_.finish();
  if (!content) return fail(content);
  auto body = body_->finish();
  if (!body) return fail(body);
  return Received{std::move(*content), std::move(*body)};
}

}  // namespace helio::files
