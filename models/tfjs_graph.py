"""TensorFlow.js graph models (model.json + weight shards) as a GraphDef that OpenVINO reads.

model.json holds a GraphDef spelled in JSON, its constants in the shards beside it. What TFJS
changed on the way is undone here: quantised weights become f32, fused operations plain ones.
Formats: tfjs-converter's docs ("weights manifest", "quantization") and its fuse passes.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from google.protobuf import json_format

from errors import BuildError
from graphdef_schema import DATA_TYPES, GraphDef

Node = dict[str, Any]

STORED = {"float32": "<f4", "int32": "<i4", "bool": "?"}
QUANTISED = {"float16": "<f2", "uint8": "u1", "uint16": "<u2"}
TENSORFLOW = {"float32": "DT_FLOAT", "int32": "DT_INT32", "bool": "DT_BOOL"}

# A fused operation -> the plain one and the attributes that belong to it.
FUSED = {
    "_FusedConv2D": ("Conv2D", ("T", "strides", "padding", "data_format", "dilations")),
    "FusedDepthwiseConv2dNative": ("DepthwiseConv2dNative",
                                   ("T", "strides", "padding", "data_format", "dilations")),
    "_FusedMatMul": ("MatMul", ("T", "transpose_a", "transpose_b")),
}
ACTIVATIONS = ("Relu", "Relu6", "Elu", "Sigmoid")
FLOAT = {"type": "DT_FLOAT"}
GRAPH_PRODUCER = 134  # a GraphDef version recent enough for every operation used here


@dataclass(frozen=True)
class Selection:
    """Which part of a graph to keep."""

    outputs: dict[str, str]  # name of the result -> node that computes it
    # Node -> shape: replaced by an input of this shape. For graphs that begin with preprocessing.
    cuts: dict[str, list[int]] = field(default_factory=dict)


def read_weights(manifest: list[dict], folder: Path) -> dict[str, np.ndarray]:
    """Name -> array in its original type; quantised values are value * scale + min."""
    arrays = {}
    for group in manifest:
        data = b"".join((folder / Path(path).name).read_bytes() for path in group["paths"])
        offset = 0
        for weight in group["weights"]:
            quantisation = weight.get("quantization")
            stored = QUANTISED[quantisation["dtype"]] if quantisation else STORED[weight["dtype"]]
            count = int(np.prod(weight["shape"], dtype=np.int64))
            values = np.frombuffer(data, stored, count, offset)
            offset += values.nbytes
            if quantisation and "scale" in quantisation:
                scale, low = np.float32(quantisation["scale"]), np.float32(quantisation["min"])
                values = values.astype(np.float32) * scale + low
            arrays[weight["name"]] = values.astype(STORED[weight["dtype"]]).reshape(weight["shape"])
        if offset != len(data):
            raise BuildError(f"The weight shards hold {len(data)} bytes, the graph reads {offset}.")
    return arrays


def text_bytes(value: str | list[int]) -> bytes:
    """A bytes attribute: base64 in today's files, a list of numbers in those of TFJS 0.x."""
    return bytes(value) if isinstance(value, list) else base64.b64decode(value)


def unfuse(node: Node) -> list[Node]:
    """The plain operations a fused one stands for; the last keeps its name. Others: themselves."""
    if node["op"] not in FUSED:
        return [node]
    plain, kept = FUSED[node["op"]]
    attributes = node["attr"]
    steps = [text_bytes(step).decode() for step in attributes["fused_ops"]["list"]["s"]]
    extra_inputs = iter(node["input"][2:])
    parts = [{"op": plain, "input": node["input"][:2],
              "attr": {key: attributes[key] for key in kept if key in attributes}}]
    for step in steps:
        if step == "BiasAdd":
            attr = {key: attributes[key] for key in ("T", "data_format") if key in attributes}
            parts.append({"op": step, "input": [None, next(extra_inputs)], "attr": attr})
        elif step in ACTIVATIONS:
            parts.append({"op": step, "input": [None], "attr": {"T": attributes["T"]}})
        else:
            raise BuildError(f"{node['name']}: the fused operation {step} is not known here.")
    for index, part in enumerate(parts):
        part["name"] = node["name"] if index == len(steps) else f"{node['name']}/part{index}"
        part["input"] = [parts[index - 1]["name"] if name is None else name
                         for name in part["input"]]
    return parts


def select(nodes: list[Node], selection: Selection) -> list[Node]:
    """Cuts the graph, names its results and drops what no result needs."""
    by_name = {node["name"]: node for node in nodes}
    for name, shape in selection.cuts.items():
        dims = {"shape": {"dim": [{"size": str(side)} for side in shape]}}
        by_name[name] = {"name": name, "op": "Placeholder", "attr": {"dtype": FLOAT, "shape": dims}}
    for result, source in selection.outputs.items():
        by_name[result] = {"name": result, "op": "Identity", "input": [source],
                           "attr": {"T": FLOAT}}
    needed: dict[str, Node] = {}
    waiting = list(selection.outputs)
    while waiting:
        name = waiting.pop()
        if name in needed:
            continue
        if name not in by_name:
            raise BuildError(f"The graph has no node {name}.")
        needed[name] = by_name[name]
        waiting += [source.lstrip("^").split(":")[0] for source in by_name[name].get("input", [])]
    return list(needed.values())


def graph_def(model: dict, folder: Path, selection: Selection) -> bytes:
    """The serialised GraphDef of the selected part of `model`, weights included."""
    weights = read_weights(model["weightsManifest"], folder)
    nodes = [part for node in model["modelTopology"]["node"] for part in unfuse(node)]
    graph = GraphDef()
    graph.versions.producer = GRAPH_PRODUCER
    for node in select(nodes, selection):
        message = graph.node.add(name=node["name"], op=node["op"], input=node.get("input", []))
        if node["op"] == "Const":
            _add_constant(message, weights[node["name"]])
            continue
        for key, value in node.get("attr", {}).items():
            if isinstance(value.get("s"), list):
                value = {"s": base64.b64encode(bytes(value["s"])).decode()}
            # TFJS 0.x spells out the empty lists of every type, also of those no node uses.
            json_format.ParseDict(value, message.attr.add(key=key).value,
                                  ignore_unknown_fields=True)
    return graph.SerializeToString(deterministic=True)


def _add_constant(message, values: np.ndarray) -> None:
    dtype = DATA_TYPES[TENSORFLOW[values.dtype.name]]
    message.attr.add(key="dtype").value.type = dtype
    tensor = message.attr.add(key="value").value.tensor
    tensor.dtype = dtype
    tensor.tensor_shape.SetInParent()  # a scalar's shape has no sides but must be there
    for side in values.shape:
        tensor.tensor_shape.dim.add(size=side)
    tensor.tensor_content = values.tobytes()


def write_graph_def(model_json: Path, selection: Selection, path: Path) -> None:
    """model.json, with its shards beside it, -> a GraphDef file (.pb)."""
    model = json.loads(model_json.read_text(encoding="utf-8"))
    path.write_bytes(graph_def(model, model_json.parent, selection))
