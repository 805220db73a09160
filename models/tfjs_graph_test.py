"""Tests of tfjs_graph.py: weights, fused operations, selection; whole graphs through OpenVINO."""

import base64
import os
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np
import openvino as ov

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import tfjs_graph  # noqa: E402
from errors import BuildError  # noqa: E402

FLOAT = {"type": "DT_FLOAT"}


def base64_text(text):
    return base64.b64encode(text.encode()).decode()


def fused(op, steps, inputs, **attributes):
    return {"name": "layer", "op": op, "input": inputs, "attr": {
        "T": FLOAT, "fused_ops": {"list": {"s": [base64_text(step) for step in steps]}},
        "num_args": {"i": "1"}, **attributes}}


def constant(name):
    return {"name": name, "op": "Const", "attr": {"dtype": FLOAT}}


class Folder(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)

    def model(self, nodes, **arrays):
        """A model.json with f32 weights in one shard."""
        (self.folder / "shard").write_bytes(
            b"".join(np.asarray(array, "<f4").tobytes() for array in arrays.values()))
        weights = [{"name": name, "shape": list(np.shape(array)), "dtype": "float32"}
                   for name, array in arrays.items()]
        return {"modelTopology": {"node": nodes},
                "weightsManifest": [{"paths": ["shard"], "weights": weights}]}


class Weights(Folder):
    def read(self, *weights, **shards):
        for name, data in shards.items():
            (self.folder / name).write_bytes(data)
        return tfjs_graph.read_weights([{"paths": list(shards), "weights": list(weights)}],
                                       self.folder)

    def test_dequantises(self):
        rows = [
            ("uint8", bytes([0, 1, 255]), {"scale": 0.5, "min": -1.0}, [-1, -0.5, 126.5]),
            ("uint16", np.array([0, 2, 65535], "<u2").tobytes(), {"scale": 2.0, "min": 1.0},
             [1, 5, 131071]),
            ("float16", np.array([1.5, -2, 0], "<f2").tobytes(), {}, [1.5, -2, 0]),
        ]
        for dtype, data, how, want in rows:
            with self.subTest(dtype):
                array = self.read({"name": "w", "shape": [3], "dtype": "float32",
                                   "quantization": {"dtype": dtype, **how}}, shard=data)["w"]
                self.assertEqual(array.dtype, np.float32)
                np.testing.assert_allclose(array, want)

    def test_a_weight_may_span_shards(self):
        data = np.array([1, 2, 3, 4], "<f4").tobytes()
        arrays = self.read({"name": "a", "shape": [], "dtype": "float32"},
                           {"name": "b", "shape": [3, 1], "dtype": "float32"},
                           one=data[:6], two=data[6:])
        self.assertEqual(arrays["a"], 1)
        np.testing.assert_array_equal(arrays["b"], [[2], [3], [4]])

    def test_left_over_bytes_are_an_error(self):
        with self.assertRaises(BuildError):
            self.read({"name": "a", "shape": [1], "dtype": "float32"}, shard=bytes(8))

    def test_a_path_in_the_manifest_stays_in_the_folder(self):
        (self.folder / "inner").mkdir()
        (self.folder / "secret").write_bytes(bytes(4))
        with self.assertRaises(FileNotFoundError):
            tfjs_graph.read_weights([{"paths": ["../secret"], "weights": []}],
                                    self.folder / "inner")


class Unfuse(unittest.TestCase):
    def test_parts_in_order_the_last_keeps_the_name(self):
        node = fused("_FusedConv2D", ["BiasAdd", "Relu6"], ["x", "kernel", "bias"],
                     padding={"s": base64_text("SAME")}, strides={"list": {"i": ["1"]}})
        parts = tfjs_graph.unfuse(node)
        self.assertEqual([(part["name"], part["op"], part["input"]) for part in parts], [
            ("layer/part0", "Conv2D", ["x", "kernel"]),
            ("layer/part1", "BiasAdd", ["layer/part0", "bias"]),
            ("layer", "Relu6", ["layer/part1"])])
        self.assertNotIn("fused_ops", parts[0]["attr"])
        self.assertIn("padding", parts[0]["attr"])

    def test_others_are_themselves(self):
        node = {"name": "a", "op": "Relu", "input": ["x"]}
        self.assertEqual(tfjs_graph.unfuse(node), [node])

    def test_an_unknown_step_is_named(self):
        with self.assertRaises(BuildError) as caught:
            tfjs_graph.unfuse(fused("_FusedMatMul", ["Prelu"], ["x", "w", "alpha"]))
        self.assertIn("Prelu", str(caught.exception))


class Graph(Folder):
    def run_graph(self, model, selection, picture):
        path = self.folder / "graph.pb"
        path.write_bytes(tfjs_graph.graph_def(model, self.folder, selection))
        compiled = ov.Core().compile_model(path, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
        return compiled(np.asarray(picture, np.float32))

    def test_fused_matmul_computes_what_it_stands_for(self):
        shape = {"shape": {"dim": [{"size": "1"}, {"size": "2"}]}}
        nodes = [{"name": "x", "op": "Placeholder", "attr": {"dtype": FLOAT, "shape": shape}},
                 constant("w"), constant("b"),
                 fused("_FusedMatMul", ["BiasAdd", "Relu"], ["x", "w", "b"],
                       transpose_a={"b": False}, transpose_b={"b": False})]
        model = self.model(nodes, w=[[1, -1], [2, 0]], b=[0.5, 0.25])
        got = self.run_graph(model, tfjs_graph.Selection({"y": "layer"}), [[3, 4]])[0]
        np.testing.assert_allclose(got, [[11.5, 0]])

    def test_fused_convolution_with_same_padding(self):
        shape = {"shape": {"dim": [{"size": str(side)} for side in (1, 4, 4, 1)]}}
        strides = {"list": {"i": ["1", "2", "2", "1"]}}
        nodes = [{"name": "x", "op": "Placeholder", "attr": {"dtype": FLOAT, "shape": shape}},
                 constant("w"), constant("b"),
                 fused("_FusedConv2D", ["BiasAdd"], ["x", "w", "b"], strides=strides,
                       padding={"s": base64_text("SAME")}, data_format={"s": base64_text("NHWC")},
                       dilations={"list": {"i": ["1", "1", "1", "1"]}})]
        model = self.model(nodes, w=np.ones((3, 3, 1, 1)), b=[1])
        got = self.run_graph(model, tfjs_graph.Selection({"y": "layer"}), np.ones((1, 4, 4, 1)))[0]
        # TensorFlow pads the odd pixel at the right and the bottom: the last window is cut.
        np.testing.assert_allclose(got.reshape(2, 2), [[10, 7], [7, 5]])

    def test_a_cut_becomes_the_input_and_what_fed_it_is_gone(self):
        nodes = [{"name": "x", "op": "NoSuchOperation", "input": []},
                 {"name": "resized", "op": "AlsoUnknown", "input": ["x"]},
                 {"name": "y", "op": "Relu", "input": ["resized"], "attr": {"T": FLOAT}},
                 {"name": "unused", "op": "Unknown", "input": ["y"]}]
        selection = tfjs_graph.Selection({"out": "y"}, cuts={"resized": [1, 2]})
        got = self.run_graph(self.model(nodes), selection, [[-1, 2]])[0]
        np.testing.assert_array_equal(got, [[0, 2]])

    def test_attributes_of_tfjs_0(self):
        """Text as a list of numbers, types as numbers, empty lists of every kind."""
        shape = {"shape": {"dim": [{"size": str(side)} for side in (1, 1, 1, 2)]}}
        nodes = [{"name": "x", "op": "Placeholder", "attr": {"dtype": {"type": 1}, "shape": shape}},
                 constant("b"),
                 {"name": "y", "op": "BiasAdd", "input": ["x", "b"], "attr": {
                     "T": {"type": 1}, "data_format": {"s": list(b"NHWC")},
                     "_spare": {"list": {"s": [], "tensor": [], "func": []}}}}]
        got = self.run_graph(self.model(nodes, b=[1, 2]), tfjs_graph.Selection({"out": "y"}),
                             [[[[1, 1]]]])[0]
        np.testing.assert_array_equal(got.reshape(2), [2, 3])

    def test_a_missing_node_is_named(self):
        with self.assertRaises(BuildError) as caught:
            tfjs_graph.graph_def(self.model([]), self.folder, tfjs_graph.Selection({"y": "gone"}))
        self.assertIn("gone", str(caught.exception))


if __name__ == "__main__":
    unittest.main()
