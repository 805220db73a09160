// Goal: keys come with secrets that open again, grants that stick, and an end.
#include "aws/access_keys.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "aws/admin_key.hpp"
#include "aws/memory_key_store.hpp"
#include "aws/sealed_secret.hpp"
#include "base/manual_clock.hpp"
#include "base/scratch_folder.hpp"
#include "contract/key_store_contract.hpp"

namespace helio::aws {
namespace {

class InMemory final : public KeyStoreUnderTest {
 public:
  KeyStore& keys() override { return store_; }

 private:
  MemoryKeyStore store_;
};

INSTANTIATE_TEST_SUITE_P(Memory, KeyStoreContract,
                         testing::Values([] { return std::make_unique<InMemory>(); }));

class AccessKeysTest : public testing::Test {
 protected:
  ManualClock clock_;
  SeededRandom random_{7};
  MemoryKeyStore store_;
  MasterKey master_{std::byte{1}};
  AccessKeys keys_{store_, master_, clock_, random_};
};

TEST_F(AccessKeysTest, AKeySignsAndBearsUntilItIsRevoked) {
  auto const made = keys_.create("camera", {Role::uploader, "photos", "uploads/"}).value();
  EXPECT_EQ(made.key.access_key_id.size(), 20U);
  auto const id = made.key.access_key_id;

  auto const credential = keys_.find(id).value();
  ASSERT_TRUE(credential);
  EXPECT_EQ(credential->secret_access_key, made.secret_access_key);
  EXPECT_EQ(credential->identity.principal, "arn:aws:iam::000000000000:user/camera");
  EXPECT_EQ(credential->identity.grant, (Grant{Role::uploader, "photos", "uploads/"}));
  auto const bearer = keys_.authenticate(made.bearer_token).value();
  ASSERT_TRUE(bearer);
  EXPECT_EQ(bearer->access_key_id, id);
  ASSERT_EQ(keys_.list().value().size(), 1U);

  ASSERT_TRUE(keys_.revoke(id));
  EXPECT_FALSE(keys_.find(id).value());
  EXPECT_FALSE(keys_.authenticate(made.bearer_token).value());
  EXPECT_EQ(keys_.revoke(id).error().name, "NoSuchAccessKey");
}

TEST_F(AccessKeysTest, AKeyThatAnotherProcessRevokedIsRefusedSoon) {
  auto const made = keys_.create("camera", {}).value();
  auto const admin = generate_key("admin", {}, clock_.wall(), random_);
  keys_.add(admin);
  ASSERT_TRUE(keys_.authenticate(made.bearer_token).value());

  AccessKeys other_process(store_, master_, clock_, random_);
  ASSERT_TRUE(other_process.revoke(made.key.access_key_id));
  clock_.advance(AccessKeys::kRememberedMax);
  EXPECT_FALSE(keys_.authenticate(made.bearer_token).value());
  EXPECT_FALSE(keys_.find(made.key.access_key_id).value());
  EXPECT_TRUE(keys_.authenticate(admin.bearer_token).value());
}

TEST_F(AccessKeysTest, OtherTokensAreNobodys) {
  auto const made = keys_.create("camera", {}).value();
  std::string last_changed = made.bearer_token;
  last_changed.back() = last_changed.back() == 'A' ? 'B' : 'A';
  for (std::string const& token :
       {std::string(), std::string("helio_"), std::string("helio__"), made.secret_access_key,
        last_changed, made.bearer_token + "x", "helio_" + made.key.access_key_id + "_",
        std::string("helio_HELIOAAAAAAAAAAAAAAA_x")}) {
    EXPECT_FALSE(keys_.authenticate(token).value()) << token;
  }
}

TEST_F(AccessKeysTest, NothingSecretIsStoredInTheClear) {
  auto const made = keys_.create("camera", {}).value();
  StoredKey const row = store_.list().value().at(0);
  std::string const sealed(reinterpret_cast<char const*>(row.sealed_secret.data()),
                           row.sealed_secret.size());
  EXPECT_EQ(sealed.find(made.secret_access_key), std::string::npos);
  EXPECT_EQ(row.token_sha256.find(made.bearer_token), std::string::npos);

  AccessKeys other_master(store_, MasterKey{std::byte{2}}, clock_, random_);
  EXPECT_EQ(other_master.find(made.key.access_key_id).error().name, "StoreCorrupt");
}

TEST_F(AccessKeysTest, NamesTable) {
  for (std::string const& name :
       {std::string(), std::string(65, 'x'), std::string("two words"), std::string("a/b"),
        std::string("line\n"), std::string("\xC3\xA9")}) {
    EXPECT_EQ(keys_.create(name, {}).error().name, "InvalidArgument") << name;
  }
  EXPECT_EQ(keys_.create("x", {Role::viewer, "", "uploads/"}).error().name, "InvalidArgument");
  EXPECT_TRUE(keys_.create(std::string(64, 'x'), {}));
}

TEST(SealedSecret, OpensForItsPurposeOnly) {
  SeededRandom random(1);
  std::array<std::byte, 32> const master{};
  auto const sealed = seal("secret", "row 1", master, random);
  EXPECT_EQ(unseal(sealed, "row 1", master).value(), "secret");
  EXPECT_FALSE(unseal(sealed, "row 2", master));
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    auto changed = sealed;
    changed[at] ^= std::byte{1};
    EXPECT_FALSE(unseal(changed, "row 1", master)) << at;
  }
  EXPECT_FALSE(unseal(BytesView(sealed).first(27), "row 1", master));
  EXPECT_EQ(unseal(seal("", "p", master, random), "p", master).value(), "");
}

TEST(AdminKey, IsMadeOnceAndForItsOwnerOnly) {
  ScratchFolder const folder;
  ManualClock const clock;
  SeededRandom random(3);
  auto const file = folder.path() / "data" / "keys" / "admin.json";
  auto const first = load_or_make_admin_key(file, clock, random).value();
  auto const second = load_or_make_admin_key(file, clock, random).value();
  EXPECT_EQ(first.secret_access_key, second.secret_access_key);
  EXPECT_EQ(first.bearer_token, second.bearer_token);
  EXPECT_EQ(second.key.grant.role, Role::admin);
  namespace fs = std::filesystem;
  EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(fs::status(file.parent_path()).permissions(), fs::perms::owner_all);
  EXPECT_EQ(std::distance(fs::directory_iterator(file.parent_path()), fs::directory_iterator()), 1);

  MemoryKeyStore store;
  AccessKeys keys(store, MasterKey{}, clock, random);
  keys.add(first);
  EXPECT_EQ(keys.find(first.key.access_key_id).value()->secret_access_key, first.secret_access_key);
  EXPECT_TRUE(keys.authenticate(first.bearer_token).value());

  std::ofstream(file) << "{}";
  EXPECT_EQ(load_or_make_admin_key(file, clock, random).error().name, "KeyFileCorrupt");
}

}  // namespace
}  // namespace helio::aws
