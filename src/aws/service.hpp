// ServiceRouter: one port for everything. The service named in a request's signature decides which
// AWS service answers; what is not signed is REST or the web page, unless a service claims it.
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
  // A service that is not there: 400 "UnknownOperationException".
  [[nodiscard]] http::Begun begin(http::RequestHead const& head) override;

 private:
  http::Handler& unsigned_requests_;
  std::map<std::string, http::Handler*, std::less<>> services_;
  std::vector<std::pair<Claims, http::Handler*>> claimed_;
};

}  // namespace helio::aws
