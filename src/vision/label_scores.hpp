// LabelScores: what several models say of one picture, joined into labels.
//
// Each witness gives a confidence per label and lifts it to the label's ancestors. A classifier is
// one witness: a picture that is a beagle at 40 % and a basset at 50 % is a dog at 90 %, because of
// classes that exclude each other (softmax) an ancestor's confidence is the sum, each class counted
// once; of others it is the largest. Each box of a detector is a witness of its own.
// Witnesses are joined as independent: 1 - (1 - a)(1 - b). Measured on 62 COCO photographs, labels
// of 55 % and more: 90.1 % said, 90.1 % true, and 65 % of the things found, against 58 % when the
// largest confidence stands.
//
// One exception keeps a classifier's subject first. Where a detector finds one kind of thing only,
// and a classifier denies it (second_opinion.hpp), both mostly mean the same thing, and the one
// with the thousand words is right: the label counts by its best box, and less than its rival. With
// other things in sight the picture is a scene, of which a classifier names but one part. On 273
// pictures of one thing each, four had such a label before their own (a tennis racket for a bag, a
// cup on a bin); of 105 true labels in 62 scenes one falls below 55 %.
//
// Pure, one picture per object, one thread at a time.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "vision/analysis.hpp"
#include "vision/objects.hpp"
#include "vision/taxonomy.hpp"

namespace helio::vision {

class LabelScores {
 public:
  // The taxonomy must outlive this.
  explicit LabelScores(Taxonomy const& taxonomy) : taxonomy_(taxonomy) {}

  // `probabilities`: calibrated, one per name; an empty name is no class.
  void add_classes(std::span<std::string const> names, std::span<float const> probabilities,
                   bool exclusive);
  void add_objects(std::span<Object const> objects);

  // Best first, those of `confidence_min` (0..100) and more; equals in the order of their names, so
  // that a picture has one answer. Objects become instances of their own label, best first.
  [[nodiscard]] std::vector<Label> labels(double confidence_min) const;

 private:
  using Source = std::map<std::string, double, std::less<>>;
  void join(Source const& source);

  Taxonomy const& taxonomy_;
  std::map<std::string, double, std::less<>> doubt_;  // label -> product of (1 - confidence)
  std::map<std::string, std::vector<Instance>, std::less<>> instances_;
};

}  // namespace helio::vision
