#include "vision/label_scores.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace helio::vision {
namespace {

class LabelScoresTest : public testing::Test {
 protected:
  LabelScoresTest() {
    taxonomy_.add(Json::parse(R"({
      "Beagle": {"parents": ["Dog", "Pet", "Animal"], "categories": ["Animals"]},
      "Basset": {"parents": ["Dog", "Pet", "Animal"]},
      "Tabby":  {"parents": ["Cat", "Pet", "Animal"]},
      "Dog":    {"parents": ["Pet", "Animal"]},
      "Assault Rifle": {"parents": ["Rifle"]}})"));
  }

  static double confidence(std::vector<Label> const& labels, std::string const& name) {
    for (Label const& label : labels) {
      if (label.name == name) return label.confidence;
    }
    return -1;
  }

  Taxonomy taxonomy_;
};

TEST_F(LabelScoresTest, ClassesThatExcludeEachOtherAreSummed) {
  std::vector<std::string> const names = {"Beagle", "Basset", "Tabby", "Teapot", ""};
  std::vector<float> const p = {0.4f, 0.3f, 0.2f, 0.05f, 0.05f};
  LabelScores scores(taxonomy_);
  scores.add_classes(names, p, true);
  auto const labels = scores.labels(0);
  struct Row {
    char const* name;
    double want;
  };
  for (Row const& row : {Row{"Animal", 90}, Row{"Pet", 90}, Row{"Dog", 70}, Row{"Cat", 20},
                         Row{"Beagle", 40}, Row{"Teapot", 5}, Row{"", -1}}) {
    SCOPED_TRACE(row.name);
    EXPECT_NEAR(confidence(labels, row.name), row.want, 1e-4);
  }
  EXPECT_EQ(labels.front().name, "Animal");  // equals in the order of their names
  EXPECT_EQ(labels[1].name, "Pet");
  EXPECT_EQ(scores.labels(50).size(), 3U);
}

TEST_F(LabelScoresTest, AClassMayBeAParent) {
  std::vector<std::string> const names = {"Rifle", "Assault Rifle"};
  std::vector<float> const p = {0.5f, 0.25f};
  LabelScores scores(taxonomy_);
  scores.add_classes(names, p, true);
  EXPECT_NEAR(confidence(scores.labels(0), "Rifle"), 75, 1e-4);
}

TEST_F(LabelScoresTest, ClassesThatMayAllBeTrueLiftTheirParentToTheLargest) {
  std::vector<std::string> const names = {"Beagle", "Basset"};
  std::vector<float> const p = {0.9f, 0.8f};
  LabelScores scores(taxonomy_);
  scores.add_classes(names, p, false);
  EXPECT_NEAR(confidence(scores.labels(0), "Dog"), 90, 1e-4);
}

TEST_F(LabelScoresTest, ObjectsBecomeInstancesAndLiftTheirParents) {
  std::vector<Object> const objects = {{"Dog", {0, 0, 0.5, 0.5}, 0.6},
                                       {"Dog", {0.5, 0.5, 0.5, 0.5}, 0.8},
                                       {"Robot", {0, 0, 1, 1}, 0.5}};
  LabelScores scores(taxonomy_);
  scores.add_objects(objects);
  auto const labels = scores.labels(0);
  EXPECT_NEAR(confidence(labels, "Animal"), 92, 1e-9);  // two boxes, two witnesses
  EXPECT_NEAR(confidence(labels, "Robot"), 50, 1e-9);   // no taxonomy knows it
  for (Label const& label : labels) {
    EXPECT_EQ(label.instances.size(), label.name == "Dog" ? 2U : label.name == "Robot" ? 1U : 0U);
    if (label.name == "Dog") {
      EXPECT_EQ(label.instances.front().confidence, 80);
      EXPECT_EQ(label.parents.front(), "Pet");
    }
  }
}

TEST_F(LabelScoresTest, AKindThatAClassifierDeniesStaysBelowItsRivalWhereItIsAlone) {
  Object const knife = {"Knife", {0, 0, 0.5, 0.5}, 0.8, 0.5};  // denied by an eel of 50 %
  Object const faint = {"Knife", {0.5, 0.5, 0.5, 0.5}, 0.2, 0.5};
  struct Row {
    char const* name;
    std::vector<Object> objects;
    double want;
  };
  for (Row const& row : {
           Row{"alone", {knife}, 49.5},
           Row{"two boxes of it", {knife, faint}, 49.5},
           Row{"faint boxes count by the best", {faint, faint}, 20},
           Row{"with another thing in sight", {knife, {"Fork", {0, 0, 1, 1}, 0.6}}, 80},
           Row{"with a faint one", {knife, {"Fork", {0, 0, 1, 1}, 0.4}}, 49.5},
           Row{"not denied", {{"Knife", {0, 0, 1, 1}, 0.8}}, 80},
       }) {
    SCOPED_TRACE(row.name);
    LabelScores scores(taxonomy_);
    scores.add_objects(row.objects);
    auto const labels = scores.labels(0);
    EXPECT_NEAR(confidence(labels, "Knife"), row.want, 1e-9);
    for (Label const& label : labels) {
      EXPECT_EQ(label.instances.front().confidence,
                100 * (label.name == "Knife" ? row.objects.front().confidence
                                             : row.objects.back().confidence));
    }
  }
}

TEST_F(LabelScoresTest, SourcesAreIndependentWitnesses) {
  std::vector<std::string> const names = {"Beagle"};
  std::vector<float> const p = {0.5f};
  std::vector<Object> const objects = {{"Dog", {0, 0, 1, 1}, 0.8}};
  LabelScores scores(taxonomy_);
  scores.add_classes(names, p, true);
  scores.add_objects(objects);
  auto const labels = scores.labels(0);
  EXPECT_NEAR(confidence(labels, "Dog"), 90, 1e-4);
  EXPECT_NEAR(confidence(labels, "Beagle"), 50, 1e-4);  // the box does not say which dog
}

}  // namespace
}  // namespace helio::vision
