// DetectLabels: what is in the picture, and how it looks.
//
// LabelModelVersion names the models that answered and their versions. Settings of a feature that
// is not asked for are ignored. Of dominant colours there are at most 12 (vision/colours.hpp).
#include <algorithm>
#include <limits>

#include <nlohmann/json.hpp>

#include "aws/json/values.hpp"
#include "aws/rekognition/rekognition.hpp"
#include "base/json_members.hpp"
#include "vision/analysis_json.hpp"

namespace helio::aws::rekognition {
namespace {

constexpr int kDominantColorsDefault = 10;

bool asks_for(Json const& features, char const* feature) {
  return std::find(features.begin(), features.end(), feature) != features.end();
}

vision::Features features_of(Json const& input) {
  Json const& features = member(input, "Features");
  bool const none = features.is_null() || features.empty();
  return {.labels = none || asks_for(features, "GENERAL_LABELS"),
          .faces = false,
          .text = false,
          .moderation = false,
          .properties = !none && asks_for(features, "IMAGE_PROPERTIES")};
}

std::vector<std::string> names_in(Json const& settings, char const* filter) {
  Json const& names = member(settings, filter);
  return names.is_null() ? std::vector<std::string>() : names.get<std::vector<std::string>>();
}

vision::LabelFilter filter_of(Json const& input) {
  vision::LabelFilter filter;
  filter.confidence_min =
      json::number_member(input, "MinConfidence").value_or(filter.confidence_min);
  filter.labels_max = static_cast<std::size_t>(
      json::integer_member(input, "MaxLabels").value_or(std::numeric_limits<int>::max()));
  Json const& settings = member(member(input, "Settings"), "GeneralLabels");
  filter.include_labels = names_in(settings, "LabelInclusionFilters");
  filter.exclude_labels = names_in(settings, "LabelExclusionFilters");
  filter.include_categories = names_in(settings, "LabelCategoryInclusionFilters");
  filter.exclude_categories = names_in(settings, "LabelCategoryExclusionFilters");
  return filter;
}

std::size_t colours_max(Json const& input) {
  Json const& settings = member(member(input, "Settings"), "ImageProperties");
  return static_cast<std::size_t>(
      json::integer_member(settings, "MaxDominantColors").value_or(kDominantColorsDefault));
}

void shorten(Json& colours, std::size_t most) {
  if (colours.size() > most) {
    colours.erase(colours.begin() + static_cast<std::ptrdiff_t>(most), colours.end());
  }
}

// Colours of instances belong to IMAGE_PROPERTIES.
void limit_instance_colours(Json& labels, bool properties, std::size_t most) {
  for (Json& label : labels) {
    for (Json& instance : label["Instances"]) {
      if (properties) {
        shorten(instance["DominantColors"], most);
      } else {
        instance.erase("DominantColors");
      }
    }
  }
}

std::string version_of(std::map<std::string, std::string> const& models) {
  std::string text;
  for (auto const& [name, version] : models) {
    text.append(text.empty() ? "" : ", ").append(name).append(" ").append(version);
  }
  return text;
}

}  // namespace

Result<Json> detect_labels(Inspector& inspector, Json const& input, json::Caller const& caller) {
  auto const features = features_of(input);
  auto const report = inspector.look(member(input, "Image"), caller,
                                     {.features = features, .labels = filter_of(input)});
  if (!report) return tl::unexpected<Error>(report.error());
  vision::Analysis const& found = report->analysis;
  auto const most = colours_max(input);
  Json output{{"Labels", vision::labels_json(found.labels)},
              {"LabelModelVersion", version_of(found.models)}};
  limit_instance_colours(output["Labels"], features.properties, most);
  if (found.properties) {
    Json properties = vision::properties_json(*found.properties);
    shorten(properties["DominantColors"], most);
    shorten(properties["Foreground"]["DominantColors"], most);
    shorten(properties["Background"]["DominantColors"], most);
    output["ImageProperties"] = std::move(properties);
  }
  return output;
}

}  // namespace helio::aws::rekognition
