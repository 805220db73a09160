// Goal: the functions behind the API answer as API Gateway expects, whatever they are sent.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/random.hpp"
#include "functions/presigned_url_generator.hpp"
#include "functions/result_viewer.hpp"
#include "functions/results_page.hpp"
#include "functions/sample_pipeline.hpp"

namespace helio::functions {
namespace {

class FakeSigner final : public UrlSigner {
 public:
  Result<SignedUpload> sign_upload(UploadTerms const& terms) override {
    asked = terms;
    return SignedUpload{"https://host/" + terms.key + "?signed",
                        {{"Content-Type", terms.content_type}}};
  }
  UploadTerms asked;
};

// The response's body and, as "status", its statusCode.
Json opened(Result<Json> const& response) {
  Json body = parse_json(response.value()["body"].get<std::string>()).value();
  body["status"] = response.value()["statusCode"];
  return body;
}

class UploadUrl : public testing::Test {
 protected:
  Json ask(std::string const& body) {
    return opened(generator_.handle({{"httpMethod", "POST"}, {"body", body}}, sample_.context));
  }

  SamplePipeline sample_;
  SeededRandom random_{1};
  IdGenerator ids_{sample_.clock, random_};
  FakeSigner signer_;
  PresignedUrlGenerator generator_{signer_, ids_, "photos"};
};

TEST_F(UploadUrl, IsMintedForAFileOfAUser) {
  Json const answer = ask(R"({"fileName":"my cat.jpg","fileType":"image/jpeg","userId":"ann"})");
  std::string const id = answer["imageId"];
  std::string const key = "uploads/" + id + "/my cat.jpg";
  EXPECT_TRUE(is_uuid(id));
  EXPECT_EQ(answer["status"], 200);
  EXPECT_EQ(answer["key"], key);
  EXPECT_EQ(answer["uploadUrl"], "https://host/" + key + "?signed");
  EXPECT_EQ(answer["bucket"], "photos");
  EXPECT_EQ(answer["expiresIn"], 900);
  EXPECT_EQ(answer["headers"]["Content-Type"], "image/jpeg");
  EXPECT_EQ(signer_.asked.user_metadata.at("user-id"), "ann");
  EXPECT_EQ(results::image_id_of("photos", key, "v"), id);
  EXPECT_NE(ask(R"({"fileName":"a","fileType":"image/png"})")["imageId"], id);
}

TEST_F(UploadUrl, TakesBothFormatsOfTheEvent) {
  std::string const body = R"({"fileName":"a.png","fileType":"image/png"})";
  Json const event = {{"requestContext", {{"http", {{"method", "POST"}}}}},
                      {"rawPath", "/upload-url"},
                      {"isBase64Encoded", true},
                      {"body", to_base64(bytes_of(body))}};
  EXPECT_EQ(opened(generator_.handle(event, sample_.context))["status"], 200);
  EXPECT_EQ(generator_.handle({{"body", body}}, sample_.context).error().name, "InvalidEvent");
  EXPECT_EQ(generator_.handle(Json::array(), sample_.context).error().name, "InvalidEvent");
}

TEST_F(UploadUrl, KnowsWhereTheClientCameIn) {
  struct Row {
    Json context, headers;
    char const* origin;
  };
  Row const rows[] = {{{{"domainName", "localhost:8080"}},
                       {{"X-Forwarded-Proto", "http"}},
                       "http://localhost:8080"},
                      {{{"domainName", "a.example.org"}},
                       {{"x-forwarded-proto", "https"}},
                       "https://a.example.org"},
                      {{{"domainName", "a.example.org"}}, nullptr, "https://a.example.org"},
                      {{{"domainName", 7}}, {{"X-Forwarded-Proto", 7}}, ""},
                      {nullptr, nullptr, ""}};
  for (Row const& row : rows) {
    Json const event = {{"httpMethod", "POST"},
                        {"requestContext", row.context},
                        {"headers", row.headers},
                        {"body", R"({"fileName":"a.png","fileType":"image/png"})"}};
    EXPECT_EQ(opened(generator_.handle(event, sample_.context))["status"], 200);
    EXPECT_EQ(signer_.asked.origin, row.origin);
  }
}

TEST_F(UploadUrl, BadRequestsAreToldWhatIsWrong) {
  struct Row {
    std::string body;
    int status;
    char const* code;
  };
  auto const named = [](std::string const& name) {
    return Json{{"fileName", name}, {"fileType", "image/png"}}.dump();
  };
  auto const of_user = [](Json const& user) {
    return Json{{"fileName", "a"}, {"fileType", "image/png"}, {"userId", user}}.dump();
  };
  Row const rows[] = {
      {"", 400, "InvalidJson"},
      {"{", 400, "InvalidJson"},
      {"[1]", 400, "InvalidJson"},
      {std::string(20'000, ' '), 413, "JsonTooLarge"},
      {"{}", 400, "InvalidFileName"},
      {R"({"fileName":5,"fileType":"image/png"})", 400, "InvalidFileName"},
      {named(""), 400, "InvalidFileName"},
      {named(".."), 400, "InvalidFileName"},
      {named("../a.png"), 400, "InvalidFileName"},
      {named("a\\b.png"), 400, "InvalidFileName"},
      {named("a\nb.png"), 400, "InvalidFileName"},
      {named(std::string(256, 'a')), 400, "InvalidFileName"},
      {R"({"fileName":"a.pdf","fileType":"application/pdf"})", 400, "UnsupportedFileType"},
      {R"({"fileName":"a.png"})", 400, "UnsupportedFileType"},
      {of_user(""), 400, "InvalidUserId"},
      {of_user(7), 400, "InvalidUserId"},
      {of_user("a\r\nb"), 400, "InvalidUserId"},
      {of_user(std::string(129, 'a')), 400, "InvalidUserId"},
  };
  for (Row const& row : rows) {
    Json const answer = ask(row.body);
    EXPECT_EQ(answer["code"], row.code) << row.body.substr(0, 80);
    EXPECT_EQ(answer["status"], row.status) << row.body.substr(0, 80);
    EXPECT_TRUE(answer.contains("detail"));
  }
}

class Results : public testing::Test {
 protected:
  void SetUp() override {
    for (int n = 0; n < 5; ++n) {
      results::Record record;
      record.image_id = "id-" + std::to_string(n);
      record.status = n == 3 ? results::Status::rejected : results::Status::completed;
      record.bucket = "photos";
      record.key = "uploads/" + std::to_string(n);
      record.version_id = std::to_string(n);
      record.created_at = record.updated_at = sample_.clock.wall() + std::chrono::seconds(n);
      record.labels = Json::array({{{"Name", "Cat"}, {"Confidence", 90 + n}}});
      ASSERT_TRUE(sample_.results->put(record));
    }
  }
  Json get(std::string const& path, Json query = Json::object()) {
    return opened(viewer_.handle(
        {{"httpMethod", "GET"}, {"path", path}, {"queryStringParameters", std::move(query)}},
        sample_.context));
  }
  static std::string ids(Json const& page) {
    std::string text;
    for (Json const& item : page["items"]) text += item["image_id"].get<std::string>() + " ";
    return text;
  }

  SamplePipeline sample_;
  results::Cursors cursors_{Bytes(16, std::byte{7})};
  ResultViewer viewer_{*sample_.results, cursors_};
};

TEST_F(Results, ArePagedNewestFirst) {
  Json const first = get("/prod/results", {{"limit", "2"}});
  EXPECT_EQ(ids(first), "id-4 id-3 ");
  EXPECT_EQ(first["count"], 2);
  Json const second = get("/results", {{"limit", "3"}, {"cursor", first["nextCursor"]}});
  EXPECT_EQ(ids(second), "id-2 id-1 id-0 ");
  EXPECT_TRUE(second["nextCursor"].is_null());
}

TEST_F(Results, AreAskedFor) {
  EXPECT_EQ(ids(get("/results", {{"status", "REJECTED"}})), "id-3 ");
  EXPECT_EQ(ids(get("/results", {{"label", "cat"}, {"min_confidence", "92.5"}})), "id-4 id-3 ");
  EXPECT_EQ(ids(get("/results", {{"from", "2025-06-15T15:06:43Z"}, {"status", ""}})), "id-4 id-3 ");
  EXPECT_EQ(ids(get("/results", nullptr)), "id-4 id-3 id-2 id-1 id-0 ");
}

TEST_F(Results, BadQuestionsAreToldWhatIsWrong) {
  struct Row {
    char const* name;
    std::string value;
    char const* code;
  };
  Row const rows[] = {
      {"limit", "0", "InvalidLimit"},
      {"limit", "101", "InvalidLimit"},
      {"limit", "-1", "InvalidLimit"},
      {"limit", "1e1", "InvalidLimit"},
      {"limit", "99999999999999", "InvalidLimit"},
      {"status", "done", "InvalidStatus"},
      {"min_confidence", "nan", "InvalidConfidence"},
      {"min_confidence", "101", "InvalidConfidence"},
      {"min_confidence", "x", "InvalidConfidence"},
      {"from", "yesterday", "InvalidTimestamp"},
      {"to", "2025-06-15", "InvalidTimestamp"},
      {"cursor", "AAAA", "InvalidCursor"},
      {"q", std::string(1'025, 'a'), "InvalidParameter"},
  };
  for (Row const& row : rows) {
    Json const answer = get("/results", {{row.name, row.value}});
    EXPECT_EQ(answer["code"], row.code) << row.name << "=" << row.value.substr(0, 40);
    EXPECT_EQ(answer["status"], 400);
  }
}

TEST_F(Results, OneIsReadById) {
  EXPECT_EQ(get("/results/id-2")["key"], "uploads/2");
  Json const missing = get("/results/nobody");
  EXPECT_EQ(missing["status"], 404);
  EXPECT_EQ(missing["code"], "ResultNotFound");
  auto const by_parameter = viewer_.handle(
      {{"httpMethod", "GET"}, {"pathParameters", {{"image_id", "id-1"}}}}, sample_.context);
  EXPECT_EQ(opened(by_parameter)["key"], "uploads/1");
  EXPECT_EQ(opened(viewer_.handle({{"httpMethod", "PUT"}}, sample_.context))["code"],
            "MethodNotAllowed");
}

}  // namespace
}  // namespace helio::functions
