// What the contract suites of src/objects ask of a store under test, and say in one line with it.
#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "base/manual_clock.hpp"
#include "objects/multipart_store.hpp"
#include "objects/version_store.hpp"

namespace helio::objects {

// What stores may differ in.
struct StoreTraits {
  bool tells_changes = true;   // changes() are seen, and sequencers grow
  bool refuses_early = true;   // put() knows the bucket, and not commit() alone
  bool own_clock = true;       // times are clock()'s
  bool many_checksums = true;  // of one object
  bool many_writers = true;    // of one key at a time
};

// A store with all that it stands on. Changes are those published so far, in order.
class StoreUnderTest {
 public:
  virtual ~StoreUnderTest() = default;
  virtual ObjectStore& objects() = 0;
  virtual MultipartStore& uploads() = 0;
  virtual VersionStore& versions() = 0;
  virtual BucketStore& buckets() = 0;
  virtual ManualClock& clock() = 0;
  virtual std::vector<ObjectChange> changes() = 0;
  // How many bodies are kept, to see that none stays behind; -1: not known.
  virtual int bodies() = 0;
  [[nodiscard]] virtual StoreTraits traits() const { return {}; }
};

using StoreFactory = std::function<std::unique_ptr<StoreUnderTest>()>;

class StoreContract : public testing::TestWithParam<StoreFactory> {
 protected:
  StoreContract() {
    auto const made = buckets().create_bucket("photos");
    EXPECT_TRUE(made) << made.error().name << ": " << made.error().message;
  }

  ObjectStore& store() { return under_test_->objects(); }
  MultipartStore& uploads() { return under_test_->uploads(); }
  VersionStore& versions() { return under_test_->versions(); }
  BucketStore& buckets() { return under_test_->buckets(); }

  Result<ObjectInfo> put(std::string_view key, std::string_view text, PutOptions options = {}) {
    auto upload = store().put("photos", key, std::move(options));
    if (!upload) return fail(upload);
    for (std::size_t at = 0; at < text.size(); at += kPieceBytes) {
      auto const written = (*upload)->write(bytes_of(text.substr(at, kPieceBytes)));
      if (!written) return tl::unexpected<Error>(written.error());
    }
    return (*upload)->commit();
  }

  // The object's bytes, or the name of the error.
  std::string get(std::string_view key, std::optional<std::string> version = {},
                  std::optional<RangeRequest> range = {}) {
    auto reader = store().get({"photos", std::string(key), std::move(version)}, range);
    if (!reader) return reader.error().name;
    return read_all(**reader);
  }

  static std::string read_all(ObjectReader& reader) {
    std::string text;
    Bytes piece(kPieceBytes);
    while (true) {
      auto const got = reader.read(piece);
      if (!got) return got.error().name;
      if (*got == 0) return text;
      text += text_of(BytesView(piece).first(*got));
    }
  }

  Result<ObjectInfo> remove(std::string_view key, std::optional<std::string> version = {}) {
    return store().remove({"photos", std::string(key), std::move(version)},
                          {.requester = "tester", .reason = "DeleteObject"});
  }

  std::vector<std::string> keys(ListOptions const& options = {}) {
    std::vector<std::string> names;
    auto const listing = store().list("photos", options);
    if (!listing) return {listing.error().name};
    for (auto const& object : listing->objects) names.push_back(object.key);
    return names;
  }

  // "created a", "deleted b", …
  std::vector<std::string> changes() {
    std::vector<std::string> told;
    for (auto const& change : under_test_->changes()) {
      char const* const kind = change.kind == ObjectChange::Kind::created          ? "created "
                               : change.kind == ObjectChange::Kind::marked_deleted ? "marked "
                                                                                   : "deleted ";
      told.push_back(kind + change.object.key);
    }
    return told;
  }

  void expect_changes(std::vector<std::string> const& want) {
    if (under_test_->traits().tells_changes) {
      EXPECT_EQ(changes(), want);
    }
  }

  // Text that is nowhere the same, so that a wrong offset shows.
  static std::string pattern(std::size_t size) {
    std::string text(size, ' ');
    for (std::size_t at = 0; at < size; ++at) {
      text[at] = static_cast<char>((at * 2654435761U) >> 13U);
    }
    return text;
  }

  template <typename T>
  static std::string error_of(Result<T> const& result) {
    return result ? "none" : result.error().name;
  }

  static constexpr std::size_t kPieceBytes = 60'000;

  std::unique_ptr<StoreUnderTest> under_test_ = GetParam()();
};

}  // namespace helio::objects
