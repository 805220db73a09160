// Views: one picture shown to a model several times, as a whole and as parts of it.
//
// A model sees a small input (300 px, say): what is small in the whole picture is large in a part.
// Which views a model gets is its manifest's business, for each costs one more run:
//   "parameters": {"views": [{}, {"share": 0.875, "square": true, "mirror": true}]}
// `{}` is the whole picture, which is also what a manifest without "views" gets.
//
// Errors   invalid_argument "InvalidManifest" (the message names the model and the field), those of
//          model.hpp. Threads: as Model.
#pragma once

#include <memory>
#include <vector>

#include "base/result.hpp"
#include "image/pixels.hpp"
#include "vision/analysis.hpp"
#include "vision/model.hpp"

namespace helio::vision {

struct View {
  double share = 1;         // of each side of the picture, above 0, at most 1
  double x = 0.5, y = 0.5;  // where: 0 at the left or top edge, 0.5 centred, 1 right or bottom
  bool square = false;      // share is of the shorter side, for both sides of the part
  bool mirror = false;      // left and right exchanged

  friend bool operator==(View const&, View const&) = default;
};

[[nodiscard]] Result<std::vector<View>> read_views(ModelManifest const& manifest);

// Where the model's whole input lies in the picture, in fractions of the picture; a letterboxed
// input reaches outside 0..1.
struct Placement {
  double left = 0, top = 0, width = 1, height = 1;
  bool mirror = false;
};

// Draws the view into a model's input, by the manifest's "fit".
Placement draw_view(image::PixelsView picture, View const& view, ModelInput const& model,
                    image::MutablePixels input);

// The views of one picture through one model, all started, none awaited.
struct ViewRuns {
  std::vector<std::unique_ptr<InferRequest>> requests;
  std::vector<Placement> placements;
};

[[nodiscard]] Result<ViewRuns> start_views(Model& model, std::vector<View> const& views,
                                           image::PixelsView picture);

}  // namespace helio::vision
