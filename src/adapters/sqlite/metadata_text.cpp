#include "adapters/sqlite/metadata_text.hpp"

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

}  // namespace helio::sqlite
