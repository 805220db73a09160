#include "vision/taxonomy.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace helio::vision {
namespace {

TEST(Taxonomy, KnowsParentsAliasesAndCategories) {
  Taxonomy taxonomy;
  taxonomy.add(Json::parse(
      R"({"Dog": {"parents": ["Canine", "Pet"], "aliases": ["Hound"],
                  "categories": ["Animals"]}})"));
  TaxonomyEntry const& dog = taxonomy.find("Dog");
  EXPECT_EQ(dog.parents, (std::vector<std::string>{"Canine", "Pet"}));
  EXPECT_EQ(dog.aliases, (std::vector<std::string>{"Hound"}));
  EXPECT_EQ(dog.categories, (std::vector<std::string>{"Animals"}));
}

TEST(Taxonomy, IsTolerantOfWhatItDoesNotKnow) {
  struct Row {
    char const* name;
    char const* table;
    std::vector<std::string> parents;
  };
  Row const rows[] = {{"no table", "null", {}},
                      {"a list", R"(["Dog"])", {}},
                      {"another label", R"({"Cat": {"parents": ["Animal"]}})", {}},
                      {"entry of another shape", R"({"Dog": 3})", {}},
                      {"parents of another shape", R"({"Dog": {"parents": "Animal"}})", {}},
                      {"numbers among the parents", R"({"Dog": {"parents": [1, "Pet"]}})", {"Pet"}},
                      {"its own parent, and one twice",
                       R"({"Dog": {"parents": ["Dog", "Pet", "Pet", ""]}})",
                       {"Pet"}}};
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    Taxonomy taxonomy;
    taxonomy.add(Json::parse(row.table));
    EXPECT_EQ(taxonomy.find("Dog").parents, row.parents);
  }
}

TEST(Taxonomy, ALaterPackHasTheLastWord) {
  Taxonomy taxonomy;
  taxonomy.add(Json::parse(R"({"Dog": {"parents": ["Pet"]}, "Cat": {"parents": ["Pet"]}})"));
  taxonomy.add(Json::parse(R"({"Dog": {"parents": ["Hound"]}})"));
  EXPECT_EQ(taxonomy.find("Dog").parents.front(), "Hound");
  EXPECT_EQ(taxonomy.find("Cat").parents.front(), "Pet");
}

}  // namespace
}  // namespace helio::vision
