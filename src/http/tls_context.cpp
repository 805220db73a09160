#include "http/tls_context.hpp"

#include <openssl/ssl.h>

namespace helio::http {
namespace ssl = boost::asio::ssl;
using boost::system::error_code;

namespace {

constexpr unsigned char kHttp11[] = "\x08http/1.1";

// Clients that offer protocols get HTTP/1.1 of them, or none.
int choose_protocol(SSL*, unsigned char const** chosen, unsigned char* chosen_size,
                    unsigned char const* offered, unsigned int offered_size, void*) {
  unsigned char* found = nullptr;
  if (SSL_select_next_proto(&found, chosen_size, kHttp11, sizeof kHttp11 - 1, offered,
                            offered_size) != OPENSSL_NPN_NEGOTIATED) {
    return SSL_TLSEXT_ERR_NOACK;
  }
  *chosen = found;
  return SSL_TLSEXT_ERR_OK;
}

auto bad_file(std::filesystem::path const& path, error_code const& error) {
  return fail(Errc::invalid_argument, "InvalidCertificate",
              "\"" + path.string() +
                  "\" cannot be used for TLS; give PEM files of a certificate and its own key.",
              error.message());
}

}  // namespace

Result<std::unique_ptr<ssl::context>> make_tls_context(TlsFiles const& files) {
  auto context = std::make_unique<ssl::context>(ssl::context::tls_server);
  SSL_CTX* const raw = context->native_handle();
  SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
  SSL_CTX_set_mode(raw, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_options(raw, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  SSL_CTX_set_alpn_select_cb(raw, choose_protocol, nullptr);
  error_code error;
  context->use_certificate_chain_file(files.certificate_chain.string(), error);
  if (error) return bad_file(files.certificate_chain, error);
  context->use_private_key_file(files.private_key.string(), ssl::context::pem, error);
  if (error) return bad_file(files.private_key, error);
  return context;
}

}  // namespace helio::http
