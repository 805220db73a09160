// Goal: the small parts by tables: error codes, addresses, XML bodies, UTF-8.
#include <gtest/gtest.h>

#include "aws/s3/address.hpp"
#include "aws/s3/error_status.hpp"
#include "aws/s3/xml_body.hpp"
#include "aws/s3/xml_writer.hpp"
#include "base/utf8.hpp"

namespace helio::aws::s3 {
namespace {

TEST(ErrorStatus, EveryErrcHasAnAnswer) {
  struct Row {
    Errc code;
    char const* name;
    char const* want;
    int status;
  };
  Row const rows[] = {
      {Errc::invalid_argument, "InvalidRange", "InvalidRange", 416},
      {Errc::conflict, "PreconditionFailed", "PreconditionFailed", 412},
      {Errc::exhausted, "SlowDown", "SlowDown", 503},
      {Errc::exhausted, "DiskFull", "DiskFull", 507},
      {Errc::invalid_argument, "MissingContentLength", "MissingContentLength", 411},
      {Errc::invalid_argument, "Unheard", "InvalidArgument", 400},
      {Errc::not_found, "Unheard", "NoSuchKey", 404},
      {Errc::unsupported, "Unheard", "NotImplemented", 501},
      {Errc::too_large, "Unheard", "EntityTooLarge", 400},
      {Errc::conflict, "Unheard", "OperationAborted", 409},
      {Errc::unauthenticated, "Unheard", "AccessDenied", 403},
      {Errc::forbidden, "Unheard", "AccessDenied", 403},
      {Errc::exhausted, "QueueFull", "SlowDown", 503},
      {Errc::cancelled, "Unheard", "RequestTimeout", 400},
      {Errc::timed_out, "Unheard", "RequestTimeout", 400},
      {Errc::unavailable, "StoreUnavailable", "ServiceUnavailable", 503},
      {Errc::corrupt, "StoreCorrupt", "InternalError", 500},
      {Errc::internal, "Unheard", "InternalError", 500},
  };
  for (Row const& row : rows) {
    auto const wire = wire_error({row.code, row.name, "", ""});
    EXPECT_EQ(wire.code, row.want) << row.name;
    EXPECT_EQ(wire.status, row.status) << row.name;
  }
}

TEST(Address, Table) {
  std::string const domains[] = {"localhost", "s3.localhost", "helio.example.org"};
  struct Row {
    char const* host;
    char const* path;
    Address want;
  };
  Row const rows[] = {
      {"localhost:8080", "/", {"", ""}},
      {"localhost", "/bucket", {"bucket", ""}},
      {"127.0.0.1:80", "/bucket/", {"bucket", ""}},
      {"[::1]:80", "/bucket/a/b", {"bucket", "a/b"}},
      {"[::1]", "/bucket//a", {"bucket", "/a"}},
      {"bucket.localhost:8080", "/", {"bucket", ""}},
      {"Bucket.LocalHost", "/a%2Fb%20c", {"bucket", "a/b c"}},
      {"my.bucket.localhost", "/k", {"my.bucket", "k"}},
      {"s3.localhost", "/bucket/k", {"bucket", "k"}},
      {"bucket.s3.localhost", "/k", {"bucket", "k"}},
      {"bucket.helio.example.org", "/../k", {"bucket", "../k"}},
      {"notlocalhost", "/bucket/k", {"bucket", "k"}},
      {".localhost", "/bucket/k", {"bucket", "k"}},
      {"", "/bucket/k%2B+", {"bucket", "k++"}},
  };
  for (Row const& row : rows) {
    auto const got = parse_address(row.host, row.path, domains);
    ASSERT_TRUE(got) << row.host << row.path;
    EXPECT_EQ(got->bucket, row.want.bucket) << row.host << row.path;
    EXPECT_EQ(got->key, row.want.key) << row.host << row.path;
  }
  for (char const* const path :
       {"", "bucket", "/b/%", "/b/%4", "/b/%zz", "/b/%C3", "/b/%ED%A0%80"}) {
    EXPECT_EQ(parse_address("localhost", path, domains).error().name, "InvalidURI") << path;
  }
}

TEST(XmlBody, Table) {
  auto const good = parse_xml(
      "<?xml version=\"1.0\"?><!-- &a --><x:A xmlns:x=\"u\"><B> 1 </B>"
      "<C><![CDATA[<&]]></C><B>2</B><D>&amp;&#233;&#xe9;</D></x:A>\n",
      "A");
  ASSERT_TRUE(good);
  EXPECT_EQ(good->children.size(), 4U);
  EXPECT_EQ(good->child_text("B"), "1");
  EXPECT_EQ(good->child_text("C"), "<&");
  EXPECT_EQ(good->child_text("D"), "&\xc3\xa9\xc3\xa9");
  EXPECT_EQ(good->child_text("E"), "");
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<A>";
  for (std::string const& bad : {std::string(),
                                 std::string("text"),
                                 std::string("<A>"),
                                 std::string("<A></B>"),
                                 std::string("<B/>"),
                                 std::string("<A"),
                                 deep,
                                 std::string("<A>&bomb;"),
                                 std::string("<!DOCTYPE a><A/>"),
                                 std::string("<A/><A/>"),
                                 std::string("<A/>text"),
                                 std::string("text<A/>"),
                                 std::string("<A/><![CDATA[x]]>"),
                                 std::string("<A>&bomb;</A>"),
                                 std::string("<A>&;</A>"),
                                 std::string("<A>&</A>"),
                                 std::string("<A>&#0;</A>"),
                                 std::string("<A>&#x;</A>"),
                                 std::string("<A>&#1;</A>"),
                                 std::string("<A>&#xD800;</A>"),
                                 std::string("<A>&#xFFFE;</A>"),
                                 std::string("<A>&#x110000;</A>"),
                                 std::string("<A>&#99999999999;</A>"),
                                 std::string("<A>\x01</A>"),
                                 std::string("<A>\xef\xbf\xbf</A>"),
                                 std::string("<A b='&x;'/>"),
                                 std::string("<A b='1' b='2'/>"),
                                 std::string("<A><B c='' c=''/></A>")}) {
    EXPECT_EQ(parse_xml(bad, "A").error().name, "MalformedXML") << bad.substr(0, 20);
  }
  std::string closed = deep;
  for (int i = 0; i < 100'000; ++i) closed += "</A>";
  EXPECT_EQ(parse_xml(closed, "A").error().name, "MalformedXML");
  EXPECT_EQ(parse_xml(std::string(kXmlBytesMax + 1, ' '), "A").error().name,
            "MaxMessageLengthExceeded");
}

TEST(XmlBody, HasOnlyWhatItsSchemaHas) {
  struct Row {
    char const* inside;
    bool want;
  };
  Row const rows[] = {
      {"", true},          {" <L/>\n<N><X/></N> ", true}, {"<L> text </L>", true},
      {"<L/><L/>", false}, {"<N/><N/>", false},           {"<L><X/></L>", false},
      {"<X/>", false},     {"<L/>text", false},
  };
  for (Row const& row : rows) {
    auto const element = parse_xml("<A>" + std::string(row.inside) + "</A>", "A");
    ASSERT_TRUE(element) << row.inside;
    EXPECT_EQ(element->has_only({"L"}, {"N"}), row.want) << row.inside;
  }
}

TEST(XmlWriter, EscapesWhatXmlCannotHold) {
  XmlWriter xml("R", XmlWriter::Namespace::none);
  xml.open("A").text("B", "<&>\"'\x01\n\r\xef\xbf\xbe\xC3\xA9").number("N", 7).boolean("T", true);
  EXPECT_EQ(
      std::move(xml).finish(),
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<R><A><B>&lt;&amp;&gt;&quot;'\xef\xbf\xbd\n"
      "&#13;\xef\xbf\xbd\xC3\xA9</B><N>7</N><T>true</T></A></R>");
}

TEST(Utf8, Table) {
  for (char const* const good : {"", "a", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80",
                                 "\xED\x9F\xBF", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_TRUE(is_utf8(good)) << good;
  }
  for (char const* const bad :
       {"\x80", "\xC3", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "a\xE2\x82", "\xE2\x28\xA1"}) {
    EXPECT_FALSE(is_utf8(bad)) << bad;
  }
}

}  // namespace
}  // namespace helio::aws::s3
