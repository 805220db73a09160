#include "helio/text_blocks.hpp"

#include <fmt/format.h>

#include "helio/terminal_text.hpp"

namespace helio::cli {

std::string painted(std::string text, char const* ansi, TableStyle style) {
  return style.colour ? fmt::format("\x1b[{}m{}\x1b[0m", ansi, text) : text;
}

std::string block(char const* name, std::vector<std::string> lines, char const* if_empty,
                  TableStyle style) {
  if (lines.empty()) lines.emplace_back(if_empty);
  std::string text;
  for (std::string const& line : lines) {
    std::string heading = fmt::format("  {:<{}}", text.empty() ? name : "", kNameColumns - 2);
    text += painted(std::move(heading), "1", style);
    text += shorten(line, style.columns - kNameColumns) + "\n";
  }
  return text;
}

std::string size_text(std::uint64_t bytes) {
  auto const size = static_cast<double>(bytes);
  if (bytes < 1000) return fmt::format("{} bytes", bytes);
  if (bytes < 1'000'000) return fmt::format("{:.0f} kB", size / 1e3);
  return fmt::format("{:.1f} MB", size / 1e6);
}

}  // namespace helio::cli
