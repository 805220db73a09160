"""Goal: a person adds a model by a folder, and `helio models` tells the truth about every one.

Method: a classifier built here (mean colour -> softmax over Red, Green, Blue), added to a folder of
its own, and then seen in answers; and an ONNX file as its makers publish it: which way up a line
of text is, 0.6 MB, from a package that the default pack is made of.
"""

import json
import os
import unittest
import zipfile

import harness
import numpy as np
import openvino as ov
from openvino import opset13 as ops

ONNX_PACKAGE = os.path.join(harness.CACHE, "downloads", "rapidocr-3.10.0-py3-none-any.whl")
ONNX_MEMBER = "rapidocr/models/ch_ppocr_mobile_v2.0_cls_mobile.onnx"


def save_colour_model(path):
    """[1, 3, 8, 8] of 0..1 -> the mean of each channel, spread by 20, as probabilities [1, 3]."""
    image = ops.parameter([1, 3, 8, 8], np.float32, name="image")
    mean = ops.reduce_mean(image, np.array([2, 3], np.int64), keep_dims=False)
    scores = ops.softmax(ops.multiply(mean, np.float32(20)), 1)
    scores.output(0).get_tensor().set_names({"scores"})
    image.output(0).get_tensor().set_names({"image"})
    ov.save_model(ov.Model([scores], [image], "colour"), path)


class Models(harness.EndToEnd):
    def make_pack(self, **changes):
        folder = os.path.join(self.folder, "mine")
        os.makedirs(folder, exist_ok=True)
        save_colour_model(os.path.join(folder, "colour.xml"))
        self.write("mine/colours.txt", "Crimson Tide\nLime Garden\nDeep Ocean\n")
        model = {"name": "colour", "version": "7", "task": "labels", "license": "MIT",
                 "source": "made in a test", "file": "colour.xml", "decoder": "softmax",
                 "labels": "colours.txt", "outputs": {"probabilities": "scores"},
                 "input": {"name": "image", "width_px": 8, "height_px": 8, "layout": "NCHW",
                           "color": "RGB", "scale": [255, 255, 255]},
                 "parameters": {"activation": "none"}}
        model.update(changes)
        self.write("mine/pack.json", json.dumps({"format": 1, "name": "colours", "version": "1",
                                                 "models": [model]}))
        return folder

    def test_adding_a_model_and_seeing_it(self):
        folder = self.make_pack()
        out, _ = self.run_helio("models", "add", folder)
        self.assertIn("colours", out)
        listed = {model["name"]: model for model in self.json_of("models", "list", "--json")}
        self.assertEqual(listed["colour"]["version"], "7")
        self.assertIn("efficientnet-lite2", listed)
        self.assertGreater(listed["efficientnet-lite2"]["size_bytes"], 1_000_000)

        blue = self.write("blue.png", harness.png(100, 80, (10, 20, 240)))
        answer = self.json_of("analyze", blue, "--features", "labels")
        self.assertIn("Deep Ocean", [label["Name"] for label in answer["Labels"]])
        self.assertEqual(answer["models"]["colour"], "7")

        _, err = self.run_helio("models", "add", folder, status=1)
        self.assertIn("PackExists", err)
        self.run_helio("models", "add", folder, "--force")

    @unittest.skipUnless(os.path.exists(ONNX_PACKAGE), "the pack's packages were not kept")
    def test_an_onnx_file_as_it_was_published(self):
        folder = os.path.join(self.folder, "lines")
        os.makedirs(folder)
        with zipfile.ZipFile(ONNX_PACKAGE) as package:
            with open(os.path.join(folder, "way-up.onnx"), "wb") as file:
                file.write(package.read(ONNX_MEMBER))
        self.write("lines/ways.txt", "Upright Line\nTurned Line\n")
        model = {"name": "way-up", "version": "2.0", "task": "labels", "license": "Apache-2.0",
                 "source": "PyPI rapidocr 3.10.0", "file": "way-up.onnx", "decoder": "softmax",
                 "labels": "ways.txt",
                 "outputs": {"probabilities": "save_infer_model/scale_0.tmp_1"},
                 "input": {"name": "x", "width_px": 192, "height_px": 48, "layout": "NCHW",
                           "color": "BGR", "mean": [127.5] * 3, "scale": [127.5] * 3},
                 "parameters": {"activation": "none"}}
        self.write("lines/pack.json", json.dumps({"format": 1, "name": "lines", "version": "1",
                                                  "models": [model]}))
        out, _ = self.run_helio("models", "add", folder)
        self.assertIn("lines", out)
        timed = self.json_of("models", "bench", "--json", "--runs", "3", "--pack", folder)
        self.assertEqual([(each["name"], each["input"]) for each in timed], [("way-up", "192x48")])
        answer = self.json_of("analyze", harness.POSTER, "--features", "labels",
                              "--min-confidence", "0")
        self.assertEqual(answer["models"]["way-up"], "2.0")
        ways = [label["Confidence"] for label in answer["Labels"]
                if label["Name"] in ("Upright Line", "Turned Line")]
        self.assertAlmostEqual(sum(ways), 100, delta=0.2)  # labels below 0.1 % are left out

    def test_a_model_that_does_not_work_is_not_added(self):
        rows = ({"input": {"name": "image", "width_px": 9, "height_px": 9, "layout": "NCHW"}},
                {"outputs": {"probabilities": "other"}}, {"file": "gone.xml"},
                {"task": "fortune"})
        for changes in rows:
            with self.subTest(changes):
                folder = self.make_pack(**changes)
                _, err = self.run_helio("models", "add", folder,
                                        status=1 if "task" not in changes and "file" not in changes
                                        else 3)
                self.assertIn("error: ", err)
                self.assertFalse(os.path.exists(os.path.join(self.data_home, "heliograph")))

    def test_check_and_bench_of_a_pack(self):
        folder = self.make_pack()
        checked = self.json_of("models", "check", "--json", "--pack", folder)
        self.assertEqual([(model["name"], model["input"]) for model in checked],
                         [("colour", "8x8")])
        timed = self.json_of("models", "bench", "--json", "--runs", "3", "--pack", folder)
        self.assertEqual(timed[0]["runs"], 3)
        self.assertGreater(timed[0]["median_ms"], 0)
        out, _ = self.run_helio("models", "check", "--pack", folder)
        self.assertIn("ok", out)

    def test_the_default_pack_is_whole(self):
        checked = self.json_of("models", "check", "--json")
        self.assertGreater(len(checked), 6)
        self.assertEqual([model for model in checked if "error" in model], [])
        out, _ = self.run_helio("models", "list")
        self.assertIn("LICENCE", out)
        out, _ = self.run_helio("version")
        self.assertRegex(out, r"helio \d+\.\d+\.\d+\nOpenVINO 20")


if __name__ == "__main__":
    unittest.main()
