// Goal: GetCallerIdentity answers as STS does, and everything else is refused in its form.
#include "aws/sts/handler.hpp"

#include <gtest/gtest.h>

#include "aws/access_keys.hpp"
#include "aws/memory_key_store.hpp"
#include "aws/s3/signed_client.hpp"
#include "base/encoding.hpp"
#include "base/manual_clock.hpp"
#include "base/sha256.hpp"

namespace helio::aws::sts {
namespace {

using s3::Answered;
using s3::SignedClient;

class Sts : public testing::Test {
 protected:
  http::RequestHead signed_head(std::string const& method, std::string const& target,
                                std::string const& body, SigningIdentity const& identity) {
    auto head = SignedClient::head_of(method, target, {}, body);
    std::string const hash = sha256_hex(bytes_of(body));
    sign_headers(head, identity, {.service = "sts", .time = clock_.wall(), .payload_hash = hash});
    return head;
  }
  Answered send(std::string const& body, std::string const& target = "/") {
    return client_.drive(signed_head("POST", target, body, identity_), body);
  }

  ManualClock clock_;
  SeededRandom random_{5};
  MemoryKeyStore key_store_;
  AccessKeys keys_{key_store_, MasterKey{}, clock_, random_};
  NewKey key_ = keys_.create("ada", {.role = Role::viewer, .bucket = "only"}).value();
  SigningIdentity identity_{.access_key_id = key_.key.access_key_id,
                            .secret_access_key = key_.secret_access_key};
  StsHandler handler_{keys_, clock_, "111122223333"};
  SignedClient client_{handler_, identity_, clock_};
};

TEST_F(Sts, SaysWhoAsks) {
  auto const answer = send("Action=GetCallerIdentity&Version=2011-06-15");
  EXPECT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.header("content-type"), "text/xml");
  EXPECT_EQ(answer.element("Account"), "111122223333");
  EXPECT_EQ(answer.element("UserId"), key_.key.access_key_id);
  EXPECT_TRUE(answer.element("Arn").ends_with(":user/ada")) << answer.body;
  EXPECT_EQ(answer.element("RequestId"), "REQUEST1");
  EXPECT_NE(answer.body.find("<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/"),
            std::string::npos);
  EXPECT_EQ(send("", "/?Action=GetCallerIdentity&Version=2011-06-15").status, 200);
}

TEST_F(Sts, OthersAreRefused) {
  struct Row {
    std::string body;
    int status;
    char const* code;
  };
  Row const rows[] = {
      {"Action=AssumeRole&Version=2011-06-15", 400, "InvalidAction"},
      {"Action=<x>", 400, "InvalidAction"},
      {"Action=%00%ff", 400, "InvalidAction"},
      {"Action=" + std::string(60'000, 'a'), 400, "InvalidAction"},
      {"Action=GetCallerIdentity", 400, "InvalidAction"},
      {"Action=GetCallerIdentity&Version=1999-01-01", 400, "InvalidAction"},
      {"action=GetCallerIdentity", 400, "MissingAction"},
      {"Version=2011-06-15", 400, "MissingAction"},
      {"", 400, "MissingAction"},
      {"Action=%zz", 400, "MalformedQueryString"},
      {std::string(kBodyBytesMax + 1, 'a'), 413, "RequestEntityTooLarge"},
  };
  for (Row const& row : rows) {
    auto const answer = send(row.body);
    EXPECT_EQ(answer.status, row.status) << answer.body;
    EXPECT_EQ(answer.element("Code"), row.code) << answer.body;
    EXPECT_EQ(answer.element("Type"), "Sender");
    EXPECT_LT(answer.element("Message").size(), 256U);
    EXPECT_EQ(answer.body.find('\xff'), std::string::npos);
    EXPECT_EQ(answer.body.find("&#0;"), std::string::npos);
    EXPECT_NE(answer.body.find("<ErrorResponse xmlns="), std::string::npos);
  }
}

TEST_F(Sts, BodiesThatAreCutOff) {
  for (auto const& [why, status, code] :
       {std::tuple(http::BodyEnd::too_slow, 408, "RequestTimeout"),
        std::tuple(http::BodyEnd::malformed, 400, "MalformedInput")}) {
    auto const head = signed_head("POST", "/", "Action=GetCallerIdentity", identity_);
    auto begun = handler_.begin(head);
    auto const answer = std::get<std::unique_ptr<http::BodyWriter>>(begun)->cut_off(why);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, status);
    EXPECT_NE(answer->body.find("<Code>" + std::string(code) + "</Code>"), std::string::npos);
  }
}

TEST_F(Sts, BadSignaturesAreRefused) {
  std::string const body = "Action=GetCallerIdentity";
  auto const code = [&](http::RequestHead const& head, std::string const& sent, int status) {
    auto const answer = client_.drive(head, sent);
    EXPECT_EQ(answer.status, status) << answer.body;
    return answer.element("Code");
  };
  auto stranger = identity_;
  stranger.access_key_id = "HELIO000000000000000";
  auto guesser = identity_;
  guesser.secret_access_key = "nobody's";
  EXPECT_EQ(code(SignedClient::head_of("POST", "/", {}, body), body, 403),
            "MissingAuthenticationToken");
  EXPECT_EQ(code(signed_head("POST", "/", body, stranger), body, 403), "InvalidClientTokenId");
  EXPECT_EQ(code(signed_head("POST", "/", body, guesser), body, 403), "SignatureDoesNotMatch");
  EXPECT_EQ(code(signed_head("POST", "/", body, identity_), body + "&a=b", 403),
            "SignatureDoesNotMatch");
  auto garbled =
      SignedClient::head_of("POST", "/", {{"authorization", "AWS4-HMAC-SHA256 x"}}, body);
  EXPECT_EQ(code(garbled, body, 400), "IncompleteSignature");
  auto const late = signed_head("POST", "/", body, identity_);
  clock_.advance(std::chrono::minutes(16));
  EXPECT_EQ(code(late, body, 403), "SignatureDoesNotMatch");
}

}  // namespace
}  // namespace helio::aws::sts
