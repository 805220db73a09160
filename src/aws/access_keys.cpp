#include "aws/access_keys.hpp"

#include <algorithm>

#include "aws/sealed_secret.hpp"
#include "base/encoding.hpp"
#include "base/hmac.hpp"
#include "base/sha256.hpp"

namespace helio::aws {
namespace {

// Letters and digits that are not mistaken for one another; 32 of them, so that a random byte's
// low five bits choose evenly.
constexpr std::string_view kIdLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
constexpr std::string_view kTokenPrefix = "helio_";

std::string random_id(Random& random) {
  std::array<std::byte, 15> bytes{};
  random.fill(bytes);
  std::string id = "HELIO";
  for (auto const byte : bytes) id += kIdLetters[std::to_integer<unsigned>(byte) & 31U];
  return id;
}

// Base64 with two characters replaced, so that no shell, URL or header needs quotes.
std::string random_secret(std::size_t bytes_count, Random& random) {
  Bytes bytes(bytes_count);
  random.fill(bytes);
  std::string text = to_base64(bytes);
  std::erase(text, '=');
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  return text;
}

Result<void> check_name(std::string_view name) {
  bool const printable =
      std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 127 && c != '/'; });
  if (!name.empty() && name.size() <= 64 && printable) return {};
  return fail(Errc::invalid_argument, "InvalidArgument",
              "A key's name has 1 to 64 printable characters, no spaces and no slashes.");
}

Identity identity_of(AccessKey const& key) {
  return {key.access_key_id, "arn:aws:iam::000000000000:user/" + key.name, key.grant};
}

}  // namespace

NewKey generate_key(std::string_view name, Grant grant, Timestamp now, Random& random) {
  NewKey fresh{.key = {random_id(random), std::string(name), std::move(grant), now},
               .secret_access_key = random_secret(30, random),
               .bearer_token = {}};
  fresh.bearer_token = std::string(kTokenPrefix) + fresh.key.access_key_id + "_";
  fresh.bearer_token += random_secret(32, random);
  return fresh;
}

Result<NewKey> AccessKeys::create(std::string_view name, Grant grant) {
  if (auto const good = check_name(name); !good) return tl::unexpected<Error>(good.error());
  if (grant.bucket.empty() && !grant.prefix.empty()) {
    return fail(Errc::invalid_argument, "InvalidArgument",
                "A key's prefix needs its bucket; name both.");
  }
  NewKey fresh = generate_key(name, std::move(grant), clock_.wall(), random_);
  StoredKey const stored{
      .key = fresh.key,
      .sealed_secret = seal(fresh.secret_access_key, fresh.key.access_key_id, master_, random_),
      .token_sha256 = sha256_hex(bytes_of(fresh.bearer_token))};
  if (auto const done = store_.insert(stored); !done) return tl::unexpected<Error>(done.error());
  return fresh;
}

Result<std::vector<AccessKey>> AccessKeys::list() {
  auto const stored = store_.list();
  if (!stored) return tl::unexpected<Error>(stored.error());
  std::vector<AccessKey> keys;
  for (StoredKey const& key : *stored) keys.push_back(key.key);
  return keys;
}

Result<void> AccessKeys::revoke(std::string_view access_key_id) {
  auto const removed = store_.remove(access_key_id);
  if (!removed) return tl::unexpected<Error>(removed.error());
  if (!*removed) {
    return fail(Errc::not_found, "NoSuchAccessKey",
                "There is no access key " + std::string(access_key_id) +
                    "; \"helio keys list\" shows those that are.");
  }
  std::scoped_lock const lock(mutex_);
  if (auto const at = opened_.find(access_key_id); at != opened_.end()) opened_.erase(at);
  return {};
}

void AccessKeys::add(NewKey const& key) {
  std::scoped_lock const lock(mutex_);
  opened_.insert_or_assign(key.key.access_key_id,
                           Opened{{identity_of(key.key), key.secret_access_key},
                                  sha256_hex(bytes_of(key.bearer_token)),
                                  std::nullopt});
}

Result<std::optional<AccessKeys::Opened>> AccessKeys::open(std::string_view access_key_id) {
  // The lock is held over the store's answer: a revocation must not come between reading the row
  // and remembering it.
  std::scoped_lock const lock(mutex_);
  auto const now = clock_.now();
  auto const known = opened_.find(access_key_id);
  if (known != opened_.end()) {
    auto const read_at = known->second.read_at;
    if (!read_at || now - *read_at < kRememberedMax) return known->second;
    opened_.erase(known);
  }
  auto const stored = store_.find(access_key_id);
  if (!stored) return tl::unexpected<Error>(stored.error());
  if (!*stored) return std::nullopt;
  auto secret = unseal((*stored)->sealed_secret, access_key_id, master_);
  if (!secret) return fail(secret);
  Opened opened{{identity_of((*stored)->key), *std::move(secret)}, (*stored)->token_sha256, now};
  opened_.insert_or_assign(std::string(access_key_id), opened);
  return opened;
}

Result<std::optional<Credential>> AccessKeys::find(std::string_view access_key_id) {
  auto opened = open(access_key_id);
  if (!opened) return fail(opened);
  if (!*opened) return std::nullopt;
  return std::move((*opened)->credential);
}

Result<std::optional<Identity>> AccessKeys::authenticate(std::string_view bearer_token) {
  if (!bearer_token.starts_with(kTokenPrefix)) return std::nullopt;
  auto const rest = bearer_token.substr(kTokenPrefix.size());
  auto const end = rest.find('_');
  if (end == std::string_view::npos) return std::nullopt;
  auto opened = open(rest.substr(0, end));
  if (!opened) return fail(opened);
  if (!*opened) return std::nullopt;
  if (!equal_in_constant_time(bytes_of(sha256_hex(bytes_of(bearer_token))),
                              bytes_of((*opened)->token_sha256))) {
    return std::nullopt;
  }
  return std::move((*opened)->credential.identity);
}

std::string_view to_string(Role role) noexcept {
  switch (role) {
    case Role::admin:
      return "admin";
    case Role::uploader:
      return "uploader";
    default:
      return "viewer";
  }
}

Result<Role> parse_role(std::string_view text) {
  for (Role const role : {Role::admin, Role::uploader, Role::viewer}) {
    if (text == to_string(role)) return role;
  }
  return fail(Errc::invalid_argument, "InvalidArgument",
              "\"" + std::string(text.substr(0, 64)) +
                  "\" is no role; a key is for an admin, an uploader or a viewer.");
}

}  // namespace helio::aws
