// Goal: the JSON protocols answer as AWS's do, whatever comes.
// Method: a signing client without a network against a made-up service.
#include "aws/json/handler.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "aws/access_keys.hpp"
#include "aws/json/json_client.hpp"
#include "aws/json/sample_service.hpp"
#include "aws/memory_key_store.hpp"
#include "aws/service.hpp"
#include "base/manual_clock.hpp"
#include "http/text.hpp"

namespace helio::aws::json {
namespace {

class JsonWire : public testing::Test {
 protected:
  JsonWire() { handler_.add(service_); }

  SigningIdentity key_with(Grant grant) {
    auto const key = keys_.create("someone", std::move(grant)).value();
    return {.access_key_id = key.key.access_key_id, .secret_access_key = key.secret_access_key};
  }
  JsonClient client_with(Grant grant) {
    return {handler_, key_with(std::move(grant)), clock_, kSampleModel};
  }

  ManualClock clock_;
  SeededRandom random_{5};
  MemoryKeyStore key_store_;
  AccessKeys keys_{key_store_, MasterKey{}, clock_, random_};
  Service service_ = sample_service();
  JsonHandler handler_{keys_, clock_, {.body_bytes_max = 10'000, .bodies_bytes_max = 15'000}};
  SigningIdentity admin_ = key_with({Role::admin});
  JsonClient client_{handler_, admin_, clock_, kSampleModel};
};

TEST_F(JsonWire, AnswersInTheProtocolsForm) {
  auto const answer = client_.send("Echo", {{"Name", "helio"}, {"More", 1}});
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, (Json{{"Name", "helio"}, {"More", 1}}));
  EXPECT_EQ(answer.headers.get("content-type"), "application/x-amz-json-1.1");
  EXPECT_EQ(answer.headers.get("x-amzn-requestid"), "REQUEST1");
}

TEST_F(JsonWire, ErrorsHaveTypeMessageAndHeader) {
  auto const answer = client_.send("Echo", {{"Name", "teapot"}});
  EXPECT_EQ(answer.status, 418);
  EXPECT_EQ(answer.body, (Json{{"__type", "TeapotException"}, {"message", "Short and stout."}}));
  EXPECT_EQ(answer.headers.get("x-amzn-errortype"), "TeapotException");
  EXPECT_EQ(answer.headers.get("x-amzn-requestid"), "REQUEST1");
}

TEST_F(JsonWire, BadBodies) {
  struct Row {
    char const* name;
    std::string body;
    int status;
    char const* error;
  };
  Row const rows[] = {
      {"no JSON", "{", 400, "SerializationException"},
      {"no object", "[]", 400, "SerializationException"},
      {"no UTF-8", "{\"Name\":\"\xff\"}", 400, "SerializationException"},
      {"another type", R"({"Name":1})", 400, "SerializationException"},
      {"a broken constraint", R"({"Name":"UPPER"})", 400, "ValidationException"},
      {"nothing at all", "", 400, "ValidationException"},
      {"too deep", std::string(3000, '['), 400, "SerializationException"},
      {"a number without end", R"({"Name":"a","Count":1e999})", 400, "SerializationException"},
      {"too large", std::string(10'001, ' '), 413, "RequestEntityTooLargeException"},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto const answer = client_.send_text("Echo", row.body);
    EXPECT_EQ(answer.status, row.status);
    EXPECT_EQ(answer.error(), row.error);
    EXPECT_FALSE(answer.message().empty());
  }
}

TEST_F(JsonWire, UnknownTargets) {
  for (char const* target : {"", "Sample_20200101", "Sample_20200101.", "Sample_20200101.Nothing",
                             "Other.Echo", ".Echo", "Sample_20200101.Echo.Echo"}) {
    auto head = client_.head_of("Echo", "{}");
    head.headers.set("x-amz-target", target);
    client_.sign(head, "{}");
    auto const answer = client_.drive(head, "{}");
    EXPECT_EQ(answer.status, 400) << target;
    EXPECT_EQ(answer.error(), "UnknownOperationException") << target;
  }
}

TEST_F(JsonWire, OtherTypesOfContent) {
  for (std::string const type :
       {"", "text/plain", "application/json", "application/x-www-form-urlencoded",
        "application/x-amz-json-2.0", "application/x-amz-cbor-1.1"}) {
    auto head = client_.head_of("Echo", "{}");
    head.headers.set("content-type", type);
    client_.sign(head, "{}");
    EXPECT_EQ(client_.drive(head, "{}").error(), "UnknownOperationException") << type;
  }
  auto head = client_.head_of("Echo", R"({"Name":"a"})");
  head.headers.set("content-type", "Application/X-Amz-Json-1.0; charset=UTF-8");
  client_.sign(head, R"({"Name":"a"})");
  EXPECT_EQ(client_.drive(head, R"({"Name":"a"})").status, 200);
}

TEST_F(JsonWire, BadSignatures) {
  auto const body = std::string(R"({"Name":"a"})");
  struct Row {
    char const* name;
    std::function<void(http::RequestHead&)> change;
    char const* error;
  };
  Row const rows[] = {
      {"none", [](auto& head) { head.headers.set("authorization", ""); },
       "IncompleteSignatureException"},
      {"another header",
       [](auto& head) { head.headers.set("content-type", "application/x-amz-json-1.0"); },
       "InvalidSignatureException"},
      {"a header that is not signed", [](auto& head) { head.headers.add("x-amz-more", "1"); },
       "InvalidSignatureException"},
      {"no date",
       [](auto& head) {
         http::Headers kept;
         for (auto const& [name, value] : head.headers.fields()) {
           if (!http::same_word(name, "x-amz-date")) kept.add(name, value);
         }
         head.headers = std::move(kept);
       },
       "IncompleteSignatureException"},
      {"a date that is none", [](auto& head) { head.headers.set("x-amz-date", "today"); },
       "IncompleteSignatureException"},
      {"malformed", [](auto& head) { head.headers.set("authorization", "AWS4-HMAC-SHA256 x"); },
       "IncompleteSignatureException"},
      {"a key of nobody's",
       [](auto& head) {
         std::string value(*head.headers.get("authorization"));
         value.replace(value.find("HELIO"), 5, "NOBOD");
         head.headers.set("authorization", value);
       },
       "UnrecognizedClientException"},
      {"another service",
       [](auto& head) {
         std::string value(*head.headers.get("authorization"));
         value.replace(value.find("/sample/"), 8, "/states/");
         head.headers.set("authorization", value);
       },
       "IncompleteSignatureException"},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto head = client_.head_of("Echo", body);
    client_.sign(head, body);
    row.change(head);
    auto const answer = client_.drive(head, body);
    EXPECT_EQ(answer.status, 400);
    EXPECT_EQ(answer.error(), row.error);
  }
  auto head = client_.head_of("Echo", body);
  EXPECT_EQ(client_.drive(head, body).error(), "MissingAuthenticationTokenException");
  client_.sign(head, body);
  EXPECT_EQ(client_.drive(head, R"({"Name":"b"})").error(), "InvalidSignatureException");
  clock_.advance(std::chrono::minutes(16));
  EXPECT_EQ(client_.drive(head, body).error(), "InvalidSignatureException");
}

TEST_F(JsonWire, ThePathIsEncodedTwice) {
  auto head = client_.head_of("Echo", "{}");
  head.raw_path = "/a%20b";
  client_.sign(head, "{}");
  EXPECT_EQ(client_.drive(head, "{}").error(), "ValidationException");
}

TEST_F(JsonWire, GrantsDecide) {
  struct Row {
    char const* name;
    Grant grant;
    bool echo, look, sum, change;
  };
  Row const rows[] = {
      {"admin", {Role::admin}, true, true, true, true},
      {"viewer", {Role::viewer}, true, true, true, false},
      {"uploader", {Role::uploader}, true, false, false, false},
      {"admin of a bucket", {Role::admin, "photos"}, true, true, false, false},
      {"viewer of a prefix", {Role::viewer, "photos", "a/"}, true, true, false, false},
  };
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    auto client = client_with(row.grant);
    auto const may = [&](char const* operation) {
      auto const answer = client.send(operation, {{"Name", "a"}});
      EXPECT_TRUE(answer.status == 200 || answer.error() == "AccessDeniedException");
      return answer.status == 200;
    };
    EXPECT_EQ(may("Echo"), row.echo);
    EXPECT_EQ(may("Look"), row.look);
    EXPECT_EQ(may("Sum"), row.sum);
    EXPECT_EQ(may("Change"), row.change);
  }
}

TEST_F(JsonWire, AKeyThatIsRevokedCountsNoMore) {
  auto const identity = key_with({Role::viewer});
  JsonClient client(handler_, identity, clock_, kSampleModel);
  EXPECT_EQ(client.send("Look", {{"Name", "a"}}).status, 200);
  ASSERT_TRUE(keys_.revoke(identity.access_key_id));
  EXPECT_EQ(client.send("Look", {{"Name", "a"}}).error(), "UnrecognizedClientException");
}

TEST_F(JsonWire, BodiesUnderWayAreBoundedTogether) {
  std::string const body(9'000, ' ');
  auto head = client_.head_of("Echo", body);
  client_.sign(head, body);
  auto first = handler_.begin(head);
  auto second = handler_.begin(head);
  auto& one = std::get<std::unique_ptr<http::BodyWriter>>(first);
  auto& other = std::get<std::unique_ptr<http::BodyWriter>>(second);
  ASSERT_FALSE(one->write(bytes_of(body)));
  auto const refused = other->write(bytes_of(body));
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, 400);
  EXPECT_NE(refused->body.find("ThrottlingException"), std::string::npos);
  one.reset();
  other.reset();
  EXPECT_EQ(client_.drive(head, body).error(), "SerializationException");
}

TEST_F(JsonWire, BodiesThatAreCutOff) {
  for (auto const& [why, status, name] :
       {std::tuple(http::BodyEnd::too_slow, 408, "RequestTimeoutException"),
        std::tuple(http::BodyEnd::malformed, 400, "SerializationException")}) {
    auto head = client_.head_of("Echo", "{}");
    client_.sign(head, "{}");
    auto begun = handler_.begin(head);
    auto const answered = std::get<std::unique_ptr<http::BodyWriter>>(begun)->cut_off(why);
    ASSERT_TRUE(answered);
    EXPECT_EQ(answered->status, status);
    EXPECT_EQ(answered->headers.get("x-amzn-errortype"), name);
  }
}

TEST_F(JsonWire, OperationsAtATimeAreBounded) {
  JsonHandler none(keys_, clock_, {.running_max = 0});
  none.add(service_);
  JsonClient client(none, admin_, clock_, kSampleModel);
  EXPECT_EQ(client.send("Echo", {{"Name", "a"}}).error(), "ThrottlingException");
}

TEST_F(JsonWire, TheProcessItselfCallsTheSameTable) {
  auto const caller = Caller::inside("000000000000", "eu-west-1", "r1");
  auto const answer = service_.call("Change", {{"Name", "a"}}, caller);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->at("Region"), "eu-west-1");
  EXPECT_EQ(service_.call("Change", Json::object(), caller).error().name, "ValidationException");
  EXPECT_EQ(service_.call("Nothing", Json::object(), caller).error().name,
            "UnknownOperationException");
}

class Page final : public http::Handler {
 public:
  http::Begun begin(http::RequestHead const&) override {
    http::Response page;
    page.status = 204;
    return page;
  }
};

TEST_F(JsonWire, UnsignedTargetsAreRefusedInJson) {
  Page page;
  ServiceRouter router(page);
  router.add("sample", handler_);
  router.set_targets(handler_);
  JsonClient client(router, admin_, clock_, kSampleModel);
  EXPECT_EQ(client.send("Echo", {{"Name", "a"}}).status, 200);
  auto head = client.head_of("Echo", "{}");
  EXPECT_EQ(client.drive(head, "{}").error(), "MissingAuthenticationTokenException");
  head.headers.add("authorization", "AWS4-HMAC-SHA256 nonsense");
  EXPECT_EQ(client.drive(head, "{}").error(), "IncompleteSignatureException");
  http::RequestHead const plain = s3::SignedClient::head_of("GET", "/", {}, "");
  EXPECT_EQ(client.drive(plain, "").status, 204);
}

TEST_F(JsonWire, ServicesThatAreNotThereAreRefusedInTheirProtocol) {
  Page page;
  ServiceRouter router(page);
  JsonClient client(router, admin_, clock_, kSampleModel);
  EXPECT_EQ(client.send("Echo", {{"Name", "a"}}).error(), "UnknownOperationException");
  auto head = client.head_of("Echo", "Action=ListTopics");
  head.headers.set("content-type", "application/x-www-form-urlencoded; charset=utf-8");
  client.sign(head, "Action=ListTopics");
  auto const begun = router.begin(head);
  auto const& answer = std::get<http::Response>(begun);
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.headers.get("content-type"), "text/xml");
  EXPECT_NE(answer.body.find("<Code>InvalidAction</Code>"), std::string::npos) << answer.body;
}

}  // namespace
}  // namespace helio::aws::json
