"""Character error rate line by line, where ground truth is boxes in no particular order.

What one person boxes as a line another boxes as three columns. So each reported WORD goes to the
ground-truth box that covers most of it (at least COVERED_MIN), keeps the reported order there, and
is compared with that box's text. Words in no box are all errors.
"""

from .text import Rate, in_the_case_of, normal, without_spaces

COVERED_MIN = 0.3  # of the word's own area


def truth_box(line, width_px, height_px):
    """SROIE: four corners x,y in pixels -> (x0, y0, x1, y1) in fractions."""
    xs, ys = line["box"][0::2], line["box"][1::2]
    return (min(xs) / width_px, min(ys) / height_px, max(xs) / width_px, max(ys) / height_px)


def covered(word, box):
    """The share of `word` that lies in `box`."""
    width = min(word[2], box[2]) - max(word[0], box[0])
    height = min(word[3], box[3]) - max(word[1], box[1])
    area = (word[2] - word[0]) * (word[3] - word[1])
    return width * height / area if width > 0 and height > 0 and area > 0 else 0.0


def reported_words(answer):
    """(text, box) of every WORD, in the order reported."""
    words = []
    for each in answer.get("TextDetections", []):
        if each["Type"] == "WORD":
            box = each["Geometry"]["BoundingBox"]
            words.append((each["DetectedText"],
                          (box["Left"], box["Top"], box["Left"] + box["Width"],
                           box["Top"] + box["Height"])))
    return words


def assign(words, boxes):
    """The words of each box, and those of none."""
    of_box, of_none = [[] for _ in boxes], []
    for text, word in words:
        best = max(range(len(boxes)), key=lambda i: covered(word, boxes[i]), default=None)
        if best is not None and covered(word, boxes[best]) >= COVERED_MIN:
            of_box[best].append(text)
        else:
            of_none.append(text)
    return of_box, of_none


def line_error(pairs):
    """`pairs`: (truth, answer) of SROIE receipts. An answer without an image size has no words."""
    spaced, bare, lines, exact, stray = Rate(), Rate(), 0, 0, 0
    for truth, answer in pairs:
        size = answer.get("image", {"width_px": 1, "height_px": 1})
        boxes = [truth_box(line, size["width_px"], size["height_px"]) for line in truth["lines"]]
        of_box, of_none = assign(reported_words(answer), boxes)
        page = "\n".join(line["text"] for line in truth["lines"])
        for line, words in zip(truth["lines"], of_box):
            want, got = line["text"], in_the_case_of(page, " ".join(words))
            spaced.add(normal(want), normal(got))
            bare.add(without_spaces(want), without_spaces(got))
            lines += 1
            exact += without_spaces(want) == without_spaces(got)
        for text in of_none:
            spaced.add("", text)
            bare.add("", text)
            stray += 1
    return {"pictures": len(pairs), "lines": lines, "cer": spaced.value(),
            "cer_without_spaces": bare.value(), "lines_exact_without_spaces":
            exact / lines if lines else 0.0, "words_outside": stray}
