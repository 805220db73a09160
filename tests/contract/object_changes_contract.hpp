// Goal: what objects/object_store.hpp promises of changes holds for every store that tells them.
// Method: as object_store_contract.hpp.
#pragma once

#include <thread>

#include "contract/store_fixture.hpp"

namespace helio::objects {

class ObjectChangesContract : public StoreContract {};

TEST_P(ObjectChangesContract, TheEventSaysWhoAndHow) {
  PutOptions options;
  options.origin = {"request-1", "AKIAHELIO", "127.0.0.1", "PutObject"};
  auto const info = put("a", "abc", options).value();
  auto const change = under_test_->changes().at(0);
  EXPECT_EQ(change.origin.request_id, "request-1");
  EXPECT_EQ(change.origin.requester, "AKIAHELIO");
  EXPECT_EQ(change.origin.source_ip, "127.0.0.1");
  EXPECT_EQ(change.origin.reason, "PutObject");
  EXPECT_EQ(change.object.bucket, "photos");
  EXPECT_EQ(change.object.size_bytes, 3U);
  EXPECT_EQ(change.object.etag, info.etag);
  EXPECT_EQ(change.object.sequencer, info.sequencer);
  EXPECT_EQ(change.object.version_id, info.version_id);
}

TEST_P(ObjectChangesContract, SequencersGrowInTheOrderOfTheEvents) {
  {
    std::vector<std::jthread> threads;
    for (int writer = 0; writer < 4; ++writer) {
      threads.emplace_back([this] {
        for (int turn = 0; turn < 5; ++turn) EXPECT_TRUE(put("one", "x"));
      });
    }
  }
  auto const all = under_test_->changes();
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end(), [](auto const& a, auto const& b) {
    return a.object.sequencer < b.object.sequencer;
  }));
}

}  // namespace helio::objects
