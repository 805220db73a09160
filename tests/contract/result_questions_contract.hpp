// Goal: the questions that results/result_store.hpp promises to answer are answered by every store.
// Method: as result_store_contract.hpp.
#pragma once

#include <set>

#include "contract/result_store_contract.hpp"

namespace helio::results {

class ResultQuestionsContract : public ResultStoreContract {};

TEST_P(ResultQuestionsContract, Questions) {
  for (int n = 1; n <= 6; ++n) {
    Record record = sample_record(n, n % 2 == 0 ? Status::completed : Status::low_confidence);
    record.user_id = n <= 3 ? "ann" : "bob";
    record.confidence = 10 * n;
    record.labels = sample_labels({{"Animal", 10 * n}, {n % 3 == 0 ? "Cat" : "Big Dog", 5 * n}});
    record.text =
        Json::array({{{"DetectedText", n == 4 ? "Caf\u00e9 \"Nord\"" : "STOP"}, {"Type", "LINE"}}});
    put(record);
  }
  auto const at = [](int n) { return sample_record(n).created_at; };
  struct Row {
    char const* name;
    Query query;
    std::vector<int> want;
  };
  Row const rows[] = {
      {"all", {}, {6, 5, 4, 3, 2, 1}},
      {"limit", {.limit = 2}, {6, 5}},
      {"user", {.user_id = "ann"}, {3, 2, 1}},
      {"no such user", {.user_id = "eve"}, {}},
      {"status", {.status = Status::completed}, {6, 4, 2}},
      {"user and status", {.user_id = "ann", .status = Status::completed}, {2}},
      {"label in any case", {.label = "CAT"}, {6, 3}},
      {"part of a label is none", {.label = "Dog"}, {}},
      {"confidence of the record", {.confidence_min = 50}, {6, 5}},
      {"confidence of the label", {.label = "cat", .confidence_min = 30}, {6}},
      {"from is inside, to is not", {.from = at(2), .to = at(4)}, {3, 2}},
      {"a word of a label", {.q = "dog"}, {5, 4, 2, 1}},
      {"words of several places", {.q = "stop cat picture"}, {6, 3}},
      {"the beginning of a word", {.q = "ani*"}, {6, 5, 4, 3, 2, 1}},
      {"not the beginning of a word", {.q = "ani"}, {}},
      {"the file's name", {.q = "picture-4.jpg"}, {4}},
      {"word and user", {.user_id = "bob", .q = "dog"}, {5, 4}},
      {"word and label", {.label = "cat", .q = "stop"}, {6, 3}},
      {"everything",
       {.user_id = "bob",
        .status = Status::completed,
        .label = "cat",
        .confidence_min = 1,
        .q = "stop",
        .from = at(1),
        .to = at(9)},
       {6}},
      {"punctuation alone", {.q = "\"'*()"}, {}},
      {"query language is words", {.q = "dog OR"}, {}},
      {"unbalanced quotes", {.q = "\"dog"}, {5, 4, 2, 1}},
      {"columns and brackets", {.q = "labels:dog ("}, {}},
      {"a zero byte", {.q = std::string("dog\0\"", 5)}, {5, 4, 2, 1}},
      {"broken UTF-8", {.q = "\xff\xfe"}, {}},
      {"NEAR, NOT and ^", {.q = "NEAR(dog cat, 2) NOT ^"}, {}},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(ask(row.query), row.want);
  }
}

TEST_P(ResultQuestionsContract, PagesGoThroughAllOnce) {
  for (int n = 0; n < 25; ++n) {
    Record record = sample_record(n);
    record.created_at = sample_record(n / 5).created_at;  // five of each moment
    record.labels = sample_labels({{"Cat", 90}});
    put(record);
  }
  for (Query query : {Query{.limit = 4}, Query{.limit = 4, .label = "cat"},
                      Query{.limit = 4, .q = "cat"}, Query{.limit = 5}}) {
    std::set<std::string> seen;
    Timestamp last = Timestamp::max();
    int pages = 0;
    do {
      auto const page = store_->query(query).value();
      for (Record const& record : page.items) {
        EXPECT_TRUE(seen.insert(record.image_id).second);
        EXPECT_LE(record.created_at, last);
        last = record.created_at;
      }
      query.after = page.next;
      ++pages;
    } while (!query.after.empty());
    EXPECT_EQ(seen.size(), 25U);
    EXPECT_EQ(pages, query.limit == 4 ? 7 : 5);
  }
}

TEST_P(ResultQuestionsContract, BadQuestionsAreRefused) {
  EXPECT_EQ(store_->query({.limit = 0}).error().name, "InvalidLimit");
  EXPECT_EQ(store_->query({.limit = 101}).error().name, "InvalidLimit");
  EXPECT_EQ(store_->query({.limit = -1}).error().name, "InvalidLimit");
  EXPECT_EQ(store_->query({.after = "x'y"}).error().name, "InvalidCursor");
}

}  // namespace helio::results
