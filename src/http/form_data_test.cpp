// Goal: a form comes apart the same, however the network cuts it; what is no form is refused.
#include "http/form_data.hpp"

#include <gtest/gtest.h>

#include "base/encoding.hpp"

namespace helio::http {
namespace {

class Told final : public FormSink {
 public:
  Result<void> begin_part(FormPart part) override {
    text += "[" + part.name + (part.file_name ? "(" + *part.file_name + ")" : "") + ":";
    return {};
  }
  Result<void> write_part(BytesView piece) override {
    text += text_of(piece);
    return {};
  }
  Result<void> end_part() override {
    text += "]";
    return {};
  }
  std::string text;
};

// What was told, or the error's name.
std::string parse(std::string_view body, std::size_t piece_bytes) {
  Told told;
  FormDataParser parser("BOUND", told);
  for (std::size_t at = 0; at < body.size(); at += piece_bytes) {
    auto const taken = parser.write(bytes_of(body.substr(at, piece_bytes)));
    if (!taken) return taken.error().name;
  }
  auto const whole = parser.finish();
  return whole ? told.text : whole.error().name;
}

TEST(FormData, Table) {
  std::string const bad = "MalformedForm";
  std::string const head = "Content-Disposition: form-data; name=";
  struct Row {
    char const* name;
    std::string body;
    std::string want;
  };
  Row const rows[] = {
      {"two parts",
       "--BOUND\r\n" + head + "\"a\"\r\n\r\n1\r\n--BOUND\r\n" + head +
           "\"file\"; filename=\"x.jpg\"\r\nContent-Type: image/jpeg\r\n\r\nbytes\r\n--BOUND--\r\n",
       "[a:1][file(x.jpg):bytes]"},
      {"preamble and epilogue", "hi\r\n--BOUND \t\r\n" + head + "a\r\n\r\n1\r\n--BOUND--bye",
       "[a:1]"},
      {"an empty part", "--BOUND\r\n" + head + "a\r\n\r\n\r\n--BOUND--", "[a:]"},
      {"an empty form", "--BOUND--", ""},
      {"almost a boundary", "--BOUND\r\n" + head + "a\r\n\r\n\r\n--BOUN\r\n--BOUN\r\r\n--BOUND--",
       "[a:\r\n--BOUN\r\n--BOUN\r]"},
      {"a Windows path and a quote",
       "--BOUND\r\n" + head + "\"a;\\\"b\"; filename=\"C:\\d\\x y.jpg\"\r\n\r\n1\r\n--BOUND--",
       "[a;\"b(x y.jpg):1]"},
      {"words without case",
       "--BOUND\r\ncontent-disposition:Form-Data;NAME=a\r\n\r\n1\r\n--BOUND--", "[a:1]"},
      {"nothing", "", bad},
      {"cut short", "--BOUND\r\n" + head + "a\r\n\r\n1\r\n--BOUND", bad},
      {"no line break after the boundary", "--BOUNDARY\r\n", bad},
      {"no headers", "--BOUND\r\n\r\n1\r\n--BOUND--", bad},
      {"no name", "--BOUND\r\nContent-Disposition: form-data\r\n\r\n1\r\n--BOUND--", bad},
      {"not a form's part", "--BOUND\r\nContent-Disposition: file; name=a\r\n\r\n1\r\n--BOUND--",
       bad},
      {"a header without colon", "--BOUND\r\nContent\r\n\r\n1\r\n--BOUND--", bad},
      {"endless headers", "--BOUND\r\n" + head + std::string(9000, 'a'), bad},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    for (std::size_t const piece : {std::size_t{1}, std::size_t{7}, std::size_t{4096}}) {
      EXPECT_EQ(parse(row.body, piece), row.want);
    }
  }
}

TEST(FormData, Boundaries) {
  EXPECT_EQ(form_boundary("multipart/form-data; boundary=abc"), "abc");
  EXPECT_EQ(form_boundary("Multipart/Form-Data; charset=utf-8; boundary=\"a b\""), "a b");
  EXPECT_EQ(form_boundary("multipart/form-data"), std::nullopt);
  EXPECT_EQ(form_boundary("multipart/form-data; boundary="), std::nullopt);
  EXPECT_EQ(form_boundary("multipart/form-data; boundary=" + std::string(71, 'b')), std::nullopt);
  EXPECT_EQ(form_boundary("multipart/mixed; boundary=abc"), std::nullopt);
}

}  // namespace
}  // namespace helio::http
