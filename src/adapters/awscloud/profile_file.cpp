#include "adapters/awscloud/profile_file.hpp"

#include <algorithm>

#include "http/text.hpp"

namespace helio::awscloud {
namespace {

constexpr std::string_view kBlanks = " \t\r";

std::string_view trimmed(std::string_view text) {
  auto const first = text.find_first_not_of(kBlanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

bool is_comment(std::string_view text) { return text.starts_with('#') || text.starts_with(';'); }

// A value ends where white space and a comment sign follow: "a#b" is a value, "a #b" is not.
std::string_view without_comment(std::string_view value) {
  for (std::size_t at = 1; at < value.size(); ++at) {
    if (is_comment(value.substr(at)) && kBlanks.find(value[at - 1]) != kBlanks.npos) {
      return value.substr(0, at);
    }
  }
  return is_comment(value) ? std::string_view() : value;
}

struct Setting {
  std::string name;  // lower case; empty: the line is no setting
  std::string value;
};

Setting setting_of(std::string_view line) {
  auto const equals = line.find('=');
  if (equals == line.npos) return {};
  return {http::lower(trimmed(line.substr(0, equals))),
          std::string(trimmed(without_comment(trimmed(line.substr(equals + 1)))))};
}

// The words of "[profile photos]": its last may hold blanks.
struct Title {
  std::string_view kind, name;
};

Title title_of(std::string_view line) {
  auto const end = line.find(']');
  if (end == line.npos) return {};
  std::string_view const text = trimmed(line.substr(1, end - 1));
  auto const blank = text.find_first_of(kBlanks);
  if (blank == text.npos) return {{}, text};
  return {text.substr(0, blank), trimmed(text.substr(blank))};
}

// Null: of a section that means nothing here ("sso-session x").
ProfileSection* section_of(ProfileFile& file, std::string_view line, ProfileFileKind kind) {
  Title const title = title_of(line);
  if (title.name.empty()) return nullptr;
  std::string const name(title.name);
  if (kind == ProfileFileKind::credentials) {
    return title.kind.empty() ? &file.profiles[name] : nullptr;
  }
  if (title.kind == "profile") return &file.profiles[name];
  if (title.kind == "services") return &file.services[name];
  return title.kind.empty() && name == "default" ? &file.profiles[name] : nullptr;
}

}  // namespace

Result<ProfileFile> parse_profile_file(std::string_view text, ProfileFileKind kind) {
  bool const long_file = text.size() > kProfileFileBytesMax ||
                         std::ranges::count(text, '\n') > std::ptrdiff_t{kProfileLinesMax};
  if (long_file) {
    return fail(Errc::too_large, "ProfileFileTooLarge",
                "A profile file has at most 1 MiB and 20,000 lines; take out what is not needed.");
  }
  ProfileFile file;
  ProfileSection* section = nullptr;
  std::string parent;  // of indented lines
  while (!text.empty()) {
    auto const end = std::min(text.find('\n'), text.size());
    std::string_view const line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    std::string_view const content = trimmed(line);
    if (content.empty() || is_comment(content)) continue;
    if (line.front() == '[') {
      section = section_of(file, content, kind);
      parent.clear();
      continue;
    }
    Setting setting = setting_of(content);
    bool const nested = kBlanks.find(line.front()) != kBlanks.npos;
    if (section == nullptr || setting.name.empty() || (nested && parent.empty())) continue;
    if (nested) {
      (*section)[parent + "." + setting.name] = std::move(setting.value);
    } else {
      parent = setting.name;
      (*section)[setting.name] = std::move(setting.value);
    }
  }
  return file;
}

}  // namespace helio::awscloud
