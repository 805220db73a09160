// ManifestReader: typed, bounded fields of one JSON object of a manifest.
//
// The first fault is kept and later reads give defaults, so that reading code stays a plain list of
// fields; ask failed() before using what was read. The message names the field, what it holds and
// what it should be.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "vision/pack.hpp"

namespace helio::vision {

class ManifestReader {
 public:
  ManifestReader(Json const& object, std::string where);

  [[nodiscard]] std::string text(char const* field);
  [[nodiscard]] std::string text_or(char const* field, std::string_view fallback);
  [[nodiscard]] int integer(char const* field, int min, int max);
  [[nodiscard]] int integer_or(char const* field, int fallback, int min, int max);
  [[nodiscard]] std::vector<float> numbers(char const* field, std::size_t count_max);
  [[nodiscard]] std::map<std::string, std::string> texts(char const* field);
  [[nodiscard]] Json const& array(char const* field, std::size_t size_max);
  [[nodiscard]] std::string one_of(char const* field, std::string_view fallback,
                                   std::vector<std::string_view> const& choices);

  // The whole entry of one model; `file` is still the bare name, labels are not read.
  [[nodiscard]] ModelManifest model();

  [[nodiscard]] std::string const& where() const noexcept { return where_; }
  [[nodiscard]] bool failed() const noexcept { return error_.has_value(); }
  [[nodiscard]] Error const& error() const noexcept { return *error_; }

 private:
  // The field's value, or nullptr where it is absent.
  [[nodiscard]] Json const* find(char const* field) const;
  void refuse(char const* field, std::string const& wanted);
  [[nodiscard]] ModelInput input(char const* field);

  Json const& object_;
  std::string where_;
  std::optional<Error> error_;
};

}  // namespace helio::vision
