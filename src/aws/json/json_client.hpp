// JsonClient: a client of one JSON service without a network, for tests: it signs a request as an
// SDK does, drives a handler with it and keeps what it answers. Link aws/s3/signed_client.cpp.
#pragma once

#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "aws/json/model.hpp"
#include "aws/s3/signed_client.hpp"
#include "base/encoding.hpp"
#include "base/json.hpp"
#include "base/sha256.hpp"

namespace helio::aws::json {

struct JsonAnswer {
  int status = 0;
  http::Headers headers;
  Json body;
  [[nodiscard]] std::string error() const { return body.value("__type", "(none)"); }
  [[nodiscard]] std::string message() const { return body.value("message", "(none)"); }
};

class JsonClient {
 public:
  JsonClient(http::Handler& handler, SigningIdentity identity, Clock const& clock,
             ServiceModel const& model)
      : client_(handler, identity, clock), identity_(identity), clock_(clock), model_(model) {}

  // A head that is not signed yet.
  [[nodiscard]] http::RequestHead head_of(std::string const& operation,
                                          std::string const& body) const {
    auto head = s3::SignedClient::head_of(
        "POST", "/",
        {{"x-amz-target", std::string(model_.target_prefix) + "." + operation},
         {"content-type", "application/x-amz-json-" + std::string(model_.json_version)}},
        body);
    head.content_length = body.size();
    return head;
  }
  void sign(http::RequestHead& head, std::string const& body) const {
    std::string const hash = sha256_hex(bytes_of(body));
    sign_headers(head, identity_,
                 {.service = model_.signing_name, .time = clock_.wall(), .payload_hash = hash});
  }
  [[nodiscard]] JsonAnswer send_text(std::string const& operation, std::string const& body) {
    auto head = head_of(operation, body);
    sign(head, body);
    return drive(head, body);
  }
  [[nodiscard]] JsonAnswer send(std::string const& operation, Json const& input) {
    return send_text(operation, input.dump());
  }
  [[nodiscard]] JsonAnswer drive(http::RequestHead const& head, std::string const& body) {
    auto answered = client_.drive(head, body);
    return {answered.status, std::move(answered.headers),
            Json::parse(answered.body, nullptr, false)};
  }

 private:
  s3::SignedClient client_;
  const SigningIdentity identity_;
  Clock const& clock_;
  ServiceModel const& model_;
};

}  // namespace helio::aws::json
