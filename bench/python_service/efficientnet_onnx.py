"""EfficientNet-Lite2 as an ONNX graph, from the PyTorch checkpoint.

The same network as models/sources/efficientnet.py writes for OpenVINO, by the onnx package; weights
stay f32, which is what onnxruntime computes in on a CPU.
"""

import math

import numpy as np
import onnx
import torch_checkpoint
from onnx import helper, numpy_helper

SIDE_PX = 260
DEPTH_FACTOR = 1.2
BATCH_NORM_EPSILON = 1e-3
STAGES = ((1, 1), (2, 2), (2, 2), (3, 2), (3, 1), (4, 2), (1, 1))  # blocks, first stride
OPSET, IR_VERSION = 18, 9


class _Graph:
    def __init__(self, weights):
        self.weights = weights
        self.nodes, self.constants = [], []

    def constant(self, values):
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(values.astype(np.float32), name))
        return name

    def node(self, kind, *inputs, output=None, **attributes):
        name = output or f"t{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def convolution(self, x, layer, norm, *, stride=1, activate=True):
        """Convolution with its batch norm folded in, TensorFlow's SAME padding, then ReLU6."""
        take = {key: self.weights[f"{norm}.{key}"].astype(np.float64)
                for key in ("weight", "bias", "running_mean", "running_var")}
        gain = take["weight"] / np.sqrt(take["running_var"] + BATCH_NORM_EPSILON)
        kernel = self.weights[f"{layer}.weight"].astype(np.float64) * gain.reshape(-1, 1, 1, 1)
        groups = len(kernel) if layer.endswith("_depthwise_conv") else 1
        x = self.node("Conv", x, self.constant(kernel),
                      self.constant(take["bias"] - take["running_mean"] * gain),
                      auto_pad="SAME_UPPER", strides=[stride, stride], group=groups)
        return self.node("Clip", x, self.zero, self.six) if activate else x

    def block(self, x, index, stride, residual):
        layer, y = f"_blocks.{index}.", x
        if f"{layer}_expand_conv.weight" in self.weights:
            y = self.convolution(y, f"{layer}_expand_conv", f"{layer}_bn0")
        y = self.convolution(y, f"{layer}_depthwise_conv", f"{layer}_bn1", stride=stride)
        y = self.convolution(y, f"{layer}_project_conv", f"{layer}_bn2", activate=False)
        return self.node("Add", x, y) if residual else y

    def build(self):
        self.zero, self.six = self.constant(np.array(0.0)), self.constant(np.array(6.0))
        x, index = self.convolution("image", "_conv_stem", "_bn0", stride=2), 0
        for stage, (blocks, stride) in enumerate(STAGES):
            scaled = 0 < stage < len(STAGES) - 1
            for repeat in range(math.ceil(blocks * DEPTH_FACTOR) if scaled else blocks):
                x = self.block(x, index, 1 if repeat else stride, repeat > 0)
                index += 1
        x = self.convolution(x, "_conv_head", "_bn1")
        x = self.node("Flatten", self.node("GlobalAveragePool", x), output="embedding")
        x = self.node("Gemm", x, self.constant(self.weights["_fc.weight"]),
                      self.constant(self.weights["_fc.bias"]), transB=1)
        self.node("Softmax", x, output="probs", axis=1)
        value = helper.make_tensor_value_info
        graph = helper.make_graph(
            self.nodes, "efficientnet_lite2",
            [value("image", onnx.TensorProto.FLOAT, [1, 3, SIDE_PX, SIDE_PX])],
            [value("probs", onnx.TensorProto.FLOAT, [1, 1000]),
             value("embedding", onnx.TensorProto.FLOAT, [1, 1280])], self.constants)
        return helper.make_model(graph, ir_version=IR_VERSION,
                                 opset_imports=[helper.make_opsetid("", OPSET)])


def write_efficientnet(checkpoint, path):
    with checkpoint.open("rb") as file:
        model = _Graph(torch_checkpoint.load(file)).build()
    onnx.checker.check_model(model)
    onnx.save(model, path)
