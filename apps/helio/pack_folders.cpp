#include "helio/pack_folders.hpp"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>
#include <unistd.h>

namespace helio::cli {
namespace {

namespace fs = std::filesystem;

std::string environment(char const* name) {
  char const* const value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe)
  return value == nullptr ? "" : value;
}

fs::path cache_folder() {
  if (auto const cache = environment("HELIO_CACHE"); !cache.empty()) return cache;
  if (auto const cache = environment("XDG_CACHE_HOME"); !cache.empty()) {
    return fs::path(cache) / "heliograph";
  }
  return fs::path(environment("HOME")) / ".cache" / "heliograph";
}

Error copy_failed(fs::path const& folder, std::error_code const& why) {
  if (why == std::errc::no_space_on_device) {
    return {Errc::exhausted,
            "DiskFull",
            folder.string() + ": the disk is full; free some space and try again.",
            {}};
  }
  return {Errc::unavailable,
          "WriteFailed",
          folder.string() + ": the pack cannot be copied here (" + why.message() + ").",
          {}};
}

// All of the folder but hidden files: notices and read-mes belong to a pack too.
std::error_code copy_files(fs::path const& source, fs::path const& target) {
  std::error_code error;
  fs::create_directories(target, error);
  fs::recursive_directory_iterator entry(source, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    fs::path const copy = target / fs::relative(entry->path(), source, error);
    if (entry->path().filename().string().starts_with('.')) {
      entry.disable_recursion_pending();
    } else if (!error && entry->is_directory(error)) {
      fs::create_directories(copy, error);
    } else if (!error && entry->is_regular_file(error)) {
      fs::copy_file(entry->path(), copy, error);
    }
    if (error) return error;
  }
  return error;
}

bool is_folder_name(std::string const& name) {
  return !name.empty() && name.size() <= 100 && name.front() != '.' &&
         name.find_first_of("/\\") == std::string::npos &&
         std::none_of(name.begin(), name.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

}  // namespace

fs::path user_packs_folder() {
  fs::path data = environment("XDG_DATA_HOME");
  if (data.empty()) data = fs::path(environment("HOME")) / ".local" / "share";
  return data / "heliograph" / "packs";
}

std::vector<fs::path> pack_folders(std::vector<fs::path> const& given) {
  if (!given.empty()) return given;
  std::vector<fs::path> folders;
  std::error_code error;
  for (fs::directory_iterator entry(user_packs_folder(), error), end; !error && entry != end;
       entry.increment(error)) {
    std::error_code ignored;  // a hidden folder is a copy that was never finished
    bool const hidden = entry->path().filename().string().starts_with('.');
    if (!hidden && entry->is_directory(ignored)) folders.push_back(entry->path());
  }
  std::sort(folders.begin(), folders.end());
  std::string const chosen = environment("HELIO_PACK");
  folders.insert(folders.begin(),
                 chosen.empty() ? cache_folder() / "models" / "default" : fs::path(chosen));
  return folders;
}

Result<std::vector<vision::Pack>> read_packs(std::vector<fs::path> const& given,
                                             bool verify_hashes) {
  std::vector<vision::Pack> packs;
  for (fs::path const& folder : pack_folders(given)) {
    Result<vision::Pack> pack = vision::read_pack(folder, verify_hashes);
    if (!pack) {
      Error error = std::move(pack.error());
      if (error.name == "ModelPackMissing" && given.empty()) {
        error.message += " ./quickstart makes it; --pack names another.";
      }
      return tl::unexpected<Error>(std::move(error));
    }
    packs.push_back(std::move(*pack));
  }
  return packs;
}

Result<fs::path> install_pack(fs::path const& source, fs::path const& packs, bool replace) {
  Result<vision::Pack> pack = vision::read_pack(source, true);
  if (!pack) return fail(pack);
  if (!is_folder_name(pack->name)) {
    return fail(Errc::invalid_argument, "InvalidManifest",
                source.string() + ": the pack's name must be a plain folder name.");
  }
  fs::path const target = packs / pack->name;
  std::error_code error;
  if (fs::exists(target, error) && !replace) {
    return fail(
        Errc::conflict, "PackExists",
        fmt::format("{}: a pack of this name is installed; --force replaces it.", target.string()));
  }
  // A hidden name until it is complete: an interrupted copy is never taken for a pack.
  fs::path const incoming = packs / fmt::format(".{}.{}", pack->name, ::getpid());
  fs::path const outgoing = packs / fmt::format(".{}.{}.old", pack->name, ::getpid());
  error = copy_files(source, incoming);
  if (!error && fs::exists(target)) fs::rename(target, outgoing, error);
  std::error_code ignored;
  if (!error) {
    fs::rename(incoming, target, error);
    if (error) fs::rename(outgoing, target, ignored);  // the old one goes on serving
  }
  fs::remove_all(incoming, ignored);
  fs::remove_all(outgoing, ignored);
  if (error) return tl::unexpected<Error>(copy_failed(target, error));
  return target;
}

}  // namespace helio::cli
