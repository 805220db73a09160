#include "asl/data_texts.hpp"

#include <nlohmann/json.hpp>

#include "base/json_dump.hpp"

namespace helio::asl {
namespace {

// Of JSON text: what must be escaped besides is escaped in it already.
std::string quote(std::string_view json) {
  std::string quoted(2 * json.size() + 2, '"');
  char* to = quoted.data() + 1;
  for (char const c : json) {
    if (c == '"' || c == '\\') *to++ = '\\';
    *to++ = c;
  }
  *to++ = '"';
  quoted.resize(static_cast<std::size_t>(to - quoted.data()));
  return quoted;
}

}  // namespace

std::string const& DataTexts::plain(Data const& data) {
  auto const [known, is_new] = texts_.try_emplace(data.get());
  if (is_new) known->second = {data, dump_json(*data), {}};
  return known->second.plain;
}

std::string const& DataTexts::quoted(Data const& data) {
  std::string const& text = plain(data);
  std::string& quoted = texts_.at(data.get()).quoted;
  if (quoted.empty()) quoted = quote(text);
  return quoted;
}

ObjectText::ObjectText(Json const& members) : text_(dump_json(members)) { text_.pop_back(); }

void ObjectText::add(std::string_view name, std::string_view value_text) {
  if (text_.size() > 1) text_ += ',';
  text_.append(1, '"').append(name).append("\":").append(value_text);
}

std::string ObjectText::finish() && {
  text_ += '}';
  return std::move(text_);
}

std::string array_text(std::vector<std::string> const& elements) {
  std::string text = "[";
  for (std::string const& element : elements) {
    if (text.size() > 1) text += ',';
    text += element;
  }
  return text + "]";
}

}  // namespace helio::asl
