#include "functions/image_processor.hpp"

#include <utility>

#include <nlohmann/json.hpp>

#include "base/json_members.hpp"
#include "base/sha256.hpp"
#include "functions/object_created.hpp"
#include "image/header_json.hpp"
#include "image/probe.hpp"

namespace helio::functions {
Result<Json> ImageProcessor::handle(Json const& event, Context const& context) {
  auto const created = object_created(member(event, "detail"));
  if (!created) return tl::unexpected(created.error());
  results::Record record = new_record(*created, clock_.wall());
  record.execution_arn = text_member(event, "execution_arn");
  auto const info = find_image(objects_, record);
  if (!info) return tl::unexpected(info.error());
  auto const user = info->user_metadata.find(kUserIdMetadata);
  if (user != info->user_metadata.end()) record.user_id = user->second;
  record.image = {{"size_bytes", info->size_bytes}};
  if (auto stored = results_.put(record); !stored) return fail(stored);

  if (info->size_bytes > limits_.bytes_max) {
    return fail(Errc::too_large, "ImageTooLarge",
                "The file has " + std::to_string(info->size_bytes) + " bytes; at most " +
                    std::to_string(limits_.bytes_max) +
                    " are accepted: compress or scale the image.");
  }
  auto bytes = objects::read_object(objects_, object_of(record), limits_.bytes_max);
  if (!bytes) return fail(bytes);
  auto const header = image::probe(*bytes, limits_);
  if (!header) {
    context.log(log::Level::info, "The object is no picture that is taken.",
                {{"image_id", record.image_id},
                 {"upload_request_id", created->request_id},
                 {"error", header.error().name}});
    return tl::unexpected(header.error());
  }
  record.image = image::header_json(*header, bytes->size(), sha256_hex(*bytes));
  context.log(log::Level::info, "The object is a picture.",
              {{"image_id", record.image_id},
               {"upload_request_id", created->request_id},
               {"format", image::to_string(header->format)},
               {"width_px", header->width_px},
               {"height_px", header->height_px}});
  return results::record_json(record);
}

}  // namespace helio::functions
