// Result and Error: how every function of Heliograph that can fail says so.
//
// Three kinds of failure, three ways. A bug is an assert. An expected failure, everything that
// data from outside can cause, is a Result. A foreign exception (OpenVINO, SQLite) is caught in the
// adapter that called the library and becomes an Error there.
//
// `code` is named after what the caller can do about it. `name` is the stable word a program
// matches on, in AWS's vocabulary where AWS has one ("InvalidImageFormat", "ImageTooLarge").
// `message` is one sentence for the person who sent the data: what is wrong and what to do.
// `detail` is for the log only and may be empty.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <tl/expected.hpp>

namespace helio {

enum class Errc {
  invalid_argument,  // the request is wrong: change it
  not_found,         // no such file, model, object: name another
  unsupported,       // well-formed, but not something this build or machine does
  too_large,         // over a limit: make it smaller or raise the limit
  conflict,          // somebody else was faster, or it exists: read again
  unauthenticated,   // say who you are
  forbidden,         // not allowed to you
  exhausted,         // a bounded queue or the disk is full: try later
  cancelled,         // the caller gave up
  timed_out,         // took longer than its limit
  unavailable,       // a part this depends on does not answer: try again
  corrupt,           // stored data does not match its checksum or format
  internal           // our fault
};

struct Error {
  Errc code = Errc::internal;
  std::string name;
  std::string message;
  std::string detail = {};
};

template <typename T>
using Result = tl::expected<T, Error>;

// The failed side of a Result: `return fail(Errc::not_found, "NoSuchModel", "…");`
[[nodiscard]] inline tl::unexpected<Error> fail(Errc code, std::string_view name,
                                                std::string message, std::string detail = {}) {
  return tl::unexpected<Error>(
      Error{code, std::string(name), std::move(message), std::move(detail)});
}

// Passes an error on: `if (!header) return fail(header);`
template <typename T>
[[nodiscard]] tl::unexpected<Error> fail(Result<T>& failed) {
  return tl::unexpected<Error>(std::move(failed.error()));
}

// The code's own spelling, for logs and tests: "invalid_argument".
[[nodiscard]] std::string_view to_string(Errc code) noexcept;

}  // namespace helio
