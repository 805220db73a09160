#include "helio/aws_services.hpp"

#include "helio/rule_targets.hpp"

namespace helio::cli {
namespace {

constexpr std::uint64_t kObjectBytesMax = 15U << 20U;  // of a picture, as Rekognition has it

aws::rekognition::InspectorOptions inspector_options(AwsServices::Parts const& parts) {
  return {.object_bytes_max = kObjectBytesMax,
          .limits = {.bytes_max = kObjectBytesMax},
          .turns = {.at_a_time = parts.images_at_a_time}};
}

}  // namespace

AwsServices::AwsServices(Storage& storage, Parts const& parts)
    : inspector_(
          [&analyzer = parts.analyzer](BytesView file, vision::AnalyzeOptions const& wanted) {
            return analyzer.analyze(file, wanted);
          },
          storage.pictures(), inspector_options(parts)),
      rekognition_(aws::rekognition::rekognition_service(inspector_)),
      states_(parts.states),
      events_(aws::events::events_service({parts.bus, RuleTargets::check})),
      logs_(aws::logs::logs_service({*storage.logs.catalog, *storage.logs.store, storage.clock})) {}

}  // namespace helio::cli
