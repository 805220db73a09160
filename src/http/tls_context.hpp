// The TLS settings of the listener: TLS 1.2 and 1.3, idle connections without buffers.
#pragma once

#include <memory>

#include <boost/asio/ssl/context.hpp>

#include "base/result.hpp"
#include "http/server.hpp"

namespace helio::http {

// Errors: invalid_argument "InvalidCertificate", which names the file.
[[nodiscard]] Result<std::unique_ptr<boost::asio::ssl::context>> make_tls_context(
    TlsFiles const& files);

}  // namespace helio::http
