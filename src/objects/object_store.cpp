#include "objects/object_store.hpp"

namespace helio::objects {

Result<Bytes> read_object(ObjectStore& store, ObjectId const& id, std::uint64_t bytes_max) {
  auto reader = store.get(id, std::nullopt);
  if (!reader) return fail(reader);
  std::uint64_t const size = (*reader)->range().size_bytes();
  if (size > bytes_max) {
    return fail(Errc::too_large, "EntityTooLarge",
                "The object " + id.key + " has " + std::to_string(size) + " bytes; at most " +
                    std::to_string(bytes_max) + " are read.");
  }
  Bytes bytes(size);
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    auto const got = (*reader)->read(std::span(bytes).subspan(filled));
    if (!got) return fail(got.error().code, got.error().name, got.error().message);
    if (*got == 0) break;
    filled += *got;
  }
  bytes.resize(filled);
  return bytes;
}

}  // namespace helio::objects
