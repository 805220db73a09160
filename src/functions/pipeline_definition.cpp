#include "functions/pipeline_definition.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "functions/function_host.hpp"

namespace helio::functions {
namespace {

bool stands_in_json(std::string_view value) {
  return std::ranges::none_of(
      value, [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; });
}

tl::unexpected<Error> unfilled(std::string_view name) {
  return fail(Errc::invalid_argument, "UnfilledPlaceholder",
              "The workflow's placeholder ${" + std::string(name) + "} has no value.");
}

}  // namespace

Result<std::string> fill_placeholders(std::string_view text, Placeholders const& values) {
  constexpr std::string_view kBegin = "${";
  std::string filled;
  while (true) {
    std::size_t const at = text.find(kBegin);
    filled += text.substr(0, at);
    if (at == std::string_view::npos) return filled;
    text.remove_prefix(at + kBegin.size());
    std::size_t const end = text.find('}');
    std::string_view const name = text.substr(0, end);
    auto const value = values.find(name);
    if (end == std::string_view::npos || value == values.end()) {
      return unfilled(name.substr(0, 64));
    }
    if (!stands_in_json(value->second)) {
      return fail(Errc::invalid_argument, "InvalidPlaceholder",
                  "The value of ${" + value->first + "} cannot stand in JSON text.");
    }
    filled += value->second;
    text.remove_prefix(end + 1);
  }
}

Placeholders local_placeholders(FunctionHost const& host, double confidence_threshold) {
  return {{"ValidateImageFunctionArn", host.arn_of("image_processor")},
          {"AnalyzeImageFunctionArn", host.arn_of("rekognition_analyzer")},
          {"SaveResultsFunctionArn", host.arn_of("result_saver")},
          {"NotificationHandlerFunctionArn", host.arn_of("notification_handler")},
          {"ConfidenceThreshold", fmt::format("{}", confidence_threshold)}};
}

}  // namespace helio::functions
