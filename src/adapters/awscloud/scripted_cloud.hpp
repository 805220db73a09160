// ScriptedCloud: AWS as a list of answers, for tests: each request gets the next one, and is kept.
// Waiting moves the clock.
#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "adapters/awscloud/client.hpp"
#include "base/manual_clock.hpp"
#include "base/random.hpp"

namespace helio::awscloud {

using Variables = std::map<std::string, std::string>;

inline Environment environment_of(Variables variables) {
  return [variables = std::move(variables)](char const* name) -> char const* {
    auto const found = variables.find(name);
    return found == variables.end() ? nullptr : found->second.c_str();
  };
}

// Without files of the person who runs the tests, and without a machine's metadata.
inline Variables test_variables(Variables more = {}) {
  more.insert({{"AWS_REGION", "eu-central-1"},
               {"AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"},
               {"AWS_SECRET_ACCESS_KEY", "secret"},
               {"AWS_CONFIG_FILE", "/nonexistent"},
               {"AWS_SHARED_CREDENTIALS_FILE", "/nonexistent"},
               {"AWS_EC2_METADATA_DISABLED", "true"}});
  return more;
}

inline curl::HttpResponse answer(int status, std::string body = {},
                                 curl::HttpHeaders headers = {}) {
  return {.status = status, .reason = "", .headers = std::move(headers), .body = std::move(body)};
}

class ScriptedCloud {
 public:
  explicit ScriptedCloud(Variables more = {})
      : settings_(Settings::load(environment_of(test_variables(std::move(more)))).value()) {}

  void then(Result<curl::HttpResponse> answer) { answers_.push_back(std::move(answer)); }
  void then(int status, std::string body = {}, curl::HttpHeaders headers = {}) {
    then(answer(status, std::move(body), std::move(headers)));
  }
  // Answers by the operation, X-Amz-Target's end, where calls come side by side.
  void of_operation(std::string const& name, int status, std::string body) {
    by_operation_[name] = answer(status, std::move(body));
  }

  [[nodiscard]] Transport transport() {
    return [this](curl::HttpRequest const& request) { return take(request); };
  }
  [[nodiscard]] static std::string header(curl::HttpRequest const& request, std::string_view name) {
    for (auto const& [field, value] : request.headers) {
      if (field == name) return value;
    }
    return "(none)";
  }
  [[nodiscard]] Json body(std::size_t number) const {
    return Json::parse(requests.at(number).body, nullptr, false);
  }

  ManualClock clock;
  SeededRandom random{7};
  std::vector<curl::HttpRequest> requests;
  std::vector<std::chrono::milliseconds> pauses;

 private:
  Result<curl::HttpResponse> take(curl::HttpRequest const& request) {
    std::scoped_lock const lock(mutex_);
    requests.push_back(request);
    std::string const target = header(request, "x-amz-target");
    auto const named = by_operation_.find(target.substr(target.find('.') + 1));
    if (named != by_operation_.end()) return named->second;
    if (answers_.empty()) return fail(Errc::internal, "ScriptEnded", "No answer is left.");
    auto next = std::move(answers_.front());
    answers_.pop_front();
    return next;
  }

  std::mutex mutex_;
  std::deque<Result<curl::HttpResponse>> answers_;
  std::map<std::string, curl::HttpResponse> by_operation_;
  Settings settings_;
  CredentialChain credentials_{credential_sources(settings_, transport(), clock), clock};

 public:
  Client client{settings_,
                credentials_,
                transport(),
                clock,
                random,
                ClientOptions{.backoff = {}, .pause = [this](std::chrono::milliseconds time) {
                                pauses.push_back(time);
                                clock.advance(time);
                              }}};
};

}  // namespace helio::awscloud
