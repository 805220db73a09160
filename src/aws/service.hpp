// ServiceRouter: one port for everything. The service named in a request's signature decides which
// AWS service answers; what is not signed is REST or the web page, unless a service claims it.
// A request that names a target of the JSON protocols but is not signed, or not so that it can be
// read, is the JSON services' to refuse.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "http/handler.hpp"

namespace helio::aws {

class ServiceRouter final : public http::Handler {
 public:
  // `unsigned_requests` answers what has no AWS signature. Handlers outlive the router.
  explicit ServiceRouter(http::Handler& unsigned_requests)
      : unsigned_requests_(unsigned_requests) {}

  // The name as in the credential scope: "s3", "states", "events", "logs", "rekognition", "sts".
  void add(std::string service, http::Handler& handler) {
    services_.insert_or_assign(std::move(service), &handler);
  }
  // What nobody signed and `claims` is true of goes to `handler`: a form with its signature within,
  // a browser's preflight.
  using Claims = std::function<bool(http::RequestHead const&)>;
  void claim(Claims claims, http::Handler& handler) {
    claimed_.emplace_back(std::move(claims), &handler);
  }
  // Answers what has the header X-Amz-Target and no signature that can be read.
  void set_targets(http::Handler& handler) { targets_ = &handler; }
  // A service that is not there: 400 "UnknownOperationException", of a form "InvalidAction" in XML.
  [[nodiscard]] http::Begun begin(http::RequestHead const& head) override;

 private:
  http::Handler& unsigned_requests_;
  http::Handler* targets_ = nullptr;
  std::map<std::string, http::Handler*, std::less<>> services_;
  std::vector<std::pair<Claims, http::Handler*>> claimed_;
};

}  // namespace helio::aws
