#include "adapters/fs/key_rotation.hpp"

#include <vector>

namespace helio::files {
namespace {

constexpr int kBatch = 500;

}  // namespace

Result<std::uint64_t> reseal(MasterKeys& keys, objects::BodyIndex& bodies,
                             std::stop_token const& stop) {
  std::uint64_t count = 0;
  while (!stop.stop_requested()) {
    auto const old = bodies.not_sealed_by(keys.current_id(), kBatch);
    if (!old) return tl::unexpected<Error>(old.error());
    if (old->empty()) return count;
    std::vector<objects::ResealedKey> resealed;
    for (auto const& body : *old) {
      auto const key = keys.unseal(body.key);
      if (!key) return tl::unexpected<Error>(key.error());
      resealed.push_back({body.id, body.key.master_key_id, keys.seal(*key)});
    }
    auto const written = bodies.reseal(resealed);
    if (!written) return tl::unexpected<Error>(written.error());
    count += resealed.size();
  }
  return count;
}

Result<void> forget_unused(MasterKeys& keys, objects::BodyIndex& bodies) {
  auto const ids = keys.ids();
  if (ids.size() == 1) return {};
  auto const old = bodies.not_sealed_by(ids.front(), 1);
  if (!old) return tl::unexpected<Error>(old.error());
  if (!old->empty()) return {};
  for (auto const& id : std::vector<std::string>(ids.begin() + 1, ids.end())) {
    auto const forgotten = keys.forget(id);
    if (!forgotten) return forgotten;
  }
  return {};
}

}  // namespace helio::files
