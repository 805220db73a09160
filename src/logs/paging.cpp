#include "logs/paging.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace helio::logs {
namespace {

constexpr std::size_t kNameBytesMax = 512;
constexpr std::array kRetentionDays = {1,    3,    5,    7,    14,   30,  60,  90,
                                       120,  150,  180,  365,  400,  545, 731, 1096,
                                       1827, 2192, 2557, 2922, 3288, 3653};

tl::unexpected<Error> invalid(std::string message) {
  return fail(Errc::invalid_argument, "InvalidParameterException", std::move(message));
}

Result<void> check_limit(int limit) {
  if (limit < 1 || limit > kEventsMax) return invalid("The limit is 1 to 10,000.");
  return {};
}

std::int64_t to_ms(Timestamp time) { return time.time_since_epoch().count(); }

// "f/<position>", "b/<position>"
struct Token {
  bool forward = true;
  Position position;
};

std::optional<Token> parse_token(std::string_view text) {
  if (!text.starts_with("f/") && !text.starts_with("b/")) return std::nullopt;
  auto const position = parse_position(text.substr(2));
  if (!position) return std::nullopt;
  return Token{text[0] == 'f', *position};
}

std::string token(char direction, Position position) {
  return std::string(1, direction) + '/' + to_text(position);
}

}  // namespace

bool PageRoom::take(std::string_view message) noexcept {
  bool const fits = bytes_ == 0 || bytes_ + message.size() <= kPageBytesMax;
  if (left_ == 0 || !fits) return false;
  --left_;
  bytes_ += std::max<std::size_t>(message.size(), 1);
  return true;
}

Result<Window> window_of(ReadStream const& what) {
  if (auto good = check_limit(what.limit); !good) return fail(good);
  Window window;
  window.from_head = what.from_head;
  if (what.from) window.after = {to_ms(*what.from), -1};
  if (what.to) window.before = {to_ms(*what.to), -1};
  if (what.token.empty()) return window;
  auto const given = parse_token(what.token);
  if (!given) return invalid("The token is not one that a read of this stream gave.");
  window.from_head = given->forward;
  if (given->forward) {
    window.after = std::max(window.after, given->position);
  } else {
    window.before = std::min(window.before, given->position);
  }
  return window;
}

Result<Window> window_of(Filter const& what) {
  if (auto good = check_limit(what.limit); !good) return fail(good);
  Window window;
  window.from_head = !what.newest;
  if (what.from) window.after = {to_ms(*what.from), -1};
  if (what.to) window.before = {to_ms(*what.to) + 1, -1};
  if (what.token.empty()) return window;
  auto const position = parse_position(what.token);
  if (!position) return invalid("The token is not one that a filter of this group gave.");
  window.after = std::max(window.after, *position);
  return window;
}

StreamPage page_of(ReadStream const& what, std::vector<StoredEvent> events) {
  StreamPage page;
  if (!events.empty()) {
    page.forward = "f/" + events.back().id;
    page.backward = "b/" + events.front().id;
    page.events = std::move(events);
    return page;
  }
  auto const given = parse_token(what.token);
  if (!given) {
    page.forward = token('f', {});
    page.backward = token('b', {});
  } else if (given->forward) {
    page.forward = what.token;
    page.backward = token('b', {given->position.time_ms, given->position.number + 1});
  } else {
    page.forward = token('f', {given->position.time_ms, given->position.number - 1});
    page.backward = what.token;
  }
  return page;
}

bool wants_stream(Filter const& what, std::string_view stream) {
  if (!what.streams.empty()) return std::ranges::find(what.streams, stream) != what.streams.end();
  return stream.starts_with(what.stream_prefix);
}

Result<void> check_group_name(std::string_view name) {
  bool const good =
      !name.empty() && name.size() <= kNameBytesMax && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("_-/.#").find(c) != std::string_view::npos;
      });
  if (good) return {};
  return invalid("A log group's name has 1 to 512 letters, digits and _ - / . # characters.");
}

Result<void> check_stream_name(std::string_view name) {
  bool const good = !name.empty() && name.size() <= kNameBytesMax &&
                    name.find_first_of(":*") == std::string_view::npos;
  if (good) return {};
  return invalid("A log stream's name has 1 to 512 characters without : and *.");
}

Result<void> check_retention(int days) {
  if (std::ranges::find(kRetentionDays, days) != kRetentionDays.end()) return {};
  return invalid(
      "A log group is kept 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, "
      "731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653 days.");
}

Error no_such_group() {
  return {Errc::not_found, "ResourceNotFoundException", "The specified log group does not exist."};
}

Error no_such_stream() {
  return {Errc::not_found, "ResourceNotFoundException", "The specified log stream does not exist."};
}

Error already_exists() {
  return {Errc::conflict, "ResourceAlreadyExistsException",
          "The specified log group or stream already exists."};
}

}  // namespace helio::logs
