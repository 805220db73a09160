#include "functions/result_viewer.hpp"

#include <string>

#include <nlohmann/json.hpp>

#include "functions/proxy.hpp"
#include "functions/results_page.hpp"

namespace helio::functions {
namespace {

constexpr std::string_view kResults = "/results";

// Empty: all results.
std::string image_id_in(ProxyRequest const& request) {
  auto const given = request.path_parameters.find("image_id");
  if (given != request.path_parameters.end()) return given->second;
  auto const at = request.path.rfind(std::string(kResults) + "/");
  return at == std::string::npos ? std::string() : request.path.substr(at + kResults.size() + 1);
}

}  // namespace

Result<Json> ResultViewer::handle(Json const& event, Context const& context) {
  auto const request = proxy_request(event);
  if (!request) return tl::unexpected(request.error());
  if (request->method != "GET") {
    return proxy_problem({Errc::invalid_argument, "MethodNotAllowed", "Results are read by GET."});
  }
  std::string const image_id = image_id_in(*request);
  Result<Json> answer;
  if (image_id.empty()) {
    answer = results_page(results_, cursors_, request->query);
  } else {
    auto record = results_.get(image_id);
    answer = record ? Result<Json>(results::record_json(std::move(*record)))
                    : tl::unexpected(record.error());
  }
  if (answer) return proxy_response(200, *answer);
  if (answer.error().code == Errc::internal || answer.error().code == Errc::unavailable) {
    context.log(log::Level::error, "Results cannot be read.", log::fields_of(answer.error()));
  }
  return proxy_problem(answer.error());
}

}  // namespace helio::functions
