#include "adapters/openvino/loader.hpp"

#include <filesystem>
#include <fstream>
#include <map>

#include <gtest/gtest.h>
#include <openvino/openvino.hpp>
#include <openvino/opsets/opset13.hpp>
#include <unistd.h>

#include "contract/model_contract.hpp"

namespace helio::openvino {
namespace {

namespace fs = std::filesystem;
namespace op = ov::opset13;
using vision::ModelManifest;

// The contract's model as an IR file: the sum over height and width of an NCHW picture, and the
// picture's own negative, an output whose sides are free.
fs::path write_sum_model() {
  static fs::path const file = [] {
    fs::path const folder =
        fs::temp_directory_path() / ("helio_openvino_" + std::to_string(::getpid()));
    fs::create_directories(folder);
    auto const image =
        std::make_shared<op::Parameter>(ov::element::f32, ov::PartialShape{1, 3, -1, -1});
    image->output(0).set_names({"image"});
    auto const axes = op::Constant::create(ov::element::i64, {2}, {2, 3});
    auto const sum = std::make_shared<op::ReduceSum>(image, axes);
    sum->output(0).set_names({"total"});
    auto const negative = std::make_shared<op::Negative>(image);
    negative->output(0).set_names({"negative"});
    ov::save_model(
        std::make_shared<ov::Model>(ov::OutputVector{sum->output(0), negative->output(0)},
                                    ov::ParameterVector{image}),
        (folder / "sum.xml").string(), false);
    return folder / "sum.xml";
  }();
  return file;
}

ModelManifest sum_manifest() {
  ModelManifest manifest;
  manifest.name = "sum";
  manifest.file = write_sum_model();
  manifest.input = {.name = "image", .width_px = 2, .height_px = 2, .layout = "NCHW"};
  manifest.outputs = {{"sum", "total"}};
  manifest.precision = "f32";
  return manifest;
}

std::unique_ptr<vision::Model> load(ModelManifest const& manifest, int parallel) {
  auto loader = OpenVinoLoader::create({.parallel = parallel});
  EXPECT_TRUE(loader);
  auto model = (*loader)->load(manifest);
  EXPECT_TRUE(model) << model.error().message << model.error().detail;
  return model ? std::move(*model) : nullptr;
}

std::vector<float> sums_of(vision::Model& model, int width, int height, std::uint8_t r,
                           std::uint8_t g, std::uint8_t b) {
  auto const request = model.acquire();
  auto const input = request->input(width, height);
  if (!input) return {};
  for (int i = 0; i < width * height; ++i) {
    input->rgb[3 * i] = r;
    input->rgb[3 * i + 1] = g;
    input->rgb[3 * i + 2] = b;
  }
  request->start();
  if (!request->wait()) return {};
  auto const sum = request->output("sum");
  return {sum.values.begin(), sum.values.end()};
}

TEST(OpenVinoLoader, ColourMeanAndScaleAreTheManifests) {
  ModelManifest manifest = sum_manifest();
  manifest.input.color = "BGR";
  manifest.input.mean = {3, 2, 1};  // of B, G, R
  manifest.input.scale = {1, 2, 0.5f};
  auto const model = load(manifest, 1);
  EXPECT_EQ(sums_of(*model, 2, 2, 11, 12, 13), (std::vector<float>{40, 20, 80}));
}

TEST(OpenVinoLoader, FreeSidesTakeAnyMultiple) {
  ModelManifest manifest = sum_manifest();
  manifest.input.width_px = 0;
  manifest.input.side_multiple = 4;
  auto const model = load(manifest, 1);
  EXPECT_EQ(sums_of(*model, 4, 2, 1, 2, 3), (std::vector<float>{8, 16, 24}));
  EXPECT_EQ(sums_of(*model, 8, 2, 1, 2, 3), (std::vector<float>{16, 32, 48}));
  EXPECT_TRUE(sums_of(*model, 6, 2, 1, 2, 3).empty());
}

TEST(OpenVinoLoader, OutputsOfFreeSidesHaveTheShapeOfThisInference) {
  ModelManifest manifest = sum_manifest();
  manifest.input.width_px = manifest.input.height_px = 0;
  manifest.outputs.emplace("map", "negative");
  auto const model = load(manifest, 1);
  auto const request = model->acquire();
  for (auto const& [width, height] : {std::pair{4, 2}, std::pair{32, 64}, std::pair{3, 5}}) {
    ASSERT_TRUE(request->input(width, height));
    request->start();
    ASSERT_TRUE(request->wait());
    auto const map = request->output("map");
    EXPECT_EQ(map.shape, (std::vector<std::int64_t>{1, 3, height, width}));
    EXPECT_EQ(map.values.size(), std::size_t{3} * width * height);
  }
}

TEST(OpenVinoLoader, RefusesWhatTheFileIsNot) {
  fs::path const garbage = write_sum_model().parent_path() / "garbage.onnx";
  std::ofstream(garbage) << "not a model";
  fs::path const garbage_ir = write_sum_model().parent_path() / "garbage.xml";
  std::ofstream(garbage_ir) << "<?xml?>not a model";
  struct Row {
    char const* name;
    std::function<void(ModelManifest&)> change;
    char const* error;
    char const* in_message;
  };
  const Row rows[] = {
      {"garbage", [&](ModelManifest& m) { m.file = garbage; }, "ModelCorrupt", "garbage.onnx"},
      {"garbage IR", [&](ModelManifest& m) { m.file = garbage_ir; }, "ModelCorrupt", "garbage.xml"},
      {"input name", [](ModelManifest& m) { m.input.name = "x"; }, "InvalidManifest", "image"},
      {"output name", [](ModelManifest& m) { m.outputs["y"] = "y"; }, "InvalidManifest", "total"},
      {"layout", [](ModelManifest& m) { m.input.layout = "NHWC"; }, "InvalidManifest", "NHWC"},
      {"channels", [](ModelManifest& m) { m.input.color = "GRAY"; }, "InvalidManifest",
       "[1,1,2,2]"}};
  auto const loader = OpenVinoLoader::create({});
  ASSERT_TRUE(loader);
  for (Row const& row : rows) {
    SCOPED_TRACE(row.name);
    ModelManifest manifest = sum_manifest();
    row.change(manifest);
    auto const model = (*loader)->load(manifest);
    ASSERT_FALSE(model);
    EXPECT_EQ(model.error().name, row.error);
    EXPECT_NE(model.error().message.find(row.in_message), std::string::npos)
        << model.error().message;
  }
}

}  // namespace
}  // namespace helio::openvino

namespace helio::vision {
INSTANTIATE_TEST_SUITE_P(OpenVino, ModelContract,
                         testing::Values([] { return openvino::load(openvino::sum_manifest(), 1); },
                                         [] {
                                           return openvino::load(openvino::sum_manifest(), 2);
                                         }));
}  // namespace helio::vision
