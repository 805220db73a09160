// SecondOpinion: what a classifier that is sure of a picture does to the boxes of a detector.
//
// A detector has eighty words for the world, and finds them in pictures of other things: broccoli
// in a chameleon, a banana in a tench. A classifier knows the chameleon. Where it is sure of a
// class, boxes of labels that it has classes for and does not see are doubted: confidence x (1 - w
// p^4). p is its best class that is not the box's label or a kind of it; w is 0 where it gives the
// label 1 % or more (a chair at a dining table), 1 at 0.01 % or less, even in the logarithm
// between. Labels it has no class for are left alone, and so is everything when it is not sure, as
// of a street or a kitchen (p = 0.5 takes 6 % off at most). Measured on 273 pictures of one
// thing each: 114 labels with boxes at 55 % that were not the thing, some of them true; 135 when w
// went from 0.1 % to 0.001 %. The price on 62 photographs of scenes: mAP50 0.586 becomes 0.580.
// Labels given less than 1 % are denied: their boxes learn of p, their rival (label_scores.hpp).
//
// Manifest parameter of the classifier: "blind_to", labels above its classes that it cannot judge.
// ImageNet has three kinds of people (a diver, a groom, a ball player), and so does not know
// people.
//
// Errors   invalid_argument "InvalidManifest" from create().
// Threads  doubt() from any thread.
#pragma once

#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "vision/objects.hpp"
#include "vision/pack.hpp"
#include "vision/taxonomy.hpp"

namespace helio::vision {

class SecondOpinion {
 public:
  [[nodiscard]] static Result<SecondOpinion> create(ModelManifest const& classifier,
                                                    Taxonomy const& taxonomy);

  // `probabilities`: one per row of the classifier's label table, of classes that exclude each
  // other.
  void doubt(std::span<float const> probabilities, std::span<Object> objects) const;

 private:
  using Rows = std::vector<std::size_t>;  // ascending
  std::unordered_map<std::string, Rows> rows_of_;
};

}  // namespace helio::vision
