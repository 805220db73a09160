"""OpenVINO IR files: plain tensor names, batch 1, FP16 weights, no preprocessing inside.

The program adds colour order, layout, mean and scale from the manifest, so a file here takes
exactly what the original network takes.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import openvino as ov

from errors import BuildError


def read(path: Path) -> ov.Model:
    """An ONNX, TFLite, GraphDef or IR file."""
    try:
        return ov.Core().read_model(path)
    except RuntimeError as error:
        reason = str(error).strip().splitlines()[-1]
        raise BuildError(f"{path.name}: OpenVINO cannot read it: {reason}") from None


def save(model: ov.Model, path: Path, *, input_shape: list[int], outputs: dict[str, str]) -> None:
    """Writes `path` (.xml) and its .bin.

    input_shape: the only input's shape, -1 for a side that stays free; the input becomes "image".
    outputs: tensor name in the model -> plain name in the file; every output must be named.
    """
    model.inputs[0].set_names({"image"})
    model.reshape({"image": ov.PartialShape(input_shape)})
    for output in model.outputs:
        (name,) = output.names & outputs.keys()
        output.set_names({outputs[name]})
    try:
        ov.save_model(model, path, compress_to_fp16=True)
        ov.Core().read_model(path)  # a full disk may cut a file short without a word
    except RuntimeError:
        free_mb = shutil.disk_usage(path.parent).free // 2**20
        raise BuildError(f"{path} could not be written: {free_mb} MB are free there.") from None
