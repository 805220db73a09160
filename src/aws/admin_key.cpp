#include "aws/admin_key.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include "base/encoding.hpp"
#include "base/json.hpp"
#include "base/timestamp.hpp"

namespace helio::aws {
namespace {

constexpr std::uint64_t kFileMax = 4096;

Result<NewKey> load(std::filesystem::path const& file) {
  auto bytes = read_file(file, kFileMax);
  if (!bytes) return fail(bytes);
  auto const json = parse_json(text_of(*bytes));
  auto const text = [&](char const* name) -> std::string {
    if (!json || !json->is_object()) return {};
    auto const at = json->find(name);
    return at != json->end() && at->is_string() ? at->get<std::string>() : std::string();
  };
  auto const created_at = parse_rfc3339(text("created_at"));
  NewKey key{.key = {text("access_key_id"), "admin", {.role = Role::admin}, {}},
             .secret_access_key = text("secret_access_key"),
             .bearer_token = text("bearer_token")};
  if (!created_at || key.key.access_key_id.empty() || key.secret_access_key.empty() ||
      key.bearer_token.empty()) {
    return fail(Errc::corrupt, "KeyFileCorrupt",
                file.string() + " is no key file; remove it, and the next start makes a new key.");
  }
  key.key.created_at = *created_at;
  return key;
}

tl::unexpected<Error> cannot_write(std::filesystem::path const& file, int error) {
  std::string const why =
      file.string() + " cannot be written: " + std::generic_category().message(error) + ".";
  if (error == ENOSPC || error == EDQUOT) return fail(Errc::exhausted, "DiskFull", why);
  if (error == EACCES || error == EPERM || error == EROFS) {
    return fail(Errc::forbidden, "AccessDenied", why);
  }
  return fail(Errc::unavailable, "WriteFailed", why);
}

// A whole file under a name of its own, readable by its owner from the first byte, then linked to
// the name that counts, which fails where somebody else was faster. 0 or errno.
int write_new(std::filesystem::path const& file, std::string const& text) {
  auto const temporary = file.string() + "." + std::to_string(::getpid());
  int const descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0) return errno;
  int error = 0;
  auto const written = ::write(descriptor, text.data(), text.size());
  if (written != static_cast<ssize_t>(text.size())) error = written < 0 ? errno : ENOSPC;
  if (error == 0 && ::fsync(descriptor) != 0) error = errno;
  ::close(descriptor);
  if (error == 0 && ::link(temporary.c_str(), file.c_str()) != 0) error = errno;
  ::unlink(temporary.c_str());
  return error;
}

void sync_folder(std::filesystem::path const& folder) {
  int const descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

}  // namespace

Result<NewKey> load_or_make_admin_key(std::filesystem::path const& file, Clock const& clock,
                                      Random& random) {
  auto found = load(file);
  if (found || found.error().code != Errc::not_found) return found;
  auto const folder = file.parent_path();
  std::error_code failed;
  std::filesystem::create_directories(folder.parent_path(), failed);
  if (!failed && ::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
    return cannot_write(folder, errno);
  }
  if (failed) return cannot_write(folder, failed.value());
  NewKey const fresh = generate_key("admin", {.role = Role::admin}, clock.wall(), random);
  Json const json{{"access_key_id", fresh.key.access_key_id},
                  {"secret_access_key", fresh.secret_access_key},
                  {"bearer_token", fresh.bearer_token},
                  {"created_at", to_rfc3339(fresh.key.created_at)}};
  int const error = write_new(file, json.dump(2) + "\n");
  if (error == EEXIST) return load(file);
  if (error != 0) return cannot_write(file, error);
  sync_folder(folder);
  return fresh;
}

}  // namespace helio::aws
