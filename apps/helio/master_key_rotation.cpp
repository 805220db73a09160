#include "helio/master_key_rotation.hpp"

#include "adapters/fs/key_rotation.hpp"
#include "base/encoding.hpp"

namespace helio::cli {
namespace {

constexpr std::size_t kIdBytesMax = 1'024;

std::filesystem::path request_in(std::filesystem::path const& data_folder) {
  return data_folder / "keys" / "rotate-master";
}

}  // namespace

Result<void> ask_for_rotation(std::filesystem::path const& data_folder) {
  files::PosixFileSystem file_system;
  SystemRandom random;
  SystemClock const clock;
  auto const keys = files::MasterKeys::open(file_system, data_folder / "keys", random, clock);
  if (!keys) return tl::unexpected<Error>(keys.error());
  return write_file(request_in(data_folder), bytes_of((*keys)->current_id()));
}

bool rotation_is_asked_for(std::filesystem::path const& data_folder) {
  std::error_code ignored;
  return std::filesystem::exists(request_in(data_folder), ignored);
}

Result<std::optional<std::uint64_t>> rotate_if_asked(Storage& storage,
                                                     std::stop_token const& stop) {
  if (!rotation_is_asked_for(storage.folder)) return std::optional<std::uint64_t>();
  auto const request = request_in(storage.folder);
  auto const key_to_go = read_file(request, kIdBytesMax);
  if (!key_to_go) return tl::unexpected<Error>(key_to_go.error());
  auto& keys = *storage.master_keys;
  if (text_of(*key_to_go) == keys.current_id()) {
    auto const added = keys.add_key(storage.random, storage.clock);
    if (!added) return tl::unexpected<Error>(added.error());
  }
  auto const resealed = files::reseal(keys, *storage.index, stop);
  if (!resealed) return tl::unexpected<Error>(resealed.error());
  if (stop.stop_requested()) return std::optional<std::uint64_t>();
  std::error_code error;
  std::filesystem::remove(request, error);
  if (error) {
    return fail(Errc::forbidden, "AccessDenied",
                request.string() + " cannot be removed; check the folder and its owner.",
                error.message());
  }
  return std::optional(*resealed);
}

}  // namespace helio::cli
