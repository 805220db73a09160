#include <algorithm>

#include "asl/json_path.hpp"
#include "asl/json_path_program.hpp"

namespace helio::asl {
namespace {

constexpr std::string_view kInvalid = "InvalidPath";

bool starts_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool in_name(char c) { return starts_name(c) || (c >= '0' && c <= '9'); }

class PathParser {
 public:
  PathParser(TextCursor& cursor, PathPlace place, int filter_depth)
      : cursor_(cursor), place_(place), filter_depth_(filter_depth) {}

  Result<PathProgram> parse();

 private:
  Result<void> take_root();
  Result<bool> take_step();  // false at the end of the path
  Result<PathSelect> take_dotted();
  Result<PathSelect> take_bracketed();
  Result<PathSelect> take_selection();
  Result<PathSelect> take_names();
  Result<PathSelect> take_positions();
  Result<void> take_function(std::string_view name);
  Result<std::string> take_dotted_name();
  [[nodiscard]] bool ends_name(char c) const;

  TextCursor& cursor_;
  PathPlace place_;
  int filter_depth_;
  PathProgram path_;
};

Result<PathProgram> PathParser::parse() {
  std::size_t const start = cursor_.at();
  if (auto const root = take_root(); !root) return tl::unexpected(root.error());
  while (true) {
    auto const more = take_step();
    if (!more) return tl::unexpected(more.error());
    if (!*more) break;
    if (path_.steps.size() > kPathStepsMax) {
      return cursor_.error(kInvalid, "The path has too many steps");
    }
  }
  bool const whole = place_ == PathPlace::whole || place_ == PathPlace::reference;
  if (whole && !cursor_.done()) {
    return cursor_.error(kInvalid, "A '.' or a '[' is expected");
  }
  for (std::size_t i = 0; i < path_.steps.size(); ++i) {
    bool const last = i + 1 == path_.steps.size();
    path_.definite = path_.definite && path_.steps[i].definite(last);
  }
  path_.text = cursor_.since(start);
  return std::move(path_);
}

Result<void> PathParser::take_root() {
  if (place_ == PathPlace::filter && cursor_.accept("@")) {
    path_.root = PathRoot::current;
    return {};
  }
  if (!cursor_.accept("$")) return cursor_.error(kInvalid, "A path begins with '$'");
  if (cursor_.accept("$")) {
    path_.root = PathRoot::context;
  } else if (starts_name(cursor_.peek())) {
    path_.root = PathRoot::variable;
    while (in_name(cursor_.peek())) path_.variable += cursor_.take();
  }
  return {};
}

Result<bool> PathParser::take_step() {
  char const next = cursor_.peek();
  if (next != '.' && next != '[') return false;
  if (path_.function) return cursor_.error(kInvalid, "A function ends the path");
  bool const descend = cursor_.accept("..");
  if (descend && cursor_.peek() == '.') return cursor_.error(kInvalid, "A name is expected");
  bool const dotted = descend ? cursor_.peek() != '[' : cursor_.accept(".");
  if (!descend && dotted && cursor_.peek() == '[') {
    return cursor_.error(kInvalid, "A name is expected");
  }
  Result<PathSelect> selected = dotted ? take_dotted() : take_bracketed();
  if (!selected) return fail(selected);
  if (path_.function) {
    if (descend) return cursor_.error(kInvalid, "A name is expected after '..'");
    return true;
  }
  path_.steps.emplace_back();
  path_.steps.back().descend = descend;
  path_.steps.back().select = std::move(*selected);
  return true;
}

Result<PathSelect> PathParser::take_dotted() {
  if (cursor_.accept("*")) return Wildcard{};
  std::size_t const start = cursor_.at();
  auto name = take_dotted_name();
  if (!name) return fail(name);
  if (cursor_.peek() == '(') {
    if (auto const taken = take_function(cursor_.since(start)); !taken) {
      return tl::unexpected(taken.error());
    }
    return Wildcard{};
  }
  if (name->empty()) return cursor_.error(kInvalid, "A name is expected");
  return Names{{std::move(*name)}};
}

bool PathParser::ends_name(char c) const {
  std::string_view const everywhere = ".[( \t\r\n";
  std::string_view const in_references = "@,:?*";
  std::string_view const in_arguments = ",)'";
  std::string_view const in_filters = ",)]=<>!&|~";
  if (everywhere.find(c) != everywhere.npos) return true;
  if (place_ == PathPlace::reference) return in_references.find(c) != in_references.npos;
  if (place_ == PathPlace::argument) return in_arguments.find(c) != in_arguments.npos;
  if (place_ == PathPlace::filter) return in_filters.find(c) != in_filters.npos;
  return false;
}

Result<std::string> PathParser::take_dotted_name() {
  std::string name;
  while (!cursor_.done() && !ends_name(cursor_.peek())) {
    char const c = cursor_.take();
    if (c != '\\') {
      name += c;
      continue;
    }
    auto const escaped = take_escaped(cursor_, kInvalid);
    if (!escaped) return escaped;
    name += *escaped;
  }
  if (place_ == PathPlace::whole && cursor_.peek() == ' ') {
    return cursor_.error(kInvalid, "A name with a space goes into brackets: ['a name']; space");
  }
  return name;
}

Result<void> PathParser::take_function(std::string_view name) {
  auto const function = function_named(name);
  if (!function) return cursor_.error(kInvalid, "No path function has this name");
  cursor_.take();
  cursor_.skip_spaces();
  if (*function == PathFunction::index) {
    auto const argument = take_integer(cursor_, kInvalid);
    if (!argument) return tl::unexpected(argument.error());
    path_.function_argument = *argument;
    cursor_.skip_spaces();
  }
  if (!cursor_.accept(")")) return cursor_.error(kInvalid, "A ')' is expected");
  path_.function = function;
  return {};
}

Result<PathSelect> PathParser::take_bracketed() {
  cursor_.take();
  cursor_.skip_spaces();
  if (cursor_.accept("?")) {
    cursor_.skip_spaces();
    if (!cursor_.accept("(")) return cursor_.error(kInvalid, "A '(' is expected after '?'");
    auto filter = parse_filter(cursor_, filter_depth_ + 1);
    if (!filter) return fail(filter);
    return std::make_shared<PathFilter const>(std::move(*filter));
  }
  auto selected = take_selection();
  if (!selected) return selected;
  cursor_.skip_spaces();
  if (!cursor_.accept("]")) return cursor_.error(kInvalid, "A ']' is expected");
  return selected;
}

Result<PathSelect> PathParser::take_selection() {
  if (cursor_.accept("*")) return Wildcard{};
  bool const quoted = cursor_.peek() == '\'' || cursor_.peek() == '"';
  return quoted ? take_names() : take_positions();
}

Result<PathSelect> PathParser::take_names() {
  Names names;
  while (true) {
    cursor_.skip_spaces();
    if (cursor_.peek() != '\'' && cursor_.peek() != '"') {
      return cursor_.error(kInvalid, "A name in quotes is expected");
    }
    auto name = take_quoted(cursor_, kInvalid);
    if (!name) return fail(name);
    names.names.push_back(std::move(*name));
    cursor_.skip_spaces();
    if (!cursor_.accept(",")) return names;
  }
}

Result<PathSelect> PathParser::take_positions() {
  std::vector<std::optional<std::int64_t>> numbers(1);
  char separator = '\0';
  while (true) {
    cursor_.skip_spaces();
    if (cursor_.peek() != ':' && cursor_.peek() != ']' && cursor_.peek() != ',') {
      auto const number = take_integer(cursor_, kInvalid);
      if (!number) return tl::unexpected(number.error());
      numbers.back() = *number;
      cursor_.skip_spaces();
    }
    if (cursor_.peek() != ':' && cursor_.peek() != ',') break;
    char const found = cursor_.take();
    if (separator != '\0' && found != separator) {
      return cursor_.error(kInvalid, "A list of indexes and a slice do not mix");
    }
    separator = found;
    numbers.emplace_back();
  }
  if (separator == ':') {
    if (numbers.size() > 3 || (numbers.size() == 3 && numbers[2].value_or(1) < 1)) {
      return cursor_.error(kInvalid, "A slice is [from:to:step] with a step of 1 or more");
    }
    Slice const slice{numbers[0], numbers[1], numbers.size() == 3 ? numbers[2].value_or(1) : 1};
    return slice;
  }
  Indexes list;
  for (auto const& number : numbers) {
    if (!number) return cursor_.error(kInvalid, "An index is expected");
    list.indexes.push_back(*number);
  }
  return list;
}

}  // namespace

bool PathStep::definite(bool last) const noexcept {
  if (descend) return false;
  if (auto const* const names = std::get_if<Names>(&select)) {
    return last || names->names.size() == 1;
  }
  auto const* const positions = std::get_if<Indexes>(&select);
  return positions != nullptr && positions->indexes.size() == 1;
}

std::string PathProgram::normalised(std::size_t count) const {
  std::string out = root == PathRoot::current ? "@" : "$";
  out += variable;
  for (std::size_t i = 0; i < std::min(count, steps.size()); ++i) {
    if (auto const* const names = std::get_if<Names>(&steps[i].select)) {
      std::string separator = "['";
      for (std::string const& name : names->names) {
        out += separator + name;
        separator = "','";
      }
      out += "']";
    } else if (auto const* const positions = std::get_if<Indexes>(&steps[i].select)) {
      out += "[" + std::to_string(positions->indexes.front()) + "]";
    }
  }
  return out;
}

Result<std::string> take_quoted(TextCursor& cursor, std::string_view error_name) {
  char const quote = cursor.take();
  std::string text;
  while (cursor.peek() != quote || cursor.done()) {
    if (cursor.done()) return cursor.error(error_name, "The closing quote is missing");
    char const c = cursor.take();
    if (c != '\\') {
      text += c;
      continue;
    }
    auto const escaped = take_escaped(cursor, error_name);
    if (!escaped) return escaped;
    text += *escaped;
  }
  cursor.take();
  return text;
}

Result<PathProgram> parse_path(TextCursor& cursor, PathPlace place, int filter_depth) {
  return PathParser(cursor, place, filter_depth).parse();
}

}  // namespace helio::asl
