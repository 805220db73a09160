// MotoServer: moto, which stands in for AWS, as a process of its own for as long as the tests run.
//
// moto looks at no signature; those are compared with botocore's and verified by our own server.
#pragma once

#include <string>

#include <sys/types.h>

namespace helio::cloud {

class MotoServer {
 public:
  // Of this program; started at the first call. Ends the program where it does not start.
  static MotoServer& shared();
  ~MotoServer();
  MotoServer(MotoServer const&) = delete;
  MotoServer& operator=(MotoServer const&) = delete;

  [[nodiscard]] std::string const& url() const noexcept { return url_; }
  // Everything that was made in it is gone.
  void reset() const;

 private:
  MotoServer();

  std::string url_;
  pid_t process_ = -1;
  int input_ = -1;  // moto ends when this does
};

}  // namespace helio::cloud
