// ServiceRouter: one port for everything. The service named in a request's signature decides which
// AWS service answers; what is not signed is REST or the web page.
#pragma once

#include <map>
#include <string>

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
  // A service that is not there: 400 "UnknownOperationException".
  [[nodiscard]] http::Begun begin(http::RequestHead const& head) override;

 private:
  http::Handler& unsigned_requests_;
  std::map<std::string, http::Handler*, std::less<>> services_;
};

}  // namespace helio::aws
