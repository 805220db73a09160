// TestCloud: a client of some stand-in for AWS, with a clock of its own; and what tests make there.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/awscloud/bucket_address.hpp"
#include "adapters/awscloud/scripted_cloud.hpp"
#include "base/clock.hpp"
#include "objects/object_store.hpp"
#include "objects/store_errors.hpp"

namespace helio::cloud {

using awscloud::Call;
using awscloud::Client;

class TestCloud {
 public:
  // What `instead` answers is the answer; all else is asked of the stand-in.
  using Instead = std::function<std::optional<curl::HttpResponse>(curl::HttpRequest const&)>;

  TestCloud(std::string url, Clock const& clock, awscloud::Variables more = {},
            Instead instead = {})
      : settings_(settings_of(std::move(url), std::move(more))),
        clock_(clock),
        instead_(std::move(instead)) {}

  [[nodiscard]] Client& client() { return client_; }
  // What a service answers, as JSON; an error fails the test that looks into it.
  Json json(awscloud::Service service, std::string const& target, Json const& input) {
    return client_.json(service, target, input).value();
  }

 private:
  Result<curl::HttpResponse> send(curl::HttpRequest const& request) {
    auto answer = instead_ ? instead_(request) : std::nullopt;
    return answer ? std::move(*answer) : http_.send(request);
  }
  static awscloud::Settings settings_of(std::string url, awscloud::Variables more) {
    more.insert({{"AWS_ENDPOINT_URL", std::move(url)}, {"AWS_REGION", "us-east-1"}});
    return awscloud::Settings::load(
               awscloud::environment_of(awscloud::test_variables(std::move(more))))
        .value();
  }

  const awscloud::Settings settings_;
  Clock const& clock_;
  const Instead instead_;
  SeededRandom random_{1};
  curl::HttpClient http_;
  awscloud::CredentialChain credentials_{{awscloud::environment_credentials(settings_)}, clock_};
  Client client_{settings_,
                 credentials_,
                 [this](curl::HttpRequest const& request) { return send(request); },
                 clock_,
                 random_,
                 awscloud::ClientOptions{
                     .backoff = {std::chrono::milliseconds(1), std::chrono::milliseconds(5)}}};
};

// Buckets over S3's wire, as far as the contract of objects makes them.
class TestBuckets final : public objects::BucketStore {
 public:
  explicit TestBuckets(Client& client) : client_(client) {}

  Result<void> create_bucket(std::string_view name) override { return send("PUT", name, {}, ""); }
  Result<void> delete_bucket(std::string_view name) override {
    return send("DELETE", name, {}, "");
  }
  Result<void> set_versioning(std::string_view name, objects::Versioning versioning) override {
    std::string const status = versioning == objects::Versioning::enabled ? "Enabled" : "Suspended";
    return send(
        "PUT", name, {{"versioning", ""}},
        "<VersioningConfiguration><Status>" + status + "</Status></VersioningConfiguration>");
  }
  Result<objects::Bucket> bucket(std::string_view name) override {
    return objects::no_such_bucket(name);
  }
  Result<std::vector<objects::Bucket>> buckets() override { return std::vector<objects::Bucket>(); }
  Result<std::optional<std::string>> setting(std::string_view, std::string_view) override {
    return std::nullopt;
  }
  Result<void> set_setting(std::string_view name, std::string_view,
                           std::optional<std::string> const&) override {
    return objects::no_such_bucket(name);
  }

 private:
  Result<void> send(char const* method, std::string_view name, aws::Query query, std::string body) {
    Call call{.service = awscloud::kS3,
              .method = method,
              .path = awscloud::bucket_address(client_.settings(), name, "").path};
    call.query = std::move(query);
    call.headers = {{"content-type", "application/xml"}};
    call.body = std::move(body);
    auto const done = client_.send(call);
    if (!done) return tl::unexpected(done.error());
    return {};
  }

  Client& client_;
};

}  // namespace helio::cloud
