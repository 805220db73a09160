// Goal: the SQLite store keeps the promises of results/result_store.hpp, and across a restart.
#include "adapters/sqlite/result_store.hpp"

#include "adapters/sqlite/result_question.hpp"
#include "base/scratch_folder.hpp"
#include "contract/result_questions_contract.hpp"

namespace helio::sqlite {
namespace {

struct Opened {
  ScratchFolder folder;
  std::unique_ptr<Database> database = Database::open(folder.path() / "helio.db").value();
  std::unique_ptr<results::ResultStore> store = make_result_store(*database).value();
};

std::shared_ptr<results::ResultStore> opened() {
  auto const all = std::make_shared<Opened>();
  return {all, all->store.get()};
}

TEST(SqliteResultStore, IsThereAfterOpeningAgain) {
  ScratchFolder const folder;
  results::Record const record = results::sample_record(1);
  for (bool const first : {true, false}) {
    auto const database = Database::open(folder.path() / "helio.db").value();
    auto const store = make_result_store(*database).value();
    EXPECT_EQ(store->put(record).value(), true);
    EXPECT_EQ(store->query({}).value().items.size(), 1U) << first;
  }
}

TEST(SqliteResultStore, BrokenTextOfAModelStaysReadable) {
  auto const store = opened();
  results::Record record = results::sample_record(1);
  record.text = Json::array({{{"DetectedText", "a\xff z"}, {"Type", "LINE"}}});
  ASSERT_TRUE(store->put(record));
  EXPECT_TRUE(store->get(record.image_id));
  EXPECT_EQ(store->query({.q = "z"}).value().items.size(), 1U);
}

TEST(FtsQuery, IsQuotedWords) {
  EXPECT_EQ(fts_query("dog OR ca*"), "\"dog\" \"OR\" \"ca\"*");
  EXPECT_EQ(fts_query("\"'*^()"), "");
}

}  // namespace
}  // namespace helio::sqlite

namespace helio::results {
INSTANTIATE_TEST_SUITE_P(Sqlite, ResultStoreContract, testing::Values(sqlite::opened));
INSTANTIATE_TEST_SUITE_P(Sqlite, ResultQuestionsContract, testing::Values(sqlite::opened));
}  // namespace helio::results
