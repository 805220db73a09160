#include "api/rest_in_memory.hpp"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "http/memory_session.hpp"
#include "image/encode.hpp"

namespace helio::api {

Json Answer::json() const { return parse_json(body).value_or(Json()); }

std::string Answer::code() const {
  Json const problem = json();
  return problem.is_object() ? problem.value("code", "") : "";
}

std::string Answer::field(std::string const& name) const {
  auto const at = head.find("\r\n" + name + ": ");
  if (at == std::string::npos) return "";
  auto const begin = at + name.size() + 4;
  return head.substr(begin, head.find("\r\n", begin) - begin);
}

RestInMemory::RestInMemory() {
  EXPECT_TRUE(objects_.buckets().create_bucket("photos"));
  EXPECT_TRUE(objects_.buckets().set_versioning("photos", objects::Versioning::enabled));
}

KeyKeeper RestInMemory::key_keeper() {
  return {.admin = [](http::RequestHead const& head) -> Result<Principal> {
            if (head.headers.get("Authorization") == "Bearer admin") return Principal{"boss"};
            return fail(Errc::unauthenticated, "MissingCredentials", "Send an admin's key.");
          },
          .list = [this]() -> Result<std::vector<Key>> { return keys_; },
          .create = [this](Key const& key) -> Result<NewKey> {
            if (key.scope != "viewer") {
              return fail(Errc::invalid_argument, "InvalidArgument", "No such scope.");
            }
            keys_.push_back(key);
            keys_.back().id = "HELIO" + std::to_string(keys_.size());
            return NewKey{keys_.back(), "secret", "token"};
          },
          .revoke = [this](std::string_view id) -> Result<void> {
            if (std::erase_if(keys_, [&](Key const& key) { return key.id == id; }) == 0) {
              return fail(Errc::not_found, "NoSuchAccessKey", "There is no such key.");
            }
            return {};
          }};
}

Result<void> RestInMemory::switch_rule(std::string_view bus, std::string_view rule, bool enabled) {
  if (rule == "none") return fail(Errc::not_found, "ResourceNotFoundException", "No rule.");
  switched_.push_back(std::string(bus) + "/" + std::string(rule) + (enabled ? " on" : " off"));
  return {};
}

Parts RestInMemory::parts() {
  return {
      .invoke = [this](std::string_view function, Json event, std::string const&) -> Result<Json> {
        invoked_ = function;
        event_ = std::move(event);
        return function_answer_;
      },
      .results = *results_,
      .objects = objects_,
      .logs = logs_,
      .feed = feed_,
      .executions =
          {.list = [this](ExecutionQuery const& query) -> Result<ExecutionPage> {
             execution_query_ = query;
             if (!executions_.empty()) return ExecutionPage{executions_, ""};
             return ExecutionPage{{execution_}, "next"};
           },
           .describe = [this](std::string_view arn) -> Result<Execution> {
             if (arn != execution_.arn) {
               return fail(Errc::not_found, "ExecutionDoesNotExist", "No.");
             }
             return execution_;
           },
           .history = [](std::string_view, int) -> Result<History> {
             return History{{{1, 0, Timestamp(), "ExecutionStarted", {{"input", "{}"}}}}, false};
           }},
      .redrive = [this](std::string_view arn) -> Result<Timestamp> {
        if (execution_.status != "FAILED") {
          return fail(Errc::conflict, "ExecutionNotRedrivable", "It did not fail.");
        }
        redriven_.emplace_back(arn);
        return clock_.wall();
      },
      .repeat = [this](std::string_view arn) -> Result<StartedExecution> {
        repeated_.emplace_back(arn);
        return StartedExecution{std::string(arn) + "2", clock_.wall()};
      },
      .replays = {.start = [this](Replay replay) -> Result<Replay> {
                    replay.state = "RUNNING";
                    replays_.push_back(replay);
                    return replay;
                  },
                  .list = [this]() -> Result<std::vector<Replay>> { return replays_; }},
      .keys = key_keeper(),
      .switch_rule = [this](std::string_view bus, std::string_view rule,
                            bool on) { return switch_rule(bus, rule, on); },
      .variants = variants_,
      .metrics = metrics_,
      .clock = clock_,
      .remove_derived = [this](std::string_view image_id) -> Result<void> {
        derived_removed_.emplace_back(image_id);
        return {};
      },
      .log_group_of = [](std::string_view function) -> std::optional<std::string> {
        if (function != "result_saver") return std::nullopt;
        return "/aws/lambda/test-result_saver";
      },
      .server_info =
          [] {
            return Json{{"version", "test"}};
          },
      .settings =
          [] {
            return Json{{"rules", Json::array()}};
          },
      .not_ready = [this] { return not_ready_; },
      .authenticate = authenticate_};
}

Answer RestInMemory::ask(std::string const& method, std::string const& target,
                         std::string const& fields, std::string const& body) {
  Api api(parts());
  std::string request = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields;
  if (!body.empty()) request += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  auto const answered = http::answer_in_memory(api, request + "\r\n" + body);
  Answer answer;
  auto const end = answered.find("\r\n\r\n");
  if (end == std::string::npos) return answer;
  answer.status = std::stoi(answered.substr(9, 3));
  answer.head = answered.substr(0, end + 2);
  answer.body = answered.substr(end + 4);
  return answer;
}

results::Record RestInMemory::add_picture(std::string const& image_id) {
  image::Pixels pixels(640, 400);
  std::fill_n(pixels.edit().rgb, 640 * 400 * 3, std::uint8_t{200});
  auto const jpeg = image::encode_jpeg(pixels.view());
  auto upload = objects_.put("photos", "uploads/" + image_id, {});
  EXPECT_TRUE((*upload)->write(*jpeg));
  auto const info = (*upload)->commit();
  results::Record record;
  record.image_id = image_id;
  record.status = results::Status::completed;
  record.bucket = "photos";
  record.key = info->key;
  record.version_id = info->version_id;
  record.sequencer = info->sequencer;
  record.created_at = record.updated_at = clock_.wall();
  record.image = {{"format", "jpeg"}};
  record.labels = Json::parse(
      R"([{"Name":"Dog","Instances":[{"BoundingBox":{"Left":0.1,"Top":0.1,"Width":0.5,"Height":0.5},
          "Confidence":98.0}]},{"Name":"odd","Instances":3},7])");
  record.faces = Json::parse(R"([{"BoundingBox":{"Left":"x"},"Emotions":[]}])");
  record.text =
      Json::parse(R"([{"Type":"LINE","DetectedText":"a","Geometry":{"Polygon":[{"X":0}]}}])");
  EXPECT_TRUE(results_->put(record));
  size_bytes_ = jpeg->size();
  return record;
}

}  // namespace helio::api
