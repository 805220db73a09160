"""Expected calibration error: does "80 %" come true in 80 of 100 cases?"""

import random

from .classes import ranked_classes

BINS = 15
DRAWS = 400  # of the error that chance alone makes


def expected_calibration_error(samples, bins=BINS):
    """`samples`: (confidence 0..1, correct). Bins of equal width, each closed above.

    ECE = sum over the bins of (share of the samples) x |mean confidence - share correct|
    (Guo et al., On Calibration of Modern Neural Networks, ICML 2017).
    """
    if not samples:
        return 0.0
    sums = [[0, 0.0, 0] for _ in range(bins)]  # samples, confidence, correct
    for confidence, correct in samples:
        # The smallest i with confidence <= (i + 1) / bins; 0 belongs to the first bin.
        index = next(i for i in range(bins) if confidence <= (i + 1) / bins or i == bins - 1)
        sums[index][0] += 1
        sums[index][1] += confidence
        sums[index][2] += bool(correct)
    return sum(abs(confidence - correct) for _, confidence, correct in sums) / len(samples)


def error_of_chance(samples, draws=DRAWS):
    """The mean error that answers of these confidences measure when they come true exactly as
    often as they say: what so few samples cannot show to be less."""
    dice = random.Random(1)
    confidences = [confidence for confidence, _ in samples]
    errors = [expected_calibration_error([(each, dice.random() < each) for each in confidences])
              for _ in range(draws)]
    return sum(errors) / draws


def top_class_samples(pairs, class_names):
    """The best class of each picture: how sure, and whether right. None reported: 0, wrong."""
    names = set(class_names)
    samples = []
    for truth, answer in pairs:
        ranked = ranked_classes(answer, names)
        name, confidence = ranked[0] if ranked else ("", 0.0)
        samples.append((min(1.0, confidence), name == class_names[truth["class_index"]]))
    return samples


def reported_class_samples(pairs, class_names, confidence_min):
    """Every class label at the default cut, as reported: true if it is the picture's class or a
    parent of that class. What else a picture shows is in no ground truth and counts as wrong."""
    names = set(class_names)
    samples = []
    for truth, answer in pairs:
        want = class_names[truth["class_index"]]
        labels = {label["Name"]: label for label in answer.get("Labels", [])}
        above = {parent["Name"] for parent in labels.get(want, {}).get("Parents", [])}
        for name, label in labels.items():
            if name in names and label["Confidence"] >= confidence_min:
                samples.append((label["Confidence"] / 100, name == want or name in above))
    return samples


def summary(samples):
    """ECE beside what it hides: the mean confidence and the share that is correct."""
    count = len(samples)
    return {"samples": count, "ece": expected_calibration_error(samples),
            "ece_of_chance": error_of_chance(samples),
            "mean_confidence": sum(confidence for confidence, _ in samples) / count if count else 0,
            "correct": sum(bool(correct) for _, correct in samples) / count if count else 0}
