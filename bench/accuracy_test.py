"""Goal: the numbers bench/accuracy prints mean what their names say.

Method: tiny answers made by hand, whose measures can be worked out on paper; the bit-parallel edit
distance is compared with the textbook one; last, the whole command against a stand-in for helio.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import textwrap
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

from measures import calibration, faces, labels, moderation, objects, receipts, text  # noqa: E402
from measures.classes import ranked_classes, read_classes  # noqa: E402
from measures.parts import read_part  # noqa: E402


def answer_with(**confidences):
    """An answer with these labels; "Parent__Child" is a Child whose parent is Parent."""
    made = []
    for name, confidence in confidences.items():
        *parents, own = name.split("__")
        made.append({"Name": own, "Confidence": confidence,
                     "Parents": [{"Name": each} for each in parents], "Instances": []})
    return {"Labels": made}


def box(left, top, width, height):
    return {"Left": left, "Top": top, "Width": width, "Height": height}


class Classes(unittest.TestCase):
    def test_best_first_and_only_classes(self):
        answer = answer_with(Animal=99.0, Cat=20.0, Dog=70.0)
        self.assertEqual(["Dog", "Cat"],
                         [name for name, _ in ranked_classes(answer, {"Cat", "Dog"})])

    def test_a_parent_counts_without_its_children(self):
        # Rifle's 80 holds Assault's 50, which holds Carbine's 45.
        answer = answer_with(Rifle=80.0, Rifle__Assault=50.0, Rifle__Assault__Carbine=45.0)
        ranked = dict(ranked_classes(answer, {"Rifle", "Assault", "Carbine"}))
        self.assertAlmostEqual(0.45, ranked["Carbine"])
        self.assertAlmostEqual(0.05, ranked["Assault"])
        self.assertAlmostEqual(0.30, ranked["Rifle"])

    def test_the_tables_of_the_project(self):
        classes = read_classes(os.path.join(HERE, "..", "models", "taxonomy"))
        self.assertEqual(1000, len(classes.imagenet))
        self.assertEqual("Tench", classes.imagenet[0])
        self.assertEqual(80, len(classes.coco))
        self.assertEqual("Person", classes.coco["person"])


class Labels(unittest.TestCase):
    def test_top_1_and_top_5(self):
        names = ["A", "B", "C", "D", "E", "F"]
        right = answer_with(A=60.0, B=10.0)
        second = answer_with(B=60.0, A=10.0)
        sixth = answer_with(B=6.0, C=5.0, D=4.0, E=3.0, F=2.0, A=1.0)
        nothing = {"error": {"code": "InvalidImageFormat"}}
        pairs = [({"class_index": 0}, each) for each in (right, second, sixth, nothing)]
        got = labels.top_k(pairs, names)
        self.assertEqual((4, 0.25, 0.5), (got["pictures"], got["top1"], got["top5"]))

    def test_labels_per_picture_at_the_cut(self):
        pairs = [({}, answer_with(A=55.0, B=54.9)), ({}, answer_with()), ({}, answer_with(A=60.0))]
        self.assertEqual({"median": 1, "max": 1}, labels.labels_per_picture(pairs, 55))


class Calibration(unittest.TestCase):
    def test_by_hand(self):
        rows = [
            ("nothing", [], 0.0),
            ("sure and right", [(1.0, True)] * 3, 0.0),
            ("sure and wrong", [(1.0, False)] * 3, 1.0),
            ("half of the fifties", [(0.5, True), (0.5, False)], 0.0),
            # Two bins: |0.9 - 0.5| for two samples, |0.1 - 0| for two: mean 0.25.
            ("two bins", [(0.9, True), (0.9, False), (0.1, False), (0.1, False)], 0.25),
            # Opposite faults in one bin cancel out; in two bins they would not.
            ("one bin", [(0.41, True), (0.45, False)], 0.07),
        ]
        for name, samples, want in rows:
            with self.subTest(name):
                self.assertAlmostEqual(want, calibration.expected_calibration_error(samples))

    def test_a_bin_is_closed_above(self):
        one_bin = calibration.expected_calibration_error([(0.5, True), (0.25, False)], bins=2)
        self.assertAlmostEqual(0.125, one_bin)  # |0.75 - 1| / 2; in two bins (.5 + .25) / 2

    def test_what_chance_alone_measures(self):
        self.assertEqual(0, calibration.error_of_chance([(1.0, False)] * 5))  # sure: no chance
        few, many = ([(0.5, True)] * count for count in (10, 1000))
        # Of n tosses of a coin the mean distance from half is about 0.4 / sqrt(n).
        self.assertAlmostEqual(0.123, calibration.error_of_chance(few), delta=0.02)
        self.assertAlmostEqual(0.0126, calibration.error_of_chance(many, 100), delta=0.004)

    def test_samples(self):
        names = ["Rifle", "Assault", "Dog"]
        answer = answer_with(Rifle=90.0, Rifle__Assault=70.0, Dog=10.0, Weapon=99.0)
        pairs = [({"class_index": 1}, answer), ({"class_index": 2}, {})]
        self.assertEqual([True, False], [right for _, right in
                                         calibration.top_class_samples(pairs, names)])
        # At 55: the class and its parent, both true of the picture.
        self.assertEqual([(0.9, True), (0.7, True)],
                         calibration.reported_class_samples(pairs, names, 55))
        of_dog = [({"class_index": 2}, answer)]
        self.assertEqual([(0.9, False), (0.7, False)],
                         calibration.reported_class_samples(of_dog, names, 55))


class Objects(unittest.TestCase):
    NAMES = {"cat": "Cat", "person": "Person"}

    def truth(self, *centres, kind="cat"):
        return {"file": "a.jpg", "objects": [{"class": kind, "cx": cx, "cy": 0.5, "w": 0.2,
                                              "h": 0.2} for cx in centres]}

    def answer(self, *instances, name="Cat", confidence=99.0):
        return {"Labels": [{"Name": name, "Confidence": confidence, "Instances": [
            {"Confidence": sure, "BoundingBox": box(cx - 0.1, 0.4, 0.2, 0.2)}
            for cx, sure in instances]}]}

    def test_iou(self):
        rows = [
            ("same", (0, 0, 1, 1), (0, 0, 1, 1), 1.0),
            ("half", (0, 0, 2, 1), (1, 0, 2, 1), 0.5),
            ("touching", (0, 0, 1, 1), (1, 0, 2, 1), 0.0),
            ("apart", (0, 0, 1, 1), (5, 5, 6, 6), 0.0),
        ]
        for name, a, b, want in rows:
            with self.subTest(name):
                self.assertAlmostEqual(want, objects.iou(a, b))

    def test_average_precision(self):
        rows = [
            ("all right", [(90, True), (80, True)], 2, 1.0),
            ("none", [], 2, 0.0),
            ("one of two: recalls 0.00 to 0.50", [(90, True)], 2, 51 / 101),
            ("the false one last", [(90, True), (80, False)], 1, 1.0),
            ("the false one first", [(90, False), (80, True)], 1, 0.5),
        ]
        for name, results, truths, want in rows:
            with self.subTest(name):
                self.assertAlmostEqual(want, objects.average_precision(results, truths))

    def test_a_box_counts_once(self):
        twice = self.answer((0.3, 90.0), (0.3, 80.0))
        self.assertAlmostEqual(51 / 101, objects.map50([(self.truth(0.3, 0.7), twice)],
                                                       self.NAMES)["map50"])

    def test_map_is_over_the_classes_of_the_truth(self):
        pairs = [(self.truth(0.3), self.answer((0.3, 90.0))),
                 (self.truth(0.3, kind="person"), self.answer((0.3, 90.0)))]
        got = objects.map50(pairs, self.NAMES)
        self.assertEqual({"Cat", "Person"}, set(got["ap50"]))
        self.assertAlmostEqual((1.0 + 0.0) / 2, got["map50"])

    def test_people(self):
        with_person = self.truth(0.3, kind="person")
        pairs = [
            (with_person, self.answer(name="Person", confidence=55.0)),
            (with_person, self.answer((0.3, 60.0), name="Person", confidence=10.0)),
            (with_person, self.answer((0.3, 54.0), name="Person", confidence=54.0)),
            (self.truth(0.3), self.answer(name="Person", confidence=80.0)),
            (self.truth(0.3), {}),
        ]
        got = objects.people(pairs, 55)
        self.assertEqual((3, 2, 2, 1), (got["with_people"], got["found"], got["without_people"],
                                        got["false_alarms"]))


def textbook_distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        diagonal, row[0] = row[0], i
        for j, y in enumerate(b, start=1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (x != y))
    return row[-1]


def words_answer(*words):
    """Words of (text, left, top), each 0.1 x 0.02, of a picture of 1000 x 1000."""
    return {"image": {"width_px": 1000, "height_px": 1000}, "TextDetections": [
        {"Type": "WORD", "DetectedText": said, "Geometry": {"BoundingBox":
                                                            box(left, top, 0.1, 0.02)}}
        for said, left, top in words]}


class Text(unittest.TestCase):
    def test_edit_distance_by_hand(self):
        rows = [("", "", 0), ("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3),
                ("flaw", "lawn", 2), ("a" * 100, "a" * 99, 1), ("Straße", "Strasse", 2)]
        for a, b, want in rows:
            with self.subTest(a=a, b=b):
                self.assertEqual(want, text.edit_distance(a, b))

    def test_edit_distance_as_the_textbook_says(self):
        choose = random.Random(7)
        for _ in range(400):
            a, b = ("".join(choose.choices("abc ", k=choose.randrange(90))) for _ in "ab")
            self.assertEqual(textbook_distance(a, b), text.edit_distance(a, b), (a, b))

    def test_page(self):
        answer = {"TextDetections": [
            {"Type": "LINE", "DetectedText": "The  quick"},
            {"Type": "LINE", "DetectedText": "f0x"},
            {"Type": "WORD", "DetectedText": "f0x"}]}
        got = text.page_error([({"file": "a", "text": " The quick\n\nfox\n"}, answer)],
                              lambda truth: truth["text"])
        self.assertEqual(13, got["characters"])
        self.assertAlmostEqual(1 / 13, got["cer"])
        self.assertAlmostEqual(1 / 11, got["cer_without_spaces"])

    def test_case_counts_unless_the_truth_is_all_capitals(self):
        answer = {"TextDetections": [{"Type": "LINE", "DetectedText": "Total 9"}]}
        for want, errors in (("TOTAL 9", 0), ("Total 9", 0), ("total 9", 1)):
            with self.subTest(want):
                got = text.page_error([({"file": "a", "text": want}, answer)],
                                      lambda truth: truth["text"])
                self.assertAlmostEqual(errors / 7, got["cer"])

    def test_a_failed_page_is_all_errors(self):
        got = text.page_error([({"file": "a", "text": "abc"}, {"error": {}})],
                              lambda truth: truth["text"])
        self.assertAlmostEqual(1.0, got["cer"])

    def test_words_go_to_their_lines(self):
        truth = {"lines": [
            {"text": "TOTAL", "box": [100, 100, 200, 100, 200, 120, 100, 120]},
            {"text": "9.50 SR", "box": [500, 100, 800, 100, 800, 120, 500, 120]}]}
        answer = words_answer(("TOTAL", 0.1, 0.1), ("9.5O", 0.5, 0.1), ("SR", 0.65, 0.1),
                              ("X", 0.1, 0.9))
        got = receipts.line_error([(truth, answer)])
        self.assertEqual((2, 1), (got["lines"], got["words_outside"]))
        self.assertAlmostEqual(2 / 12, got["cer"])  # one letter wrong, one too many
        self.assertAlmostEqual(2 / 11, got["cer_without_spaces"])
        self.assertAlmostEqual(0.5, got["lines_exact_without_spaces"])


class Faces(unittest.TestCase):
    def face(self, width, low, high, gender):
        return {"BoundingBox": box(0, 0, width, width), "AgeRange": {"Low": low, "High": high},
                "Gender": {"Value": gender, "Confidence": 90.0}}

    def test_the_largest_face_answers(self):
        two = {"FaceDetails": [self.face(0.1, 70, 80, "Female"), self.face(0.5, 20, 30, "Male")]}
        bare = {"FaceDetails": [{"BoundingBox": box(0, 0, 1, 1)}]}
        truth = {"file": "a", "age": 31, "gender": "male"}
        got = faces.ages_and_genders([(truth, two), (truth, bare), (truth, {})])
        self.assertEqual((3, 2, 1, 1), (got["pictures"], got["found"], got["ages"],
                                        got["genders"]))
        self.assertAlmostEqual(6.0, got["age_error_years"])
        self.assertAlmostEqual(0.0, got["age_in_range"])
        self.assertAlmostEqual(1.0, got["gender_accuracy"])
        self.assertAlmostEqual(1 / 3, got["gender_accuracy_of_all"])

    def test_nothing_answered(self):
        got = faces.ages_and_genders([({"file": "a", "age": 3, "gender": "male"}, {})])
        self.assertIsNone(got["age_error_years"])
        self.assertIsNone(got["gender_accuracy"])

    def test_faces_reported(self):
        pairs = [({}, {"FaceDetails": [1, 2]}), ({}, {"FaceDetails": []}), ({}, {})]
        self.assertEqual({"pictures": 3, "faces": 2, "pictures_with_faces": 1},
                         faces.faces_reported(pairs))


class Moderation(unittest.TestCase):
    def test_alarms_are_listed(self):
        pairs = [({"file": "a"}, {"ModerationLabels": [{"Name": "Weapons", "Confidence": 50.0}]}),
                 ({"file": "b"}, {"ModerationLabels": [{"Name": "Explicit", "Confidence": 49.9}]}),
                 ({"file": "c"}, {})]
        got = moderation.alarms(pairs, 50)
        self.assertEqual({"pictures": 3, "alarms": 1, "listed": {"a": ["Weapons 50"]}}, got)
        self.assertEqual(1, moderation.of_category(got["listed"], "Weapons"))
        self.assertEqual(0, moderation.of_category(got["listed"], "Explicit"))


class Command(unittest.TestCase):
    STAND_IN = """\
        #!/usr/bin/env python3
        import json, sys
        for path in sys.argv[sys.argv.index("--") + 1:]:
            print(json.dumps({"file": path, "Labels": [
                {"Name": "Tench", "Confidence": 80.0, "Parents": [], "Instances": []}]}))
        """

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.helio = os.path.join(self.folder, "helio")
        with open(self.helio, "w", encoding="utf-8") as file:
            file.write(textwrap.dedent(self.STAND_IN))
        os.chmod(self.helio, 0o755)
        os.mkdir(os.path.join(self.folder, "imagenet1000"))
        with open(os.path.join(self.folder, "imagenet1000", "labels.jsonl"), "w",
                  encoding="utf-8") as file:
            for index in range(3):
                file.write(json.dumps({"file": f"{index}.jpg", "class_index": index}) + "\n")

    def run_accuracy(self, *more):
        return subprocess.run([sys.executable, os.path.join(HERE, "accuracy"), "--images",
                               self.folder, *more], stdin=subprocess.DEVNULL, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)

    def test_halves(self):
        self.assertEqual([0, 2], [truth["class_index"] for truth in
                                  read_part(self.folder, "imagenet1000", "even").truths])
        self.assertEqual([1], [truth["class_index"] for truth in
                               read_part(self.folder, "imagenet1000", "odd").truths])
        self.assertIsNone(read_part(self.folder, "coco256"))

    def test_from_folder_to_table_and_json(self):
        path = os.path.join(self.folder, "out.json")
        ended = self.run_accuracy("--helio", self.helio, "--json", path)
        self.assertEqual(0, ended.returncode, ended.stderr)
        self.assertRegex(ended.stdout, r"label top-1 +33\.3 %")
        self.assertIn("coco256: skipped", ended.stderr)
        with open(path, encoding="utf-8") as file:
            parts = json.load(file)["parts"]
        self.assertAlmostEqual(1 / 3, parts["imagenet1000"]["labels"]["top1"])
        # 80 % sure three times, right once.
        self.assertAlmostEqual(0.8 - 1 / 3, parts["imagenet1000"]["calibration_top"]["ece"])

    def test_what_cannot_work_says_so(self):
        empty = os.path.join(self.folder, "imagenet1000")
        rows = [(["--helio", "/nowhere/helio"], "/nowhere/helio"),
                (["--helio", "/bin/true"], "gave no answer for 3 of 3"),
                (["--helio", self.helio, "--parts", "mnist"], "no part 'mnist'"),
                (["--helio", self.helio, "--images", empty], "has none of the parts")]
        for more, want in rows:
            with self.subTest(want):
                ended = self.run_accuracy(*more)
                self.assertEqual(1, ended.returncode)
                self.assertIn(want, ended.stderr)
                self.assertNotIn("Traceback", ended.stderr)


if __name__ == "__main__":
    unittest.main()
