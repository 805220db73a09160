"""Goal: `helio analyze` answers in Rekognition's shapes, in every form it promises.

Method: the built binary with the default pack on our poster, a public-domain photograph, and
pictures made here.
"""

import json
import os
import unittest

import harness


class Analyze(harness.EndToEnd):
    def test_a_photograph_as_json(self):
        photograph = os.path.join(harness.PHOTOGRAPHS, "astronaut.png")
        answer = self.json_of("analyze", photograph, "--annotate", "out")
        self.assertEqual(list(answer)[:6], ["file", "image", "Labels", "FaceDetails",
                                            "TextDetections", "ModerationLabels"])
        self.assertEqual(answer["file"], photograph)
        image = answer["image"]
        self.assertEqual((image["format"], image["width_px"], image["height_px"]),
                         ("png", 512, 512))
        self.assertEqual(image["size_bytes"], os.path.getsize(photograph))
        self.assertTrue(image["sha256"].startswith("88431cd9653ccd53"))
        self.check_labels(answer["Labels"])
        self.check_face(answer["FaceDetails"])
        self.assertGreater(len(answer["models"]), 5)
        self.assertTrue(all(ms >= 0 for ms in answer["timings_ms"].values()))
        with open(os.path.join(self.folder, "out", "astronaut.annotated.jpg"), "rb") as file:
            self.assertTrue(file.read(3) == b"\xff\xd8\xff")

    def check_labels(self, labels):
        by_name = {label["Name"]: label for label in labels}
        self.assertIn("Person", by_name)
        person = by_name["Person"]
        self.assertGreaterEqual(person["Confidence"], 55)
        box = person["Instances"][0]["BoundingBox"]
        self.assertGreater(box["Width"] * box["Height"], 0.2)
        self.assertTrue(all(55 <= label["Confidence"] <= 100 for label in labels))
        confidences = [label["Confidence"] for label in labels]
        self.assertEqual(confidences, sorted(confidences, reverse=True))

    def check_face(self, faces):
        self.assertEqual(len(faces), 1)
        face = faces[0]
        self.assertEqual(face["Gender"]["Value"], "Female")
        self.assertLess(face["AgeRange"]["Low"], face["AgeRange"]["High"])
        self.assertTrue(face["Smile"]["Value"])
        self.assertGreater(len(face["Landmarks"]), 20)
        box = face["BoundingBox"]
        self.assertTrue(0.3 < box["Left"] < 0.5 and 0.0 < box["Top"] < 0.3, box)

    def test_a_poster_is_read(self):
        answer = self.json_of("analyze", harness.POSTER, "--features", "text")
        lines = [found["DetectedText"] for found in answer["TextDetections"]
                 if found["Type"] == "LINE"]
        for text in ("SUMMER NIGHT", "OPEN AIR CONCERT", "Saturday 21 June 2025", "FREE ENTRY"):
            self.assertIn(text, lines)
        for member in ("Labels", "FaceDetails", "ModerationLabels", "ImageProperties"):
            self.assertNotIn(member, answer)

    def test_many_files_one_of_them_bad(self):
        good = self.write("good.png", harness.png(64, 48, (200, 30, 30)))
        bad = self.write("notes.txt", "no image")
        missing = os.path.join(self.folder, "missing.jpg")
        found = self.lines_of("analyze", good, bad, missing, good, status=1)
        self.assertEqual([answer["file"] for answer in found], [good, bad, missing, good])
        self.assertEqual([answer.get("error", {}).get("code") for answer in found],
                         [None, "InvalidImageFormat", "NoSuchFile", None])
        self.assertEqual(found[0]["image"]["width_px"], 64)

    def test_a_folder_as_an_array_and_its_copies(self):
        for name in ("a/one.png", "b/one.png", "b/.hidden.png"):
            self.write(f"in/{name}", harness.png(40, 40, (0, 0, 250)))
        self.write("in/readme.txt", "no image")
        found = self.json_of("analyze", "in", "--json", "--annotate", "out",
                             "--features", "properties")
        self.assertEqual([answer["file"] for answer in found], ["in/a/one.png", "in/b/one.png"])
        self.assertEqual(sorted(os.listdir(os.path.join(self.folder, "out"))),
                         ["one-2.annotated.jpg", "one.annotated.jpg"])

    def test_standard_input_and_filters(self):
        with open(os.path.join(harness.PHOTOGRAPHS, "chelsea.png"), "rb") as file:
            content = file.read()
        out, _ = self.run_helio("analyze", "-", "--max-labels", "3", "--min-confidence", "60",
                                "--exclude-labels", "Animal,Mammal,Pet", "--features", "labels",
                                stdin=content)
        answer = json.loads(out)
        names = [label["Name"] for label in answer["Labels"]]
        self.assertEqual(answer["file"], "stdin")
        self.assertLessEqual(len(names), 3)
        self.assertIn("Cat", names)
        self.assertNotIn("Animal", names)

    def test_a_table_has_every_block(self):
        picture = self.write("red.png", harness.png(300, 200, (220, 20, 20)))
        out, _ = self.run_helio("analyze", picture, "--table")
        for word in ("red.png", "PNG 300 x 200", "Labels", "Faces", "Text", "Moderation"):
            self.assertIn(word, out)
        self.assertNotIn("\x1b", out)


if __name__ == "__main__":
    unittest.main()
