#include "vision/second_opinion.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace helio::vision {
namespace {

class SecondOpinionTest : public testing::Test {
 protected:
  SecondOpinionTest() {
    taxonomy_.add(Json::parse(R"({"Beagle": {"parents": ["Dog", "Animal"]},
      "Basset": {"parents": ["Dog", "Animal"]}, "Diver": {"parents": ["Person"]}})"));
    manifest_.name = "kinds";
    manifest_.labels = {"Beagle", "Basset", "Diver", "Banana", ""};
    manifest_.parameters = Json::parse(R"({"blind_to": ["Person"]})");
  }

  double confidence(std::string const& name, std::vector<float> const& probabilities) const {
    std::vector<Object> objects = {{name, {0, 0, 1, 1}, 0.8}};
    SecondOpinion::create(manifest_, taxonomy_)->doubt(probabilities, objects);
    return objects[0].confidence;
  }

  Taxonomy taxonomy_;
  ModelManifest manifest_;
};

TEST_F(SecondOpinionTest, Doubts) {
  std::vector<float> const beagle = {0.9f, 0.0999f, 0, 1e-6f, 0};
  std::vector<float> const perhaps = {0.9f, 0.0999f, 0, 1e-3f, 0};
  std::vector<float> const unsure = {0.5f, 0.5f, 0, 0, 0};
  struct Row {
    char const* name;
    char const* object;
    std::vector<float> probabilities;
    double want;
  };
  for (Row const& row : {
           Row{"a class the classifier does not see", "Banana", beagle, 0.8 * (1 - 0.6561)},
           Row{"one it holds possible", "Banana", perhaps, 0.8 * (1 - 0.6561 / 2)},
           Row{"the class it sees", "Beagle", beagle, 0.8},
           Row{"what the class is a kind of", "Dog", beagle, 0.8},
           Row{"a label it has no class for", "Kite", beagle, 0.8},
           Row{"a label it is blind to", "Person", beagle, 0.8},
           Row{"a classifier that is not sure", "Banana", unsure, 0.8 * (1 - 0.0625)},
           Row{"an answer without classes", "Banana", {}, 0.8},
       }) {
    SCOPED_TRACE(row.name);
    EXPECT_NEAR(confidence(row.object, row.probabilities), row.want, 1e-6);
  }
}

TEST_F(SecondOpinionTest, NamesTheRivalOfWhatItDenies) {
  std::vector<float> const classes = {0.6f, 0.37f, 0, 0.005f, 0};
  std::vector<Object> objects = {{"Banana", {0, 0, 1, 1}, 0.8},
                                 {"Dog", {0, 0, 1, 1}, 0.8},
                                 {"Person", {0, 0, 1, 1}, 0.8},
                                 {"Kite", {0, 0, 1, 1}, 0.8}};
  SecondOpinion::create(manifest_, taxonomy_)->doubt(classes, objects);
  EXPECT_NEAR(objects[0].rival, 0.6, 1e-6);
  for (std::size_t i = 1; i < objects.size(); ++i) EXPECT_EQ(objects[i].rival, 1);
}

TEST_F(SecondOpinionTest, RefusesAWrongParameter) {
  for (char const* wrong : {R"({"blind_to": "Person"})", R"({"blind_to": [3]})"}) {
    SCOPED_TRACE(wrong);
    manifest_.parameters = Json::parse(wrong);
    auto const made = SecondOpinion::create(manifest_, taxonomy_);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().name, "InvalidManifest");
  }
}

}  // namespace
}  // namespace helio::vision
