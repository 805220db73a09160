// A certificate and key made for one test, as PEM files that go with it.
#pragma once

#include <filesystem>

namespace helio::http {

class TestCertificate {
 public:
  TestCertificate();
  ~TestCertificate();
  TestCertificate(TestCertificate const&) = delete;
  TestCertificate& operator=(TestCertificate const&) = delete;

  [[nodiscard]] std::filesystem::path chain() const { return folder_ / "chain.pem"; }
  [[nodiscard]] std::filesystem::path key() const { return folder_ / "key.pem"; }

 private:
  std::filesystem::path folder_;
};

}  // namespace helio::http
