// FormData: a multipart/form-data body (RFC 7578) as it streams, part by part.
//
// Memory   bounded by kHeaderBytesMax and the boundary, whatever the parts hold.
// Errors   invalid_argument "MalformedForm", and those of the sink, which end the parsing.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/file.hpp"
#include "base/result.hpp"

namespace helio::http {

struct FormPart {
  std::string name;
  std::optional<std::string> file_name;  // as sent, without the folders before it
};

class FormSink {
 public:
  virtual ~FormSink() = default;
  [[nodiscard]] virtual Result<void> begin_part(FormPart part) = 0;
  [[nodiscard]] virtual Result<void> write_part(BytesView piece) = 0;
  [[nodiscard]] virtual Result<void> end_part() = 0;
};

// The boundary of "multipart/form-data; boundary=…"; none where it is no such type.
[[nodiscard]] std::optional<std::string> form_boundary(std::string_view content_type);

class FormDataParser {
 public:
  static constexpr std::size_t kHeaderBytesMax = 8 * 1024;  // of one part

  // `sink` outlives the parser.
  FormDataParser(std::string_view boundary, FormSink& sink);

  [[nodiscard]] Result<void> write(BytesView piece);
  // The body has ended: so must have the form.
  [[nodiscard]] Result<void> finish();

 private:
  enum class State { preamble, delimiter, headers, content, end };
  // True: there is more to do with what is pending.
  [[nodiscard]] Result<bool> step();
  [[nodiscard]] Result<bool> read_content();
  [[nodiscard]] Result<bool> read_delimiter();
  [[nodiscard]] Result<bool> read_headers();

  const std::string delimiter_;  // with the line break before it
  FormSink& sink_;
  State state_ = State::preamble;
  std::string pending_;
};

}  // namespace helio::http
