#include "vision/pack.hpp"

#include <filesystem>
#include <functional>

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/file.hpp"

namespace helio::vision {
namespace {

namespace fs = std::filesystem;

class PackTest : public testing::Test {
 protected:
  PackTest() : folder_(fs::temp_directory_path() / ("helio_pack_" + std::to_string(::getpid()))) {
    fs::create_directories(folder_);
    put("m.xml", "<net/>");
    put("l.txt", "cat\r\n\ndog");
    put("t.json", R"({"dog":{"parents":["animal"]}})");
    manifest_ = *parse_json(R"({
      "format": 1, "name": "mine", "version": "3", "taxonomy": "t.json",
      "models": [{
        "name": "m", "task": "labels", "decoder": "softmax", "file": "m.xml", "labels": "l.txt",
        "sha256": {"m.xml": "72f01aabd08b2d18ee1c1a15abd8b41dad7dcb1f9efd4b4cbe3dff22d3b14e8d"},
        "input": {"width_px": 8, "height_px": 8, "color": "BGR", "mean": [1, 2, 3]},
        "outputs": {"probabilities": "p"}, "parameters": {"temperature": 0.5, "odd": "x"}}]})");
  }
  ~PackTest() override { fs::remove_all(folder_); }

  void put(char const* name, std::string_view text) const {
    ASSERT_TRUE(write_file(folder_ / name, std::as_bytes(std::span(text))));
  }
  [[nodiscard]] Result<Pack> read(bool verify_hashes = false) const {
    put("pack.json", manifest_.dump());
    return read_pack(folder_, verify_hashes);
  }

  fs::path folder_;
  Json manifest_;
};

TEST_F(PackTest, ReadsEveryField) {
  auto const pack = read();
  ASSERT_TRUE(pack) << pack.error().message;
  EXPECT_EQ(pack->name, "mine");
  EXPECT_EQ(pack->taxonomy["dog"]["parents"][0], "animal");
  EXPECT_TRUE(pack->moderation.is_null());
  ASSERT_EQ(pack->models.size(), 1U);
  ModelManifest const& model = pack->models[0];
  EXPECT_EQ(model.task, Task::labels);
  EXPECT_EQ(model.file, fs::absolute(folder_) / "m.xml");
  EXPECT_EQ(model.labels, (std::vector<std::string>{"cat", "", "dog"}));
  EXPECT_EQ(model.input.mean, (std::vector<float>{1, 2, 3}));
  EXPECT_EQ(model.input.fit, Fit::stretch);
  EXPECT_FLOAT_EQ(model.parameter("temperature", 1), 0.5f);
  EXPECT_FLOAT_EQ(model.parameter("odd", 7), 7);
  EXPECT_FLOAT_EQ(model.parameter("absent", 7), 7);
}

TEST_F(PackTest, RefusesAndSaysWhichField) {
  struct Row {
    char const* name;
    std::function<void(Json&)> change;
    char const* error;
    char const* in_message;
  };
  auto const model = [](char const* field, Json value) {
    return [field, value = std::move(value)](Json& m) { m["models"][0][field] = value; };
  };
  const Row rows[] = {
      {"another format", [](Json& m) { m["format"] = 2; }, "UnsupportedPackVersion", "format 2"},
      {"no format", [](Json& m) { m.erase("format"); }, "InvalidManifest", "\"format\" is missing"},
      {"models not a list", [](Json& m) { m["models"] = 1; }, "InvalidManifest", "\"models\""},
      {"model not an object", [](Json& m) { m["models"][0] = 1; }, "InvalidManifest", "models[0]"},
      {"unknown task", model("task", "dance"), "InvalidManifest", "one of: labels"},
      {"decoder of another task", model("decoder", "ssd"), "InvalidManifest", "softmax, sigmoid"},
      {"not a model file", model("file", "l.txt"), "InvalidManifest", ".onnx"},
      {"path out of the folder", model("file", "../m.xml"), "InvalidManifest", "file name"},
      {"file not there", model("file", "gone.xml"), "ModelFileMissing", "gone.xml"},
      {"labels not there", model("labels", "gone.txt"), "ModelFileMissing", "gone.txt"},
      {"hashed file not there", model("sha256", {{"gone", "00"}}), "ModelFileMissing", "gone"},
      {"no outputs", model("outputs", Json::object()), "InvalidManifest", "\"outputs\""},
      {"scale of zero",
       [](Json& m) {
         m["models"][0]["input"]["scale"] = {1, 0, 1};
       },
       "InvalidManifest", "none of them 0"},
      {"two means",
       [](Json& m) {
         m["models"][0]["input"]["mean"] = {1, 2};
       },
       "InvalidManifest", "\"mean\""},
      {"huge side", [](Json& m) { m["models"][0]["input"]["width_px"] = 100'000; },
       "InvalidManifest", "models[0].input"},
      {"taxonomy not JSON", [](Json& m) { m["taxonomy"] = "l.txt"; }, "InvalidManifest", "l.txt"}};
  const Json good = manifest_;
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    manifest_ = good;
    row.change(manifest_);
    auto const pack = read();
    ASSERT_FALSE(pack);
    EXPECT_EQ(pack.error().name, row.error);
    EXPECT_NE(pack.error().message.find(row.in_message), std::string::npos) << pack.error().message;
  }
}

TEST_F(PackTest, AChangedFileIsNoticedWhenHashesAreVerified) {
  manifest_["models"][0]["sha256"]["m.xml"] = std::string(64, '0');
  EXPECT_TRUE(read(false));
  auto const pack = read(true);
  ASSERT_FALSE(pack);
  EXPECT_EQ(pack.error().name, "ModelCorrupt");
}

TEST_F(PackTest, MissingAndBrokenManifests) {
  auto const missing = read_pack(folder_ / "nowhere");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().name, "ModelPackMissing");
  put("pack.json", "{\"format\":1,");
  auto const broken = read_pack(folder_);
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().name, "InvalidManifest");
}

}  // namespace
}  // namespace helio::vision
