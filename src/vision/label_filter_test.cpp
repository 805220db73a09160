#include "vision/label_filter.hpp"

#include <gtest/gtest.h>

namespace helio::vision {
namespace {

Label label(char const* name, double confidence, char const* category) {
  Label made;
  made.name = name;
  made.confidence = confidence;
  made.categories = {category};
  return made;
}

std::string names(std::vector<Label> const& labels) {
  std::string text;
  for (Label const& each : labels) text += each.name + " ";
  return text;
}

TEST(FilterLabels, Table) {
  struct Row {
    char const* name;
    LabelFilter filter;
    char const* want;
  };
  Row const rows[] = {
      {"the defaults", {}, "Animal Dog Grass "},
      {"everything", {.confidence_min = 0}, "Animal Dog Grass Ball "},
      {"the bound belongs", {.confidence_min = 60}, "Animal Dog Grass "},
      {"none is that sure", {.confidence_min = 99.5}, ""},
      {"the best two", {.labels_max = 2}, "Animal Dog "},
      {"none at all", {.labels_max = 0}, ""},
      {"one label", {.include_labels = {"Dog"}}, "Dog "},
      {"one category", {.include_categories = {"Nature"}}, "Grass "},
      {"a label or a category",
       {.include_labels = {"Dog"}, .include_categories = {"Nature"}},
       "Dog Grass "},
      {"not this label", {.exclude_labels = {"Dog"}}, "Animal Grass "},
      {"not this category", {.exclude_categories = {"Animals"}}, "Grass "},
      {"exclusion comes last",
       {.include_categories = {"Animals"}, .exclude_labels = {"Dog"}},
       "Animal "},
      {"another case is another name", {.include_labels = {"dog"}}, ""},
      {"filters come before the bound on the number",
       {.labels_max = 1, .exclude_labels = {"Animal"}},
       "Dog "},
  };
  std::vector<Label> const labels = {label("Animal", 99, "Animals"), label("Dog", 98, "Animals"),
                                     label("Grass", 60, "Nature"), label("Ball", 20, "Toys")};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(names(filter_labels(labels, row.filter)), row.want);
  }
}

TEST(FilterLabels, InstancesBelowTheCutGoToo) {
  Label dog = label("Dog", 98, "Animals");
  dog.instances = {{{}, 97, {}}, {{}, 30, {}}};
  auto const got = filter_labels({dog});
  ASSERT_EQ(got.size(), 1U);
  ASSERT_EQ(got[0].instances.size(), 1U);
  EXPECT_EQ(got[0].instances[0].confidence, 97);
}

}  // namespace
}  // namespace helio::vision
