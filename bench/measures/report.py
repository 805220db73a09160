"""The measures of each part, and the table they are printed as."""

from . import LABEL_CONFIDENCE_DEFAULT, MODERATION_CONFIDENCE_DEFAULT
from . import calibration, faces, labels, moderation, objects, receipts, text


def measure_imagenet(pairs, classes):
    names = classes.imagenet
    return {
        "labels": labels.top_k(pairs, names),
        "calibration_top": calibration.summary(calibration.top_class_samples(pairs, names)),
        "calibration_reported": calibration.summary(calibration.reported_class_samples(
            pairs, names, LABEL_CONFIDENCE_DEFAULT)),
        "labels_per_picture": labels.labels_per_picture(pairs, LABEL_CONFIDENCE_DEFAULT),
        "faces": faces.faces_reported(pairs),
    }


def measure_coco(pairs, classes):
    return {"objects": objects.map50(pairs, classes.coco),
            "people": objects.people(pairs, LABEL_CONFIDENCE_DEFAULT),
            "labels_per_picture": labels.labels_per_picture(pairs, LABEL_CONFIDENCE_DEFAULT)}


def measure_sroie(pairs, _):
    return {"page": text.page_error(pairs, lambda truth: "\n".join(
                line["text"] for line in truth["lines"])),
            "lines": receipts.line_error(pairs)}


def measure_tesseract(pairs, _):
    return {"page": text.page_error(pairs, lambda truth: truth["text"])}


def measure_utkface(pairs, _):
    return {"faces": faces.ages_and_genders(pairs)}


MEASURES = {"imagenet1000": measure_imagenet, "coco256": measure_coco, "sroie": measure_sroie,
            "tesseract_test": measure_tesseract, "utkface": measure_utkface}


def measure(part, answers, classes):
    """All measures of one part. `answers`: path -> answer."""
    pairs = [(truth, answers[path]) for truth, path in zip(part.truths, part.paths)]
    result = MEASURES[part.name](pairs, classes)
    result["moderation"] = moderation.alarms(pairs, MODERATION_CONFIDENCE_DEFAULT)
    result["failed"] = {truth["file"]: answer["error"]["code"] for truth, answer in pairs
                        if "error" in answer}
    return result


def percent(value):
    return "-" if value is None else f"{100 * value:.1f} %"


def imagenet_rows(got):
    top, reported, found = (got["calibration_top"], got["calibration_reported"], got["faces"])
    pictures = got["labels"]["pictures"]
    return [
        ("label top-1", percent(got["labels"]["top1"]), f"{pictures} pictures"),
        ("label top-5", percent(got["labels"]["top5"]), ""),
        ("ECE, best class", percent(top["ece"]),
         f"mean confidence {percent(top['mean_confidence'])}, right {percent(top['correct'])}"),
        ("  of chance alone", percent(top["ece_of_chance"]),
         "what answers that come true as often as they say measure on so few"),
        ("ECE, class labels at 55", percent(reported["ece"]),
         f"{reported['samples']} labels, mean confidence "
         f"{percent(reported['mean_confidence'])}, right {percent(reported['correct'])}"),
        ("labels at 55, median", str(got["labels_per_picture"]["median"]),
         f"most: {got['labels_per_picture']['max']}"),
        ("faces reported", str(found["faces"]),
         f"in {found['pictures_with_faces']} pictures; not all false, see them"),
    ]


def coco_rows(got):
    objects_, people = got["objects"], got["people"]
    return [
        ("mAP50 of instances", f"{objects_['map50']:.3f}",
         f"{objects_['pictures']} pictures, {objects_['classes']} classes, "
         f"{objects_['boxes']} boxes; 101-point AP"),
        ("person found", percent(people["recall"]),
         f"{people['found']} of {people['with_people']} pictures"),
        ("person, false alarms", str(people["false_alarms"]),
         f"of {people['without_people']} pictures without"),
        ("labels at 55, median", str(got["labels_per_picture"]["median"]),
         f"most: {got['labels_per_picture']['max']}"),
    ]


def page_rows(page):
    return [("character errors, page", percent(page["cer"]),
             f"{page['pictures']} pictures, {page['characters']} characters"),
            ("  without spaces", percent(page["cer_without_spaces"]), "")]


def sroie_rows(got):
    lines = got["lines"]
    return page_rows(got["page"]) + [
        ("character errors, by line", percent(lines["cer"]),
         f"{lines['lines']} lines; {lines['words_outside']} words outside them"),
        ("  without spaces", percent(lines["cer_without_spaces"]),
         f"{percent(lines['lines_exact_without_spaces'])} of the lines exact"),
    ]


def tesseract_rows(got):
    each = sorted(got["page"]["per_picture_without_spaces"].items())
    return page_rows(got["page"]) + [(f"  {name}", percent(value), "without spaces")
                                     for name, value in each]


def utkface_rows(got):
    found = got["faces"]
    years = found["age_error_years"]
    return [
        ("face found", percent(found["found_share"]),
         f"{found['found']} of {found['pictures']} pictures"),
        ("age, mean absolute error", "-" if years is None else f"{years:.2f} years",
         f"{found['ages']} faces; {percent(found['age_in_range'])} inside AgeRange"),
        ("gender right", percent(found["gender_accuracy"]),
         f"of {found['genders']} answered; {percent(found['gender_accuracy_of_all'])} of all"),
    ]


ROWS = {"imagenet1000": imagenet_rows, "coco256": coco_rows, "sroie": sroie_rows,
        "tesseract_test": tesseract_rows, "utkface": utkface_rows}


def table(results):
    """`results`: part name -> measures. Lines of text, one block per part."""
    lines = []
    for name, got in results.items():
        lines.append(name)
        rows = ROWS[name](got)
        alarms = got["moderation"]
        rows.append(("moderation, false alarms", str(alarms["alarms"]),
                     f"of {alarms['pictures']} pictures"))
        if got["failed"]:
            rows.append(("could not be analysed", str(len(got["failed"])),
                         "counted as nothing found"))
        lines += [f"  {what:<28} {value:>12}  {more}".rstrip() for what, value, more in rows]
    lines += alarm_lines(results)
    return "\n".join(lines)


def alarm_lines(results):
    count = sum(got["moderation"]["alarms"] for got in results.values())
    pictures = sum(got["moderation"]["pictures"] for got in results.values())
    explicit = sum(moderation.of_category(got["moderation"]["listed"], "Explicit")
                   for got in results.values())
    lines = [f"moderation, all parts: {count} pictures of {pictures} reported at 50 or more, "
             f"{explicit} of them as Explicit"]
    for name, got in results.items():
        lines += [f"  {name}/{file}: {', '.join(names)}"
                  for file, names in got["moderation"]["listed"].items()]
    return lines
