#include "adapters/sqlite/result_question.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>
#include <variant>

#include "results/search_text.hpp"

namespace helio::sqlite {
namespace {

using results::Query;

// With fewer records than this at or above a confidence, they are sorted; with more, the walk from
// the newest on meets enough of them soon.
constexpr int kFewRecords = 2'000;

// One statement under construction: its conditions and their values, in order.
class Question {
 public:
  using Value = std::variant<std::string, std::int64_t, double>;

  void where(std::string_view condition, Value value) {
    sql_ += values_.empty() ? " WHERE " : " AND ";
    sql_ += condition;
    values_.push_back(std::move(value));
  }
  void add(std::string_view sql) { sql_ += sql; }
  void add(std::string_view sql, Value value) {
    sql_ += sql;
    values_.push_back(std::move(value));
  }
  [[nodiscard]] Result<Statement> prepare(Connection& connection) const {
    auto statement = connection.prepare(sql_);
    if (!statement) return statement;
    int at = 0;
    for (Value const& value : values_) {
      std::visit([&](auto const& held) { statement->bind(++at, held); }, value);
    }
    return statement;
  }

 private:
  std::string sql_;
  std::vector<Value> values_;
};

struct Range {
  std::int64_t first = 0;
  std::int64_t end = std::numeric_limits<std::int64_t>::max();
};

Result<Range> range_of(Query const& query) {
  Range range;
  if (query.from) range.first = first_position(*query.from);
  if (query.to) range.end = first_position(*query.to);
  if (!query.after.empty()) {
    std::int64_t position = 0;
    char const* const end = query.after.data() + query.after.size();
    auto const read = std::from_chars(query.after.data(), end, position);
    if (read.ec != std::errc() || read.ptr != end) {
      return fail(Errc::invalid_argument, "InvalidCursor", "The store knows no such position.");
    }
    range.end = std::min(range.end, position);
  }
  return range;
}

Result<bool> are_few(Connection& connection, double confidence_min) {
  auto rows = connection.prepare(
      "SELECT count(*) FROM (SELECT 1 FROM result WHERE confidence >= ? LIMIT ?)");
  if (!rows) return fail(rows);
  auto const row = rows->bind(1, confidence_min).bind(2, kFewRecords).step();
  if (!row) return tl::unexpected(row.error());
  return rows->integer(0) < kFewRecords;
}

// CROSS JOIN keeps SQLite to this order of tables; a unary plus keeps it off an index.
Result<Question> question_of(Connection& connection, Query const& query, Range range) {
  Question question;
  std::string position = "r.position";
  bool sorted_by_confidence = false;
  question.add("SELECT r.position FROM ");
  if (query.q) {
    position = "s.rowid";
    question.add("result_search s CROSS JOIN ");
    if (query.label) question.add("result_label l ON l.position = s.rowid CROSS JOIN ");
    question.add("result r ON r.position = s.rowid");
  } else if (query.label) {
    position = "l.position";
    question.add("result_label l CROSS JOIN result r ON r.position = l.position");
  } else {
    question.add("result r");
    if (query.confidence_min && !query.user_id && !query.status) {
      auto const few = are_few(connection, *query.confidence_min);
      if (!few) return tl::unexpected(few.error());
      sorted_by_confidence = *few;
      if (*few) question.add(" INDEXED BY result_by_confidence");
    }
  }
  std::string const plus = sorted_by_confidence ? "+" : "";
  question.where(plus + position + " >= ?", range.first);
  question.where(plus + position + " < ?", range.end);
  if (query.q) question.where("result_search MATCH ?", fts_query(*query.q));
  if (query.label) question.where("l.label = ?", results::label_key(*query.label));
  bool const joined = query.q || query.label;
  if (query.user_id) question.where(joined ? "+r.user_id = ?" : "r.user_id = ?", *query.user_id);
  if (query.status) {
    question.where(joined ? "+r.status = ?" : "r.status = ?",
                   static_cast<std::int64_t>(*query.status));
  }
  if (query.confidence_min) {
    question.where(query.label            ? "l.confidence >= ?"
                   : sorted_by_confidence ? "r.confidence >= ?"
                                          : "+r.confidence >= ?",
                   *query.confidence_min);
  }
  question.add(" ORDER BY " + plus + position + " DESC LIMIT ?",
               static_cast<std::int64_t>(query.limit) + 1);
  return question;
}

Result<std::string> document_at(Connection& connection, std::int64_t position) {
  auto rows = connection.prepare("SELECT json FROM result_document WHERE position = ?");
  if (!rows) return fail(rows);
  auto const row = rows->bind(1, position).step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return fail(Errc::corrupt, "StoreCorrupt", "A result has lost its record.");
  return std::string(rows->text(0));
}

}  // namespace

std::int64_t first_position(Timestamp created_at) noexcept {
  constexpr std::int64_t kLastMs = (std::int64_t{1} << 42) - 1;  // in the year 2109
  return std::clamp<std::int64_t>(to_ms(created_at), 0, kLastMs) * kPositionsPerMs;
}

std::string fts_query(std::string_view q) {
  std::string query;
  for (results::Term const& term : results::search_terms(q)) {
    if (!query.empty()) query += ' ';
    query.append(1, '"').append(term.word).append(term.prefix ? "\"*" : "\"");
  }
  return query;
}

Result<Answer> answer(Connection& connection, Query const& query) {
  if (query.limit < 1 || query.limit > results::kLimitMax) {
    return fail(Errc::invalid_argument, "InvalidLimit", "The limit is 1 to 100.");
  }
  if (query.q && results::search_terms(*query.q).empty()) return Answer();
  auto const range = range_of(query);
  if (!range) return tl::unexpected(range.error());
  auto const question = question_of(connection, query, *range);
  if (!question) return tl::unexpected(question.error());
  auto rows = question->prepare(connection);
  if (!rows) return fail(rows);
  std::vector<std::int64_t> positions;
  for (auto row = rows->step();; row = rows->step()) {
    if (!row) return fail(row);
    if (!*row) break;
    positions.push_back(rows->integer(0));
  }
  Answer answer;
  if (std::ssize(positions) > query.limit) {
    positions.pop_back();
    answer.next = positions.back();
  }
  for (std::int64_t const position : positions) {
    auto document = document_at(connection, position);
    if (!document) return fail(document);
    answer.documents.push_back(std::move(*document));
  }
  return answer;
}

}  // namespace helio::sqlite
