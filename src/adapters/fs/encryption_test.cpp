// Goal: no byte of a stored body can change without being found out, and the format is the one that
// docs/object-format.md shows.
#include <algorithm>

#include <gtest/gtest.h>

#include "adapters/fs/body_reader.hpp"
#include "adapters/fs/body_store.hpp"
#include "adapters/fs/key_rotation.hpp"
#include "adapters/fs/memory_file_system.hpp"
#include "base/encoding.hpp"
#include "base/manual_clock.hpp"
#include "objects/memory_index.hpp"

namespace helio::files {
namespace {

std::string key_text(char fill) { return to_base64(bytes_of(std::string(32, fill))); }

class Encryption : public testing::Test {
 protected:
  Encryption() {
    keys_ = MasterKeys::open(files_, "/keys", random_, clock_).value();
    store_ = BodyStore::open(files_, "/objects", *keys_, random_, ids_).value();
    EXPECT_TRUE(index_.create_bucket("photos"));
  }

  objects::Body store(std::string_view text) {
    auto const body = store_->begin().value();
    EXPECT_TRUE(body->write(bytes_of(text)));
    auto const stored = body->finish().value();
    body->keep();
    return stored;
  }
  // The text, or the error's name.
  std::string read(objects::Body const& body, objects::ByteRange range) {
    auto const reader = BodyReader::open(*store_, {body}, range);
    if (!reader) return reader.error().name;
    Bytes bytes(range.size_bytes());
    auto const got = (*reader)->read(bytes);
    if (!got) return got.error().name;
    return std::string(text_of(BytesView(bytes).first(*got)));
  }
  std::string read(objects::Body const& body) {
    return read(body, objects::whole(body.size_bytes));
  }
  Bytes file_of(objects::Body const& body) { return files_.contents(store_->path_of(body.id)); }

  ManualClock clock_;
  SeededRandom random_{3};
  IdGenerator ids_{clock_, random_};
  MemoryFileSystem files_;
  objects::MemoryIndex index_{clock_};
  std::unique_ptr<MasterKeys> keys_;
  std::unique_ptr<BodyStore> store_;
};

TEST_F(Encryption, EachFlippedByteIsFoundOut) {
  std::string const text(kChunkBytes + 10, 'x');  // two chunks
  auto const body = store(text);
  Bytes const whole_file = file_of(body);
  auto const path = store_->path_of(body.id);
  ASSERT_EQ(whole_file.size(), body_file_bytes(text.size(), kChunkBytes));
  std::size_t const second = chunk_offset(1, kChunkBytes);
  std::vector<std::size_t> places;
  for (std::size_t at = 0; at < kBodyHeaderBytes; ++at) places.push_back(at);
  for (std::size_t const at :
       {std::size_t{kBodyHeaderBytes}, std::size_t{5000}, second - 17, second - 16, second - 1,
        second, second + 9, second + 10, whole_file.size() - 1}) {
    places.push_back(at);
  }
  for (std::size_t const at : places) {
    SCOPED_TRACE(at);
    Bytes changed = whole_file;
    changed[at] ^= std::byte{1};
    files_.replace(path, changed);
    EXPECT_EQ(read(body), "InternalError");
  }
  files_.replace(path, whole_file);
  EXPECT_EQ(read(body), text);
}

TEST_F(Encryption, CutsAndSwapsAreFoundOut) {
  std::string const text(3 * std::size_t{kChunkBytes}, 'x');
  auto const body = store(text);
  auto const path = store_->path_of(body.id);
  Bytes const whole_file = file_of(body);
  std::size_t const sealed = kChunkBytes + kTagBytes;
  auto const first = whole_file.begin() + kBodyHeaderBytes;

  Bytes swapped = whole_file;
  std::swap_ranges(swapped.begin() + kBodyHeaderBytes,
                   swapped.begin() + kBodyHeaderBytes + static_cast<std::ptrdiff_t>(sealed),
                   swapped.begin() + kBodyHeaderBytes + static_cast<std::ptrdiff_t>(sealed));
  files_.replace(path, swapped);
  EXPECT_EQ(read(body), "InternalError") << "chunks swapped";

  Bytes const shorter(whole_file.begin(), first + 2 * static_cast<std::ptrdiff_t>(sealed));
  files_.replace(path, shorter);
  EXPECT_EQ(read(body), "InternalError") << "the last chunk cut off";
  auto cut = body;
  cut.size_bytes = 2 * std::uint64_t{kChunkBytes};
  EXPECT_EQ(read(cut), "InternalError") << "cut off at a chunk, and the index changed to fit";

  for (std::size_t const size :
       {std::size_t{0}, std::size_t{31}, std::size_t{32}, whole_file.size() - 1}) {
    files_.replace(
        path, Bytes(whole_file.begin(), whole_file.begin() + static_cast<std::ptrdiff_t>(size)));
    EXPECT_EQ(read(body), "InternalError") << size;
  }

  auto const other = store(text);
  files_.replace(path, file_of(other));
  EXPECT_EQ(read(body), "InternalError") << "another body's file";
}

TEST_F(Encryption, ADamagedChunkDoesNotKeepTheOthersBack) {
  std::string const text(2 * std::size_t{kChunkBytes}, 'x');
  auto const body = store(text);
  Bytes changed = file_of(body);
  changed[chunk_offset(1, kChunkBytes)] ^= std::byte{1};
  files_.replace(store_->path_of(body.id), changed);
  EXPECT_EQ(read(body, {0, 9}), std::string(10, 'x'));
  EXPECT_EQ(read(body, {kChunkBytes, kChunkBytes}), "InternalError");
}

TEST_F(Encryption, EqualBodiesAreDifferentFiles) {
  auto const one = file_of(store("same"));
  auto const two = file_of(store("same"));
  EXPECT_FALSE(
      std::equal(one.begin() + kBodyHeaderBytes, one.end(), two.begin() + kBodyHeaderBytes));
}

// The worked example of docs/object-format.md.
TEST(BodyFormat, WorkedExample) {
  Bytes key_bytes(32);
  for (std::size_t n = 0; n < 32; ++n) key_bytes[n] = static_cast<std::byte>(n);
  SecretKey const key{std::span<std::byte const, 32>(key_bytes)};
  auto const header = encode_body_header({65'536, "0199a2b4-c3d4-7000-8123-456789abcdef"});
  EXPECT_EQ(to_hex(header),
            "48454c494f424459"
            "01010000"
            "00000100"
            "0199a2b4c3d470008123456789abcdef");
  Bytes sealed(5 + kTagBytes);
  ChunkCipher(key, header).seal({0, true}, bytes_of("hello"), sealed);
  EXPECT_EQ(to_hex(sealed), "7db3d3902b8809d8401623c4a86e577bea59b8fe19");
  Bytes plain(5);
  EXPECT_TRUE(ChunkCipher(key, header).open({0, true}, sealed, plain));
  EXPECT_EQ(text_of(plain), "hello");
  EXPECT_FALSE(ChunkCipher(key, header).open({0, false}, sealed, plain));
  EXPECT_FALSE(ChunkCipher(key, header).open({1, true}, sealed, plain));
}

// RFC 3394 section 4.6: 256 bits of key data with a 256-bit KEK.
TEST(MasterKeys, WrapAsRfc3394) {
  auto const kek = from_hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
  auto const data = from_hex("00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f");
  std::vector<std::string> const texts = {to_base64(*kek)};
  auto const keys = MasterKeys::of(texts).value();
  auto const sealed = keys->seal(SecretKey(std::span<std::byte const, 32>(*data)));
  EXPECT_EQ(to_hex(sealed.wrapped),
            "28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21");
  EXPECT_TRUE(std::ranges::equal(keys->unseal(sealed).value().bytes(), *data));
}

TEST(MasterKeys, OfAnotherMasterNothingIsUnwrapped) {
  std::vector<std::string> const a = {key_text('a')}, b = {key_text('b')};
  SeededRandom random{1};
  auto sealed = MasterKeys::of(a).value()->seal(SecretKey::made_by(random));
  auto const other = MasterKeys::of(b).value();
  EXPECT_FALSE(other->unseal(sealed));
  sealed.master_key_id = other->current_id();
  EXPECT_FALSE(other->unseal(sealed));
  sealed.wrapped.clear();
  EXPECT_FALSE(other->unseal(sealed));
}

TEST(MasterKeys, BadTextsAreRefused) {
  for (std::vector<std::string> const& texts :
       {std::vector<std::string>{}, {""}, {"YWJj"}, {"?"}, {key_text('a'), "x"}}) {
    auto const keys = MasterKeys::of(texts);
    ASSERT_FALSE(keys);
    EXPECT_EQ(keys.error().name, "InvalidMasterKey");
  }
}

TEST_F(Encryption, DamagedKeyFilesAreRefused) {
  auto const path = FileSystem::Path("/keys/master.json");
  for (char const* text :
       {"", "{", "[]", "{}", R"({"keys":[]})", R"({"keys":[1]})", R"({"keys":[{"id":"x"}]})",
        R"({"keys":[{"id":"x","key":"YQ==","created_at":"2026-01-01T00:00:00Z"}]})"}) {
    SCOPED_TRACE(text);
    auto const bytes = bytes_of(text);
    files_.replace(path, Bytes(bytes.begin(), bytes.end()));
    auto const keys = MasterKeys::open(files_, "/keys", random_, clock_);
    ASSERT_FALSE(keys);
    EXPECT_EQ(keys.error().name, "KeysDamaged");
  }
}

class Rotation : public Encryption {
 protected:
  void add(std::string const& key, std::string_view text) {
    objects::NewVersion version;
    version.object.bucket = "photos";
    version.object.key = key;
    version.body = store(text);
    ASSERT_TRUE(index_.add(version));
  }
  std::string text_of_key(std::string const& key) {
    return read(index_.locate({"photos", key, {}}).value().bodies.at(0));
  }
};

TEST_F(Rotation, WrapsEveryKeyAgainAndTouchesNoBody) {
  add("a", "one");
  add("b", "two");
  auto const before = file_of(index_.locate({"photos", "a", {}}).value().bodies.at(0));
  auto const old_id = keys_->current_id();
  ASSERT_TRUE(keys_->add_key(random_, clock_));
  EXPECT_NE(keys_->current_id(), old_id);
  EXPECT_EQ(text_of_key("a"), "one") << "the old key still unwraps";
  EXPECT_EQ(reseal(*keys_, index_).value(), 2U);
  EXPECT_EQ(reseal(*keys_, index_).value(), 0U);
  auto const after = index_.locate({"photos", "a", {}}).value().bodies.at(0);
  EXPECT_EQ(after.key.master_key_id, keys_->current_id());
  EXPECT_EQ(file_of(after), before);
  ASSERT_TRUE(forget_unused(*keys_, index_));
  EXPECT_EQ(keys_->ids().size(), 1U);
  EXPECT_EQ(text_of_key("b"), "two");
}

TEST_F(Rotation, GoesOnAfterACrashAtEachFileOperation) {
  add("a", "one");
  for (std::uint64_t at = 0; at < 6; ++at) {
    SCOPED_TRACE(at);
    files_.fail_at(at, Fault::crash);
    (void)keys_->add_key(random_, clock_);
    files_.restart();
    keys_ = MasterKeys::open(files_, "/keys", random_, clock_).value();
    store_ = BodyStore::open(files_, "/objects", *keys_, random_, ids_).value();
    ASSERT_TRUE(forget_unused(*keys_, index_));
    EXPECT_EQ(text_of_key("a"), "one");
    ASSERT_TRUE(reseal(*keys_, index_));
    EXPECT_EQ(text_of_key("a"), "one");
  }
}

TEST(BodyHeader, WhatIsNoHeaderIsRefused) {
  auto const good = encode_body_header({65'536, "0199a2b4-c3d4-7000-8123-456789abcdef"});
  auto const parsed = parse_body_header(good);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->body_id, "0199a2b4-c3d4-7000-8123-456789abcdef");
  EXPECT_EQ(parsed->chunk_bytes, 65'536U);
  EXPECT_FALSE(parse_body_header(BytesView(good).first(31)));
  for (std::uint32_t const chunk : {0U, 1U, 2048U, 65'535U, 2U << 20U, UINT32_MAX}) {
    EXPECT_FALSE(
        parse_body_header(encode_body_header({chunk, "0199a2b4-c3d4-7000-8123-456789abcdef"})))
        << chunk;
  }
}

}  // namespace
}  // namespace helio::files
