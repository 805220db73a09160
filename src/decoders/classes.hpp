// Classes: a classifier's tensor to one probability per class.
//
// Input    [1, C] or [C] values: logits, or probabilities where the file ends in its activation.
// Output   C numbers in 0..1, in the order of the label table. Of a softmax model they sum to 1
//          (one of these); of a sigmoid model each stands alone (any of these).
// Errors   unavailable "UnexpectedModelOutput": another number of classes, values that are not
//          finite, "probabilities" outside 0..1 (a manifest without its "activation").
// Threads  pure functions.
//
// A network's raw probability is not how often it is right. Temperature scaling (Guo et al., "On
// Calibration of Modern Neural Networks", 2017) divides the logits by one number, fitted on
// pictures with known classes: above 1 for a network that boasts, below 1 for one that hedges.
// Probabilities alone are enough: p^(1/T), renormalised, is the softmax of logits / T.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "decoders/tensor.hpp"

namespace helio::decoders {

struct ClassOptions {
  std::size_t classes = 0;  // how many there must be: rows of the label table
  bool logits = false;      // the file lacks its activation: apply it here
};

[[nodiscard]] Result<std::vector<float>> decode_softmax(TensorView const& classes,
                                                        ClassOptions const& options);
[[nodiscard]] Result<std::vector<float>> decode_sigmoid(TensorView const& classes,
                                                        ClassOptions const& options);

// Several views of one picture to one answer: the mean of their logits, tempered. All views have
// the same number of classes, and there is at least one; temperature > 0.
// A class that a single view finds impossible is weakened, not struck out (floor 1e-9).
[[nodiscard]] std::vector<float> join_softmax(std::span<std::vector<float> const> views,
                                              double temperature);
[[nodiscard]] std::vector<float> join_sigmoid(std::span<std::vector<float> const> views,
                                              double temperature);

}  // namespace helio::decoders
