#include "aws/json/handler.hpp"

#include <optional>

#include <nlohmann/json.hpp>

#include "aws/json/signature_error.hpp"
#include "aws/json/wire_error.hpp"
#include "base/encoding.hpp"
#include "base/json_dump.hpp"
#include "base/sha256.hpp"
#include "http/media_type.hpp"

namespace helio::aws::json {
namespace {

// Counts up to a bound, and back when it goes.
class Share {
 public:
  explicit Share(std::atomic<std::size_t>& used) : used_(used) {}
  ~Share() { used_ -= mine_; }
  Share(Share const&) = delete;
  Share& operator=(Share const&) = delete;

  bool take(std::size_t amount, std::size_t max) {
    mine_ += amount;
    return (used_ += amount) <= max;
  }

 private:
  std::atomic<std::size_t>& used_;
  std::size_t mine_ = 0;
};

tl::unexpected<Error> busy() {
  return fail(Errc::exhausted, "ThrottlingException",
              "Rate exceeded: too many requests are under way; try again a little later.");
}

}  // namespace

struct JsonHandler::Target {
  Service const& service;
  std::string operation;
};

// A request's body, as far as it is there, within the bounds of one and of all.
class JsonHandler::Body final : public http::BodyWriter {
 public:
  Body(JsonHandler& handler, http::RequestHead const& head, Target target, Claimed claimed)
      : handler_(handler),
        head_(head),
        target_(std::move(target)),
        claimed_(std::move(claimed)),
        share_(handler.bodies_bytes_) {}

  std::optional<http::Response> write(BytesView piece) override {
    if (piece.size() > handler_.options_.body_bytes_max - text_.size()) {
      return refused(fail(Errc::too_large, "RequestEntityTooLargeException",
                          "The request's body is too large: at most " +
                              std::to_string(handler_.options_.body_bytes_max) +
                              " bytes are taken."));
    }
    if (!share_.take(piece.size(), handler_.options_.bodies_bytes_max)) return refused(busy());
    text_ += text_of(piece);
    return std::nullopt;
  }

  http::Response finish() override { return handler_.answer(head_, target_, claimed_, text_); }

  std::optional<http::Response> cut_off(http::BodyEnd why) override {
    if (why == http::BodyEnd::too_slow) {
      return refused(fail(Errc::timed_out, "RequestTimeoutException",
                          "The request's body came too slowly; send it again."));
    }
    return refused(fail(Errc::invalid_argument, "SerializationException",
                        "The request's body is not well-formed HTTP."));
  }

 private:
  http::Response refused(tl::unexpected<Error> const& error) const {
    return error_response(head_, error.value(), &target_.service.model());
  }

  JsonHandler& handler_;
  http::RequestHead const& head_;
  Target const target_;
  Claimed const claimed_;
  Share share_;
  std::string text_;
};

JsonHandler::JsonHandler(CredentialStore& credentials, Clock const& clock, HandlerOptions options)
    : verifier_(credentials, clock), options_(std::move(options)) {}

void JsonHandler::add(Service const& service) {
  services_.insert_or_assign(std::string(service.model().target_prefix), &service);
}

Result<JsonHandler::Target> JsonHandler::target_of(http::RequestHead const& head) const {
  auto const target = head.headers.get("x-amz-target").value_or("");
  auto const dot = target.rfind('.');
  auto const found = services_.find(target.substr(0, dot));
  if (dot == std::string_view::npos || found == services_.end() || head.method != "POST") {
    return fail(Errc::unsupported, "UnknownOperationException",
                "No service that is served here has the operation \"" +
                    std::string(target.substr(0, 128)) + "\" of X-Amz-Target.");
  }
  // AWS looks no further at another type either: it is another protocol's.
  auto const type = http::essence_of(head.headers.get("content-type").value_or(""));
  if (type != "application/x-amz-json-1.0" && type != "application/x-amz-json-1.1") {
    return fail(Errc::unsupported, "UnknownOperationException",
                "The Content-Type must be application/x-amz-json-" +
                    std::string(found->second->model().json_version) + ".");
  }
  auto const operation = target.substr(dot + 1);
  if (!found->second->has(operation)) {
    return fail(Errc::unsupported, "UnknownOperationException",
                "The operation \"" + std::string(operation.substr(0, 64)) + "\" of " +
                    std::string(found->second->model().signing_name) + " is not served here.");
  }
  return Target{*found->second, std::string(operation)};
}

http::Begun JsonHandler::begin(http::RequestHead const& head) {
  auto target = target_of(head);
  if (!target) return error_response(head, target.error(), nullptr);
  ServiceModel const& model = target->service.model();
  auto claimed = verifier_.claim(head, model.signing_name);
  if (!claimed) {
    return error_response(head, signature_error(claimed.error(), is_signed(head)), &model);
  }
  return std::make_unique<Body>(*this, head, *std::move(target), *std::move(claimed));
}

http::Response JsonHandler::answer(http::RequestHead const& head, Target const& target,
                                   Claimed const& claimed, std::string const& body) {
  ServiceModel const& model = target.service.model();
  auto const refused = [&](Error const& error) { return error_response(head, error, &model); };
  auto const verified = SignatureVerifier::check(head, claimed, sha256_hex(bytes_of(body)));
  if (!verified) return refused(signature_error(verified.error(), true));
  Share running(running_);
  if (!running.take(1, options_.running_max)) return refused(busy().value());
  auto const input =
      parse_json(body.empty() ? std::string_view("{}") : body,
                 {.bytes_max = options_.body_bytes_max, .depth_max = options_.depth_max});
  if (!input) {
    return refused({Errc::invalid_argument, "SerializationException", input.error().message});
  }
  auto const output = target.service.call(target.operation, *input,
                                          {.account_id = options_.account_id,
                                           .region = verified->scope.region,
                                           .identity = verified->identity,
                                           .request_id = head.request_id,
                                           .source_ip = head.remote_address});
  if (!output) return refused(output.error());
  http::Response response;
  response.headers.add("content-type", "application/x-amz-json-" + std::string(model.json_version));
  response.headers.add("x-amzn-RequestId", head.request_id);
  response.body = dump_json(*output);
  return response;
}

}  // namespace helio::aws::json
