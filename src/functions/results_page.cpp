#include "functions/results_page.hpp"

#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/timestamp.hpp"

namespace helio::functions {
namespace {

constexpr std::size_t kParameterBytesMax = 1'024;

// The whole text as a number.
template <typename T>
std::optional<T> number(std::string_view text) {
  T value{};
  char const* const end = text.data() + text.size();
  auto const read = std::from_chars(text.data(), end, value);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return value;
}

class Reader {
 public:
  explicit Reader(Parameters const& parameters) : parameters_(parameters) {}

  [[nodiscard]] std::optional<std::string> text(char const* name) const {
    auto const found = parameters_.find(name);
    if (found == parameters_.end() || found->second.empty()) return std::nullopt;
    return found->second;
  }

  Result<void> limit(int& limit) const {
    auto const given = text("limit");
    if (!given) return {};
    limit = number<int>(*given).value_or(0);
    if (limit >= 1 && limit <= results::kLimitMax) return {};
    return fail(Errc::invalid_argument, "InvalidLimit", "The limit is a whole number, 1 to 100.");
  }

  Result<void> confidence(std::optional<double>& confidence) const {
    auto const given = text("min_confidence");
    if (!given) return {};
    confidence = number<double>(*given);
    if (confidence && std::isfinite(*confidence) && *confidence >= 0 && *confidence <= 100) {
      return {};
    }
    return fail(Errc::invalid_argument, "InvalidConfidence",
                "min_confidence is a number from 0 to 100.");
  }

  Result<void> status(std::optional<results::Status>& status) const {
    auto const given = text("status");
    if (!given) return {};
    auto parsed = results::parse_status(*given);
    if (!parsed) return fail(parsed);
    status = *parsed;
    return {};
  }

  Result<void> time(char const* name, std::optional<Timestamp>& time) const {
    auto const given = text(name);
    if (!given) return {};
    auto parsed = parse_rfc3339(*given);
    if (!parsed) return fail(parsed);
    time = *parsed;
    return {};
  }

 private:
  Parameters const& parameters_;
};

}  // namespace

Result<results::Query> results_query(Parameters const& parameters,
                                     results::Cursors const& cursors) {
  for (auto const& [name, value] : parameters) {
    if (value.size() > kParameterBytesMax) {
      return fail(Errc::invalid_argument, "InvalidParameter",
                  "The parameter " + name.substr(0, 64) + " is longer than 1,024 bytes.");
    }
  }
  Reader const reader(parameters);
  results::Query query;
  query.user_id = reader.text("user_id");
  query.label = reader.text("label");
  query.q = reader.text("q");
  for (Result<void> const& read :
       {reader.limit(query.limit), reader.confidence(query.confidence_min),
        reader.status(query.status), reader.time("from", query.from),
        reader.time("to", query.to)}) {
    if (!read) return tl::unexpected(read.error());
  }
  if (auto const cursor = reader.text("cursor")) {
    auto position = cursors.decode(*cursor, query);
    if (!position) return fail(position);
    query.after = *position;
  }
  return query;
}

Result<Json> results_page(results::ResultStore& store, results::Cursors const& cursors,
                          Parameters const& parameters) {
  auto const query = results_query(parameters, cursors);
  if (!query) return tl::unexpected(query.error());
  auto page = store.query(*query);
  if (!page) return fail(page);
  Json items = Json::array();
  for (results::Record& record : page->items) {
    items.push_back(results::record_json(std::move(record)));
  }
  Json answer = {{"items", std::move(items)}, {"count", page->items.size()}};
  answer["nextCursor"] = nullptr;
  if (!page->next.empty()) answer["nextCursor"] = cursors.encode(page->next, *query);
  return answer;
}

}  // namespace helio::functions
