#include "vision/person_by_face.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace helio::vision {
namespace {

Label label(char const* name, double confidence) {
  Label made;
  made.name = name;
  made.confidence = confidence;
  return made;
}

TEST(RaisePerson, Table) {
  struct Row {
    char const* name;
    std::vector<Label> labels;
    std::vector<double> faces;
    std::vector<std::pair<std::string, double>> want;
  };
  Row const rows[] = {
      {"no face", {label("Person", 60)}, {}, {{"Person", 60}}},
      {"a face that is not sure", {label("Dog", 99)}, {94.9}, {{"Dog", 99}}},
      {"a face surer than the box",
       {label("Sport", 90), label("Person", 60)},
       {70, 99},
       {{"Person", 99}, {"Being", 99}, {"Sport", 90}}},
      {"a box surer than the face",
       {label("Person", 99), label("Being", 99)},
       {96},
       {{"Person", 99}, {"Being", 99}}},
      {"nobody saw a person",
       {label("Helmet", 99)},
       {96},
       {{"Helmet", 99}, {"Person", 96}, {"Being", 96}}},
  };
  Taxonomy taxonomy;
  taxonomy.add(Json::parse(R"({"Person": {"parents": ["Being"], "aliases": ["Human"]}})"));
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    std::vector<FaceDetail> faces(row.faces.size());
    for (std::size_t i = 0; i < faces.size(); ++i) faces[i].confidence = row.faces[i];
    auto labels = row.labels;
    raise_person(labels, faces, taxonomy);
    std::vector<std::pair<std::string, double>> got;
    for (Label const& each : labels) got.emplace_back(each.name, each.confidence);
    EXPECT_EQ(got, row.want);
  }
}

TEST(RaisePerson, APersonAddedIsAWholeLabel) {
  Taxonomy taxonomy;
  taxonomy.add(Json::parse(R"({"Person": {"aliases": ["Human"]}})"));
  std::vector<FaceDetail> faces(1);
  faces[0].confidence = 96;
  std::vector<Label> labels;
  raise_person(labels, faces, taxonomy);
  ASSERT_EQ(labels.size(), 1U);
  EXPECT_EQ(labels[0].aliases, std::vector<std::string>{"Human"});
}

}  // namespace
}  // namespace helio::vision
