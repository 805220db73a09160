#include "vision/classifier.hpp"

#include <nlohmann/json.hpp>

#include "decoders/classes.hpp"

namespace helio::vision {

Result<Classifier> Classifier::create(Model& model) {
  ModelManifest const& manifest = model.manifest();
  auto const refuse = [&](std::string const& what) {
    return fail(Errc::invalid_argument, "InvalidManifest",
                "The model " + manifest.name + " of the task \"labels\" " + what);
  };
  if (manifest.decoder != "softmax" && manifest.decoder != "sigmoid") {
    return refuse("must have the decoder \"softmax\" or \"sigmoid\", not \"" + manifest.decoder +
                  "\".");
  }
  Classifier made;
  made.model_ = &model;
  made.exclusive_ = manifest.decoder == "softmax";
  auto views = read_views(manifest);
  if (!views) return fail(views);
  made.views_ = std::move(*views);
  for (char const* role : {"probabilities", "scores", "logits"}) {
    if (made.role_.empty() && manifest.outputs.contains(role)) made.role_ = role;
  }
  if (made.role_.empty()) {
    return refuse("must name its output \"probabilities\", \"scores\" or \"logits\".");
  }
  // A file whose output is called logits lacks its activation, unless the manifest says otherwise.
  made.logits_ = made.role_ == "logits";
  auto const activation = manifest.parameters.find("activation");
  if (activation != manifest.parameters.end()) made.logits_ = *activation != "none";
  made.temperature_ = manifest.parameter("temperature", 1);
  if (made.temperature_ < 0.05 || made.temperature_ > 20) {
    return refuse("must have a \"temperature\" of 0.05 to 20.");
  }
  return made;
}

Result<ViewRuns> Classifier::start(image::PixelsView picture) const {
  return start_views(*model_, views_, picture);
}

Result<std::vector<float>> Classifier::finish(ViewRuns& runs) const {
  decoders::ClassOptions const options{names().size(), logits_};
  std::vector<std::vector<float>> views;
  for (auto const& request : runs.requests) {
    if (auto done = request->wait(); !done) return fail(done);
    auto const tensor = request->output(role_);
    auto classes = exclusive_ ? decoders::decode_softmax(tensor, options)
                              : decoders::decode_sigmoid(tensor, options);
    if (!classes) return fail(classes);
    views.push_back(std::move(*classes));
  }
  return exclusive_ ? decoders::join_softmax(views, temperature_)
                    : decoders::join_sigmoid(views, temperature_);
}

std::span<std::string const> Classifier::names() const { return model_->manifest().labels; }

}  // namespace helio::vision
