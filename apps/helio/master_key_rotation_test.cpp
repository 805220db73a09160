// Goal: a request rotates the master key once, beside everything else, and no object is lost by it.
#include "helio/master_key_rotation.hpp"

#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "base/scratch_folder.hpp"

namespace helio::cli {
namespace {

class MasterKeyRotation : public testing::Test {
 protected:
  MasterKeyRotation() {
    config_.data = (folder_.path() / "data").string();
    open();
  }

  void open() {
    storage_.reset();
    storage_ = Storage::open(config_).value();
  }
  std::string key_id() { return storage_->master_keys->current_id(); }
  void put(std::string const& key) {
    auto const upload = storage_->objects->put(config_.bucket, key, {}).value();
    ASSERT_TRUE(upload->write(bytes_of(key)));
    ASSERT_TRUE(upload->commit());
  }
  std::string read(std::string const& key) {
    auto const bytes = objects::read_object(*storage_->objects, {config_.bucket, key, {}}, 1'000);
    return bytes ? std::string(text_of(*bytes)) : bytes.error().name;
  }

  ScratchFolder folder_;
  Config config_;
  std::unique_ptr<Storage> storage_;
};

TEST_F(MasterKeyRotation, HappensOnceForEachRequest) {
  put("a");
  put("b");
  auto const first = key_id();
  EXPECT_EQ(rotate_if_asked(*storage_).value(), std::nullopt);
  ASSERT_TRUE(ask_for_rotation(config_.data));
  ASSERT_TRUE(ask_for_rotation(config_.data));
  EXPECT_TRUE(rotation_is_asked_for(config_.data));
  EXPECT_EQ(rotate_if_asked(*storage_).value(), 2U);
  EXPECT_FALSE(rotation_is_asked_for(config_.data));
  EXPECT_EQ(rotate_if_asked(*storage_).value(), std::nullopt);
  EXPECT_NE(key_id(), first);
  EXPECT_EQ(storage_->master_keys->ids().size(), 2U) << "an upload may be wrapped by the old one";
  EXPECT_EQ(read("a"), "a");
  put("c");
  open();
  EXPECT_EQ(storage_->master_keys->ids().size(), 1U);
  for (auto const* key : {"a", "b", "c"}) EXPECT_EQ(read(key), key);
}

TEST_F(MasterKeyRotation, GoesOnWhereItWasCut) {
  put("a");
  ASSERT_TRUE(ask_for_rotation(config_.data));
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(rotate_if_asked(*storage_, stop.get_token()).value(), std::nullopt);
  auto const second = key_id();
  EXPECT_TRUE(rotation_is_asked_for(config_.data));
  open();
  EXPECT_TRUE(rotate_if_asked(*storage_).value().has_value());
  EXPECT_EQ(key_id(), second) << "the key is new already";
  EXPECT_FALSE(rotation_is_asked_for(config_.data));
  EXPECT_EQ(read("a"), "a");
}

}  // namespace
}  // namespace helio::cli
