// CannedServer: for tests; answers each connection on a loopback port with the next of some fixed
// texts, and keeps what it was sent.
#pragma once

#include <string>
#include <thread>
#include <vector>

namespace helio::curl {

class CannedServer {
 public:
  // Each answer is sent whole, then its connection is closed. An empty one is sent never: the
  // client waits until it gives up.
  explicit CannedServer(std::vector<std::string> answers);
  ~CannedServer();
  CannedServer(CannedServer const&) = delete;
  CannedServer& operator=(CannedServer const&) = delete;

  [[nodiscard]] std::string url(std::string const& path) const;
  // Waits until all answers have been given; the requests in their order, head and body.
  [[nodiscard]] std::vector<std::string> const& requests();

 private:
  void serve();

  std::vector<std::string> answers_, requests_;
  int listener_ = -1;
  int port_ = 0;
  std::thread thread_;
};

}  // namespace helio::curl
