#include "adapters/sqlite/metadata_text.hpp"

#include <charconv>

namespace helio::sqlite {
namespace {

std::string_view take_word(std::string_view& text) {
  auto const end = text.find('\0');
  auto const word = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return word;
}

}  // namespace

void append_metadata(std::string& text, objects::Metadata const& metadata) {
  for (auto const& [name, value] : metadata) {
    text.append(name).push_back('\0');
    text.append(value).push_back('\0');
  }
  text.push_back('\0');
}

objects::Metadata take_metadata(std::string_view& text) {
  objects::Metadata metadata;
  while (!text.empty()) {
    std::string const name(take_word(text));
    if (name.empty()) break;
    metadata[name] = take_word(text);
  }
  return metadata;
}

void append_lock(std::string& text, objects::ObjectLock const& lock) {
  objects::Metadata map;
  if (lock.mode != objects::ObjectLock::Mode::none) {
    map["mode"] = lock.mode == objects::ObjectLock::Mode::governance ? "governance" : "compliance";
    map["until_ms"] = std::to_string(lock.retain_until.time_since_epoch().count());
  }
  if (lock.legal_hold) map["legal_hold"] = "on";
  append_metadata(text, map);
}

objects::ObjectLock take_lock(std::string_view& text) {
  auto const map = take_metadata(text);
  objects::ObjectLock lock;
  lock.legal_hold = map.contains("legal_hold");
  auto const mode = map.find("mode");
  if (mode == map.end()) return lock;
  lock.mode = mode->second == "governance" ? objects::ObjectLock::Mode::governance
                                           : objects::ObjectLock::Mode::compliance;
  std::int64_t until_ms = 0;
  if (auto const until = map.find("until_ms"); until != map.end()) {
    std::from_chars(until->second.data(), until->second.data() + until->second.size(), until_ms);
  }
  lock.retain_until = Timestamp(std::chrono::milliseconds(until_ms));
  return lock;
}

}  // namespace helio::sqlite
