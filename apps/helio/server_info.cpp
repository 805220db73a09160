#include "helio/server_info.hpp"

#include <nlohmann/json.hpp>

#include "functions/presigned_url_generator.hpp"
#include "helio/version.hpp"
#include "image/limits.hpp"

namespace helio::cli {

Json server_info(Config const& config, bool key_required) {
  image::Limits const limits;
  Json types = Json::array();
  for (auto const type : functions::upload_file_types()) types.push_back(type);
  return {{"version", kVersion},
          {"project", config.project},
          {"environment", config.environment},
          {"region", config.aws_region},
          {"key_required", key_required},
          {"confidence_threshold", config.rekognition_confidence_threshold},
          {"upload",
           {{"bytes_max", config.upload_bytes_max},
            {"pixels_max", limits.pixels_max},
            {"side_px_max", limits.side_px_max},
            {"url_expires_in", config.upload_url_expiry},
            {"types", std::move(types)}}},
          {"retention_days",
           {{"results", config.result_retention_days},
            {"executions", config.execution_retention_days},
            {"events", config.event_archive_retention_days},
            {"logs", config.log_retention_days}}}};
}

}  // namespace helio::cli
