#include "http/test_certificate.hpp"

#include <cstdio>
#include <memory>
#include <string>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdlib.h>

namespace helio::http {
namespace {

constexpr long kDay = 24L * 60 * 60;

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

File open_file(std::filesystem::path const& path) {
  return {std::fopen(path.c_str(), "w"), std::fclose};
}

}  // namespace

TestCertificate::TestCertificate() {
  std::string folder = (std::filesystem::temp_directory_path() / "helio-tls-XXXXXX").string();
  folder_ = ::mkdtemp(folder.data());
  EVP_PKEY* const key = EVP_EC_gen("P-256");
  X509* const certificate = X509_new();
  X509_set_version(certificate, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -kDay);
  X509_gmtime_adj(X509_getm_notAfter(certificate), kDay);
  X509_NAME* const name = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                             reinterpret_cast<unsigned char const*>("localhost"), -1, -1, 0);
  X509_set_issuer_name(certificate, name);
  X509_set_pubkey(certificate, key);
  X509_sign(certificate, key, EVP_sha256());
  PEM_write_X509(open_file(chain()).get(), certificate);
  PEM_write_PrivateKey(open_file(this->key()).get(), key, nullptr, nullptr, 0, nullptr, nullptr);
  X509_free(certificate);
  EVP_PKEY_free(key);
}

TestCertificate::~TestCertificate() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

}  // namespace helio::http
