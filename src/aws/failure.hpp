// Failure: an Error with what AWS says besides code and message, such as the StringToSign of a
// signature that does not match. S3 writes them as elements of its error document.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "base/result.hpp"

namespace helio::aws {

struct Failure {
  Failure(Error e) : error(std::move(e)) {}  // NOLINT(google-explicit-constructor): an Error is one
  Failure(Errc code, std::string_view name, std::string message)
      : error{code, std::string(name), std::move(message), {}} {}

  // `Failure(…).with("Key", key)`
  [[nodiscard]] Failure with(std::string name, std::string value) && {
    elements.emplace_back(std::move(name), std::move(value));
    return std::move(*this);
  }

  // A header of the response besides.
  [[nodiscard]] Failure with_header(std::string name, std::string value) && {
    headers.emplace_back(std::move(name), std::move(value));
    return std::move(*this);
  }

  Error error;
  std::vector<std::pair<std::string, std::string>> elements = {};
  std::vector<std::pair<std::string, std::string>> headers = {};
};

template <typename T>
using Outcome = tl::expected<T, Failure>;

[[nodiscard]] inline tl::unexpected<Failure> refuse(Errc code, std::string_view name,
                                                    std::string message) {
  return tl::unexpected<Failure>(Failure(code, name, std::move(message)));
}
[[nodiscard]] inline tl::unexpected<Failure> refuse(Failure failure) {
  return tl::unexpected<Failure>(std::move(failure));
}

}  // namespace helio::aws
