"""mAP50 of the instances on COCO, and whether people are found.

AP is COCO's: precision made monotone, sampled at 101 recalls; IoU 0.5 only; averaged over the
classes that the ground truth has. Boxes are fractions of the picture, (x0, y0, x1, y1).
"""

IOU_MIN = 0.5
RECALLS = [i / 100 for i in range(101)]
INSTANCES_MAX = 100  # per picture and class, the best ones, as COCO's maxDets


def iou(a, b):
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    both = width * height
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)


def truth_boxes(truth, name_of):
    """Our name -> boxes of one picture's ground truth."""
    boxes = {}
    for item in truth["objects"]:
        half_w, half_h = item["w"] / 2, item["h"] / 2
        box = (item["cx"] - half_w, item["cy"] - half_h, item["cx"] + half_w, item["cy"] + half_h)
        boxes.setdefault(name_of[item["class"]], []).append(box)
    return boxes


def found_boxes(answer):
    """Label name -> (confidence, box), best first."""
    boxes = {}
    for label in answer.get("Labels", []):
        found = []
        for instance in label.get("Instances", []):
            box = instance["BoundingBox"]
            found.append((instance["Confidence"],
                          (box["Left"], box["Top"], box["Left"] + box["Width"],
                           box["Top"] + box["Height"])))
        if found:
            boxes[label["Name"]] = sorted(found, key=lambda each: -each[0])[:INSTANCES_MAX]
    return boxes


def match(found, truths):
    """Which of `found` (best first) are right: each takes the free box it overlaps most."""
    free = list(truths)
    right = []
    for _, box in found:
        best = max(free, key=lambda each: iou(box, each), default=None)
        hit = best is not None and iou(box, best) >= IOU_MIN
        if hit:
            free.remove(best)
        right.append(hit)
    return right


def average_precision(results, truths):
    """`results`: (confidence, right) of one class over all pictures; `truths`: its boxes."""
    hits, points = 0, []  # (recall, precision) as the confidence falls
    for count, (_, right) in enumerate(sorted(results, key=lambda each: -each[0]), start=1):
        hits += right
        points.append((hits / truths, hits / count))
    best, precision = 0.0, []
    for recall, value in reversed(points):
        best = max(best, value)
        precision.append((recall, best))
    precision.reverse()
    at, total = 0, 0.0
    for wanted in RECALLS:
        while at < len(precision) and precision[at][0] < wanted:
            at += 1
        total += precision[at][1] if at < len(precision) else 0.0
    return total / len(RECALLS)


def map50(pairs, name_of):
    """`pairs`: (truth, answer) of COCO pictures; `name_of`: our name by COCO's name."""
    truths, results = {}, {}
    for truth, answer in pairs:
        wanted, found = truth_boxes(truth, name_of), found_boxes(answer)
        for name in set(name_of.values()):
            boxes = found.get(name, [])
            right = match(boxes, wanted.get(name, []))
            results.setdefault(name, []).extend(
                (confidence, hit) for (confidence, _), hit in zip(boxes, right))
            truths[name] = truths.get(name, 0) + len(wanted.get(name, []))
    ap = {name: average_precision(results[name], count)
          for name, count in truths.items() if count}
    return {"pictures": len(pairs), "classes": len(ap), "boxes": sum(truths.values()),
            "map50": sum(ap.values()) / len(ap) if ap else 0.0, "ap50": ap}


def people(pairs, confidence_min, person="Person"):
    """A person is found where the label, or a box of it, reaches the cut."""
    found = with_people = alarms = without = 0
    missed, false = [], []
    for truth, answer in pairs:
        labels = [label for label in answer.get("Labels", []) if label["Name"] == person]
        confidences = [label["Confidence"] for label in labels]
        confidences += [each["Confidence"] for label in labels
                        for each in label.get("Instances", [])]
        reported = max(confidences, default=0) >= confidence_min
        if any(item["class"] == "person" for item in truth["objects"]):
            with_people += 1
            found += reported
            if not reported:
                missed.append(truth["file"])
        else:
            without += 1
            alarms += reported
            if reported:
                false.append(truth["file"])
    return {"with_people": with_people, "found": found,
            "recall": found / with_people if with_people else 0.0,
            "without_people": without, "false_alarms": alarms, "missed": missed, "false": false}
