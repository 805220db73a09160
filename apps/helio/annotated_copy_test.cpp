#include "helio/annotated_copy.hpp"

#include <gtest/gtest.h>

namespace helio::cli {
namespace {

TEST(AnnotatedCopy, EveryImageHasANameOfItsOwn) {
  std::vector<ImageFile> const images = {
      {"/in/a/photo.jpg", {}}, {"/in/b/photo.png", {}},      {"-", {}},
      {"/in/photo-2.jpg", {}}, {"/out/x.annotated.jpg", {}}, {"/in/x.jpg", {}}};
  std::vector<std::filesystem::path> const want = {
      "/out/photo.annotated.jpg",     "/out/photo-2.annotated.jpg",     "/out/stdin.annotated.jpg",
      "/out/photo-2-2.annotated.jpg", "/out/x.annotated.annotated.jpg", "/out/x-2.annotated.jpg"};
  EXPECT_EQ(annotated_names(images, "/out"), want);
}

TEST(AnnotatedCopy, MarksAreWhatHasAPlace) {
  vision::Analysis analysis;
  vision::Label dog{.name = "Dog", .confidence = 98};
  dog.instances.push_back({.box = {0.5, 0.25, 0.25, 0.5}, .confidence = 91});
  analysis.labels = {dog, {.name = "Animal", .confidence = 99}};
  analysis.faces.push_back({.box = {0, 0, 0.1, 0.1}, .gender = "Female"});
  vision::TextDetection line{.text = "EXIT"};
  line.polygon = {{{0, 0}, {1, 0}, {1, 1}, {0, 1}}};
  vision::TextDetection word = line;
  word.is_line = false;
  analysis.text = {line, word};

  auto const found = marks(analysis, 200, 100);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].caption, "Dog 91%");
  ASSERT_EQ(found[0].outline.size(), 4U);
  EXPECT_FLOAT_EQ(found[0].outline[2].x_px, 150);
  EXPECT_FLOAT_EQ(found[0].outline[2].y_px, 75);
  EXPECT_EQ(found[1].caption, "Female");
  EXPECT_EQ(found[2].caption, "EXIT");
}

TEST(AnnotatedCopy, AFolderThatCannotBeMadeIsAnError) {
  auto const refused = prepare_folder("/dev/null/below");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().name, "AccessDenied");
}

}  // namespace
}  // namespace helio::cli
