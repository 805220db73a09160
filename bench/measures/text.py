"""Character error rate of the text: edits needed / characters of the ground truth.

Runs of white space count as one space, ends are cut; case and punctuation count as they are, but
for truths written in capitals whatever is printed (SROIE). The rate is of all pictures together,
so that a long page weighs more than a short one.
"""


def edit_distance(a, b):
    """Levenshtein's distance in len(b) steps over integers of len(a) bits.

    Hyyro, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances" (2003):
    a column of the table as two sets of bits, where it rises and where it falls.
    """
    if not a:
        return len(b)
    masks = {}
    for i, char in enumerate(a):
        masks[char] = masks.get(char, 0) | 1 << i
    all_bits, last = (1 << len(a)) - 1, 1 << (len(a) - 1)
    rises, falls, distance = all_bits, 0, len(a)
    for char in b:
        equal = masks.get(char, 0)
        zeros = (((equal & rises) + rises) ^ rises) | equal | falls
        right_up = falls | ~(zeros | rises) & all_bits
        right_down = rises & zeros
        distance += bool(right_up & last) - bool(right_down & last)
        right_up = right_up << 1 | 1
        right_down <<= 1
        rises = (right_down | ~(zeros | right_up)) & all_bits
        falls = right_up & zeros & all_bits
    return distance


def normal(text):
    return " ".join(text.split())


def without_spaces(text):
    return "".join(text.split())


def in_the_case_of(want, got):
    """`got` in capitals where the ground truth `want` of a whole picture has no small letter."""
    return got.upper() if want == want.upper() else got


class Rate:
    """Edits and characters, summed over pictures."""

    def __init__(self):
        self.edits = self.characters = 0

    def add(self, want, got):
        self.edits += edit_distance(want, got)
        self.characters += len(want)

    def value(self):
        return self.edits / self.characters if self.characters else 0.0


def reported_lines(answer):
    return [each for each in answer.get("TextDetections", []) if each["Type"] == "LINE"]


def page_error(pairs, text_of):
    """`text_of`: a truth's whole text. Our lines are joined in the order reported."""
    spaced, bare, pages = Rate(), Rate(), {}
    for truth, answer in pairs:
        want = text_of(truth)
        got = in_the_case_of(
            want, "\n".join(line["DetectedText"] for line in reported_lines(answer)))
        spaced.add(normal(want), normal(got))
        page = Rate()
        page.add(without_spaces(want), without_spaces(got))
        pages[truth["file"]] = page.value()
        bare.edits += page.edits
        bare.characters += page.characters
    return {"pictures": len(pairs), "characters": spaced.characters, "cer": spaced.value(),
            "cer_without_spaces": bare.value(), "per_picture_without_spaces": pages}
