// The pipeline's definition: workflows/image-pipeline.asl.json as it was at the build, with its
// placeholders filled as Terraform's templatefile() does.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace helio::functions {

class FunctionHost;

using Placeholders = std::map<std::string, std::string, std::less<>>;

// The file as it is, "${…}" and all.
[[nodiscard]] std::string_view pipeline_template() noexcept;

// Errors: invalid_argument "UnfilledPlaceholder", "InvalidPlaceholder" (a value with quotes,
// backslashes or control characters: it stands inside JSON).
[[nodiscard]] Result<std::string> fill_placeholders(std::string_view text,
                                                    Placeholders const& values);

// For the functions of this process. `confidence_threshold` is 0..100.
[[nodiscard]] Placeholders local_placeholders(FunctionHost const& host,
                                              double confidence_threshold);

[[nodiscard]] inline Result<std::string> pipeline_definition(Placeholders const& values) {
  return fill_placeholders(pipeline_template(), values);
}

}  // namespace helio::functions
