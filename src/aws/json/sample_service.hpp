// SampleService: a small made-up AWS service with every kind of shape, for tests and fuzzing.
#pragma once

#include <nlohmann/json.hpp>

#include "aws/json/service.hpp"

namespace helio::aws::json {

constexpr std::string_view kSampleColours[] = {"RED", "GREEN"};
constexpr Member kSampleInput[] = {
    {"Name", 1, true},    {"Count", 2, false},   {"Ratio", 3, false}, {"Colours", 4, false},
    {"Inner", 6, false},  {"Pairs", 7, false},   {"Flag", 8, false},  {"At", 9, false},
    {"Bytes", 10, false}, {"Choice", 11, false}, {"Any", 12, false},  {"Inners", 13, false},
    {"Nested", 0, false}};
constexpr Member kSampleInner[] = {{"Key", 1, true}, {"Count", 2, false}};
constexpr Member kSampleChoice[] = {{"Count", 2, false}, {"Flag", 8, false}};
constexpr Shape kSampleShapes[] = {
    {.kind = Kind::structure, .members = kSampleInput},
    {.kind = Kind::text, .min = 1, .max = 8, .pattern = "[a-z\303\244]+"},
    {.kind = Kind::integer, .min = 0, .max = 10},
    {.kind = Kind::number, .min = 0, .max = 100},
    {.kind = Kind::list, .max = 2, .element = 5},
    {.kind = Kind::text, .enums = kSampleColours},
    {.kind = Kind::structure, .members = kSampleInner},
    {.kind = Kind::map, .max = 2, .element = 1, .key = 1},
    {.kind = Kind::boolean},
    {.kind = Kind::timestamp},
    {.kind = Kind::blob, .max = 4},
    {.kind = Kind::structure, .is_union = true, .members = kSampleChoice},
    {.kind = Kind::document},
    {.kind = Kind::list, .element = 6}};
constexpr OperationModel kSampleOperations[] = {
    {"Echo", 0, 0}, {"Change", 0, 0}, {"Look", 0, 0}, {"Sum", 0, 0}};
constexpr ErrorModel kSampleErrors[] = {{"TeapotException", 418}};
constexpr ServiceModel kSampleModel{.signing_name = "sample",
                                    .target_prefix = "Sample_20200101",
                                    .json_version = "1.1",
                                    .operations = kSampleOperations,
                                    .errors = kSampleErrors,
                                    .shapes = kSampleShapes};

// Echo (anyone) gives its input back, Look (objects, read) and Change (write) their caller; what is
// called "teapot" fails with that error.
[[nodiscard]] inline Service sample_service() {
  Service service(kSampleModel, "ValidationException");
  auto const caller = [](Json const&, Caller const& who) -> Result<Json> {
    return Json{{"Name", who.identity.principal}, {"Region", who.region}};
  };
  service.add("Echo", Access::anyone, [](Json const& input, Caller const&) -> Result<Json> {
    if (input["Name"] == "teapot") {
      return fail(Errc::invalid_argument, "TeapotException", "Short and stout.");
    }
    return input;
  });
  service.add("Look", Access::objects, caller);
  service.add("Sum", Access::read, caller);
  service.add("Change", Access::write, caller);
  return service;
}

}  // namespace helio::aws::json
