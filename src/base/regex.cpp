#include "base/regex.hpp"

#include <string>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

namespace helio {
namespace {

constexpr std::uint32_t kMatchStepsMax = 200'000;
constexpr std::uint32_t kMatchDepthMax = 10'000;
constexpr std::uint32_t kMatchHeapKibMax = 4096;
constexpr std::size_t kPatternBytesMax = 1024;
constexpr std::uint32_t kPatternNestingMax = 32;

Result<std::uint32_t> options_of(std::string_view flags) {
  std::uint32_t options = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF;
  for (char const flag : flags) {
    switch (flag) {
      case 'i':
        options |= PCRE2_CASELESS;
        break;
      case 's':
        options |= PCRE2_DOTALL;
        break;
      case 'm':
        options |= PCRE2_MULTILINE;
        break;
      case 'x':
        options |= PCRE2_EXTENDED;
        break;
      case 'u':
        options |= PCRE2_UCP;
        break;
      default:
        return fail(Errc::invalid_argument, "InvalidRegex",
                    "A regular expression has only the flags i, s, m, x and u.");
    }
  }
  return options;
}

struct CompileContext {
  CompileContext() : context(pcre2_compile_context_create(nullptr)) {
    pcre2_set_parens_nest_limit(context, kPatternNestingMax);
  }
  ~CompileContext() { pcre2_compile_context_free(context); }
  CompileContext(CompileContext const&) = delete;
  CompileContext& operator=(CompileContext const&) = delete;
  pcre2_compile_context* context;
};

}  // namespace

struct Regex::Code {
  explicit Code(pcre2_code* compiled) : code(compiled) {}
  ~Code() { pcre2_code_free(code); }
  Code(Code const&) = delete;
  Code& operator=(Code const&) = delete;
  pcre2_code* code;
};

Result<Regex> Regex::compile(std::string_view pattern, std::string_view flags) {
  if (pattern.size() > kPatternBytesMax) {
    return fail(Errc::invalid_argument, "InvalidRegex", "The regular expression is too long.");
  }
  auto const options = options_of(flags);
  if (!options) return tl::unexpected(options.error());
  CompileContext const context;
  int error = 0;
  std::size_t offset = 0;
  pcre2_code* const code =
      pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(),
                    *options | PCRE2_NEVER_BACKSLASH_C, &error, &offset, context.context);
  if (code == nullptr) {
    return fail(Errc::invalid_argument, "InvalidRegex",
                "The regular expression '" + std::string(pattern) + "' is not valid at character " +
                    std::to_string(offset + 1) + ".");
  }
  return Regex(std::make_shared<Code const>(code));
}

Result<bool> Regex::matches(std::string_view text) const {
  pcre2_match_data* const data = pcre2_match_data_create(1, nullptr);
  pcre2_match_context* const limits = pcre2_match_context_create(nullptr);
  pcre2_set_match_limit(limits, kMatchStepsMax);
  pcre2_set_depth_limit(limits, kMatchDepthMax);
  pcre2_set_heap_limit(limits, kMatchHeapKibMax);
  int const result = pcre2_match(code_->code, reinterpret_cast<PCRE2_SPTR>(text.data()),
                                 text.size(), 0, PCRE2_ANCHORED | PCRE2_ENDANCHORED, data, limits);
  pcre2_match_context_free(limits);
  pcre2_match_data_free(data);
  if (result >= 0) return true;
  if (result == PCRE2_ERROR_NOMATCH) return false;
  return fail(Errc::too_large, "RegexTooCostly",
              "The regular expression takes too long on this text; make it simpler.");
}

}  // namespace helio
