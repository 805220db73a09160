#include "lambda/local_analyzer.hpp"

#include <span>
#include <utility>

#include "adapters/openvino/loader.hpp"
#include "functions/local_image_analyzer.hpp"
#include "vision/analyzer.hpp"
#include "vision/pack.hpp"

namespace helio::lambda {
namespace {

// The models, and what analyses with them.
class PackedImageAnalyzer final : public functions::ImageAnalyzer {
 public:
  PackedImageAnalyzer(std::unique_ptr<openvino::OpenVinoLoader> loader,
                      std::unique_ptr<vision::Analyzer> engine, objects::ObjectStore& objects)
      : loader_(std::move(loader)),
        engine_(std::move(engine)),
        inner_(
            [this](BytesView file, vision::AnalyzeOptions const& wanted) {
              return engine_->analyze(file, wanted);
            },
            objects) {}

  Result<functions::ImageAnalysis> analyze(functions::ImageLocation const& image) override {
    return inner_.analyze(image);
  }

 private:
  std::unique_ptr<openvino::OpenVinoLoader> loader_;
  std::unique_ptr<vision::Analyzer> engine_;
  functions::LocalImageAnalyzer inner_;
};

}  // namespace

Result<std::unique_ptr<functions::ImageAnalyzer>> make_local_analyzer(
    Variables const& variables, objects::ObjectStore& objects) {
  auto const folder = variables.required("HELIO_PACK");
  if (!folder) return tl::unexpected(folder.error());
  auto const pack = vision::read_pack(*folder, false);
  if (!pack) return tl::unexpected(pack.error());
  auto loader = openvino::OpenVinoLoader::create({});
  if (!loader) return fail(loader);
  auto engine = vision::Analyzer::create(std::span(&*pack, 1), **loader);
  if (!engine) return fail(engine);
  return std::make_unique<PackedImageAnalyzer>(std::move(*loader), std::move(*engine), objects);
}

}  // namespace helio::lambda
