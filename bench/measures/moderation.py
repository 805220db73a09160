"""False alarms of moderation: these sets show nothing unsafe.

They do show bottles of wine, revolvers and cigarettes, which Rekognition's taxonomy reports too;
hence every alarm is listed with its names, to be judged by eye.
"""


def alarms(pairs, confidence_min):
    """`pairs`: (truth, answer) of any pictures -> which of them are reported as what."""
    listed = {}
    for truth, answer in pairs:
        names = [f"{each['Name']} {each['Confidence']:.0f}"
                 for each in answer.get("ModerationLabels", [])
                 if each["Confidence"] >= confidence_min]
        if names:
            listed[truth["file"]] = names
    return {"pictures": len(pairs), "alarms": len(listed), "listed": listed}


def of_category(alarm_list, category):
    """How many of the listed pictures carry a name that begins with `category`."""
    return sum(any(name.startswith(category) for name in names) for names in alarm_list.values())
