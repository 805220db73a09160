// Milliseconds of each kind of results query over a store of many records, on the disk.
// usage: results_bench [RECORDS]   (default 1,000,000; builds the store in a temporary folder)
// Prints a line per kind of question: median and 99th percentile of 300 pages of 20.
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <nlohmann/json.hpp>

#include "adapters/sqlite/database.hpp"
#include "adapters/sqlite/result_store.hpp"
#include "base/scratch_folder.hpp"
#include "results/result_store.hpp"

namespace {

using namespace helio;
using namespace helio::results;

constexpr int kWriters = 32;
constexpr int kQueries = 300;
constexpr int kUsers = 1'000;
constexpr int kLabelNames = 400;
constexpr auto kFirst = Timestamp(std::chrono::seconds(1'700'000'000));
constexpr auto kApart = std::chrono::milliseconds(1'000);

std::string label_name(std::size_t number) { return "Label" + std::to_string(number); }

// Labels of few pictures and of many, as in life: the number is the smaller of two.
std::size_t some_label(std::mt19937_64& dice) {
  return std::min(dice() % kLabelNames, dice() % kLabelNames);
}

Record record_of(int number) {
  std::mt19937_64 dice(static_cast<std::uint64_t>(number));
  Record record;
  // As the server makes them: in the order of time.
  std::array<char, 37> id{};
  std::snprintf(id.data(), id.size(), "01a2120c-0000-7000-8000-%012x",
                static_cast<unsigned>(number));
  record.image_id = id.data();
  record.user_id = "user-" + std::to_string(dice() % kUsers);
  record.status = dice() % 100 == 0 ? Status::failed : Status::completed;
  record.bucket = "heliograph-images";
  record.key = "uploads/" + record.image_id + "/holiday-" + std::to_string(number) + ".jpg";
  record.version_id = record.image_id;
  record.created_at = kFirst + number * kApart;
  record.updated_at = record.created_at;
  record.labels = Json::array();
  for (int i = 0; i < 8; ++i) {
    record.labels.push_back({{"Name", label_name(some_label(dice))},
                             {"Confidence", 55.0 + static_cast<double>(dice() % 45)}});
  }
  record.confidence = 99.0;
  record.text = Json::array({{{"Type", "LINE"},
                              {"DetectedText", "ticket " + std::to_string(dice() % 100'000)},
                              {"Confidence", 99.0}}});
  return record;
}

bool fill(ResultStore& store, int records) {
  std::vector<std::jthread> writers;
  std::atomic<bool> good = true;
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&, writer] {
      for (int i = writer; i < records; i += kWriters) {
        if (!store.put(record_of(i))) good = false;
      }
    });
  }
  writers.clear();
  return good;
}

struct Kind {
  char const* name;
  std::function<Query(std::mt19937_64&)> make;
};

std::vector<Kind> kinds(int records) {
  auto const user = [](auto& dice) { return "user-" + std::to_string(dice() % kUsers); };
  return {{"newest", [](auto&) { return Query{}; }},
          {"by user", [user](auto& dice) { return Query{.user_id = user(dice)}; }},
          {"by status", [](auto&) { return Query{.status = Status::failed}; }},
          {"by label", [](auto& dice) { return Query{.label = label_name(some_label(dice))}; }},
          {"by label and confidence",
           [](auto& dice) {
             return Query{.label = label_name(some_label(dice)), .confidence_min = 90.0};
           }},
          {"full text",
           [](auto& dice) { return Query{.q = "ticket " + std::to_string(dice() % 100'000)}; }},
          {"by time", [records](auto& dice) {
             auto const from =
                 kFirst + static_cast<int>(dice() % static_cast<unsigned>(records)) * kApart;
             return Query{.from = from, .to = from + std::chrono::hours(1)};
           }}};
}

bool measure(ResultStore& store, Kind const& kind) {
  std::mt19937_64 dice(7);
  std::vector<double> ms;
  for (int i = 0; i < kQueries; ++i) {
    auto const query = kind.make(dice);
    auto const start = std::chrono::steady_clock::now();
    if (!store.query(query)) return false;
    ms.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
                     .count());
  }
  std::ranges::sort(ms);
  std::printf("%-24s p50 %7.2f ms   p99 %7.2f ms\n", kind.name, ms[ms.size() / 2],
              ms[ms.size() * 99 / 100]);
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  int const records = argc > 1 ? std::atoi(argv[1]) : 1'000'000;
  ScratchFolder const folder;
  auto const database = sqlite::Database::open(folder.path() / "helio.db");
  if (!database) return 1;
  auto const store = sqlite::make_result_store(**database);
  if (!store) return 1;
  auto const start = std::chrono::steady_clock::now();
  if (!fill(**store, records)) return 1;
  std::chrono::duration<double> const seconds = std::chrono::steady_clock::now() - start;
  std::printf("%d records put in %.0f s: %.0f/s durable, %d at a time\n", records, seconds.count(),
              records / seconds.count(), kWriters);
  for (auto const& kind : kinds(records)) {
    if (!measure(**store, kind)) return 1;
  }
  return 0;
}
