// Goal: what is written down as text is the JSON that it stands for.

#include "asl/data_texts.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "asl/history.hpp"

namespace helio::asl {
namespace {

// Members in any order.
nlohmann::json any_order(std::string const& text) { return nlohmann::json::parse(text); }

TEST(DataTexts, GivesTextAndTextWithinText) {
  char const* const rows[] = {R"({})", R"("a\"b\\c\n\u0001/é")", R"([1,2.5,{"a\\":"\""}])"};
  for (char const* const row : rows) {
    SCOPED_TRACE(row);
    Data const data = std::make_shared<Json const>(Json::parse(row));
    DataTexts texts;
    EXPECT_EQ(Json::parse(texts.plain(data)), *data);
    EXPECT_EQ(Json::parse(texts.quoted(data)), texts.plain(data));
    EXPECT_EQ(texts.quoted(data), Json(texts.plain(data)).dump());
  }
}

TEST(DataTexts, BrokenUtf8IsReplaced) {
  Data const data = std::make_shared<Json const>("\xff");
  DataTexts texts;
  EXPECT_EQ(texts.plain(data), "\"\xEF\xBF\xBD\"");
}

TEST(HistoryText, IsTheEventsJson) {
  Data const data = std::make_shared<Json const>(Json{{"a", "\"\\"}});
  for (int type = 0; type <= static_cast<int>(EventType::map_run_failed); ++type) {
    for (char const* const resource_type : {"", "lambda"}) {
      for (Data const& value : {data, Data()}) {
        HistoryEvent event{.id = 3, .previous_id = 2, .type = static_cast<EventType>(type)};
        event.name = "S";
        event.data = value;
        event.resource = "invoke";
        event.resource_type = resource_type;
        event.timeout_s = 60;
        for (Data const& assigned : {Data(), data}) {
          event.assigned = assigned;
          SCOPED_TRACE(to_json(event).dump());
          DataTexts texts;
          EXPECT_EQ(any_order(to_text(event, texts)), any_order(to_json(event).dump()));
        }
      }
    }
  }
}

}  // namespace
}  // namespace helio::asl
