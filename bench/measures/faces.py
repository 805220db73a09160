"""Faces, ages and genders on portraits of known age (UTKFace), and faces where none is asked."""


def largest_face(answer):
    faces = answer.get("FaceDetails", [])
    return max(faces, default=None, key=lambda face: face["BoundingBox"]["Width"] *
               face["BoundingBox"]["Height"])


def ages_and_genders(pairs):
    """Age is the middle of AgeRange. Faces without an answer count as not answered, not as right:
    the shares of all pictures stand beside those of the answered ones."""
    errors, in_range, found, gender_right, gender_given = [], 0, 0, 0, 0
    missed = []
    for truth, answer in pairs:
        face = largest_face(answer)
        if face is None:
            missed.append(truth["file"])
            continue
        found += 1
        if "AgeRange" in face:
            low, high = face["AgeRange"]["Low"], face["AgeRange"]["High"]
            errors.append(abs((low + high) / 2 - truth["age"]))
            in_range += low <= truth["age"] <= high
        if "Gender" in face:
            gender_given += 1
            gender_right += face["Gender"]["Value"].lower() == truth["gender"]
    count = len(pairs)
    return {"pictures": count, "found": found, "found_share": found / count,
            "ages": len(errors), "age_error_years": sum(errors) / len(errors) if errors else None,
            "age_in_range": in_range / len(errors) if errors else None,
            "genders": gender_given,
            "gender_accuracy": gender_right / gender_given if gender_given else None,
            "gender_accuracy_of_all": gender_right / count, "missed": missed}


def faces_reported(pairs):
    """How many faces, in how many pictures. ImageNet's things are often held by people, so this
    informs; it is not an error count."""
    counts = [len(answer.get("FaceDetails", [])) for _, answer in pairs]
    return {"pictures": len(counts), "faces": sum(counts),
            "pictures_with_faces": sum(count > 0 for count in counts)}
