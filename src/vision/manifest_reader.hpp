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
  ManifestReader(const Json& object, std::string where);

  [[nodiscard]] std::string text(const char* field);
  [[nodiscard]] std::string text_or(const char* field, std::string_view fallback);
  [[nodiscard]] int integer(const char* field, int min, int max);
  [[nodiscard]] int integer_or(const char* field, int fallback, int min, int max);
  [[nodiscard]] std::vector<float> numbers(const char* field, std::size_t count_max);
  [[nodiscard]] std::map<std::string, std::string> texts(const char* field);
  [[nodiscard]] const Json& array(const char* field, std::size_t size_max);
  [[nodiscard]] std::string one_of(const char* field, std::string_view fallback,
                                   const std::vector<std::string_view>& choices);

  // The whole entry of one model; `file` is still the bare name, labels are not read.
  [[nodiscard]] ModelManifest model();

  [[nodiscard]] const std::string& where() const noexcept { return where_; }
  [[nodiscard]] bool failed() const noexcept { return error_.has_value(); }
  [[nodiscard]] const Error& error() const noexcept { return *error_; }

 private:
  // The field's value, or nullptr where it is absent.
  [[nodiscard]] const Json* find(const char* field) const;
  void refuse(const char* field, const std::string& wanted);
  [[nodiscard]] ModelInput input(const char* field);

  const Json& object_;
  std::string where_;
  std::optional<Error> error_;
};

}  // namespace helio::vision
