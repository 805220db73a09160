"""Top-1 and top-5 of the classes of ImageNet among the reported labels."""

from .classes import ranked_classes


def top_k(pairs, class_names):
    """`pairs`: (truth, answer) of ImageNet pictures; `class_names`: our name by class index.

    Several classes may share a name; any of them then counts as right.
    """
    names = set(class_names)
    hits = {1: 0, 5: 0}
    for truth, answer in pairs:
        want = class_names[truth["class_index"]]
        ranked = [name for name, _ in ranked_classes(answer, names)]
        for k in hits:
            hits[k] += want in ranked[:k]
    count = len(pairs)
    return {"pictures": count, "top1": hits[1] / count, "top5": hits[5] / count}


def labels_per_picture(pairs, confidence_min):
    """How many labels a picture gets at the default cut: the median and the most."""
    counts = sorted(sum(label["Confidence"] >= confidence_min for label in answer.get("Labels", []))
                    for _, answer in pairs)
    return {"median": counts[len(counts) // 2], "max": counts[-1]}
