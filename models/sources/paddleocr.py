"""PP-OCRv6 small: where text is, and what it says, from RapidOCR's ONNX files."""

from __future__ import annotations

from pathlib import Path

import openvino as ov

import ir
from errors import BuildError
from manifest import Entry, picture
from packages import Package
from sources.source import Source

LINE_HEIGHT_PX = 48
SIDE_MULTIPLE = 32  # the detector halves five times; the reader is bucketed by it
COPYRIGHT = "Baidu and the PaddleOCR authors (weights); RapidOCR authors (conversion, package)"


def charset(model: ov.Model) -> list[str]:
    """Row -> character, from the ONNX file's metadata; row 0 is CTC's blank, the last a space."""
    characters = model.get_rt_info(["framework", "character"]).astype(str)
    return ["", *characters.removesuffix("\n").split("\n"), " "]


def convert(package: Path, pack: Path) -> list[Entry]:
    ir.save(ir.read(package / "text-detection.onnx"), pack / "text-detection.xml",
            input_shape=[1, 3, -1, -1], outputs={"fetch_name_0": "map"})
    model = ir.read(package / "text-recognition.onnx")
    rows = charset(model)
    classes = model.outputs[0].partial_shape[2].get_length()
    if len(rows) != classes:
        raise BuildError(f"PP-OCRv6: {len(rows)} characters for {classes} classes.")
    ir.save(model, pack / "text-recognition.xml", input_shape=[1, 3, LINE_HEIGHT_PX, -1],
            outputs={"fetch_name_0": "probabilities"})
    (pack / "characters.txt").write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    return [_detection(), _recognition()]


def _detection() -> Entry:
    return Entry(
        name="pp-ocrv6-det", task="text-regions", file="text-detection.xml",
        input=picture(0, 0, layout="NCHW", color="BGR", mean=127.5, scale=127.5,
                      side_multiple=SIDE_MULTIPLE),
        outputs={"map": "map"}, decoder="db-text",
        version=SOURCE.package.version, license="Apache-2.0", copyright=COPYRIGHT,
        source=str(SOURCE.package))


def _recognition() -> Entry:
    return Entry(
        name="pp-ocrv6-rec", task="text-lines", file="text-recognition.xml",
        input=picture(0, LINE_HEIGHT_PX, layout="NCHW", color="BGR", mean=127.5, scale=127.5,
                      side_multiple=SIDE_MULTIPLE),
        # The file ends in a softmax; the role is the decoder's.
        outputs={"logits": "probabilities"}, decoder="ctc", labels="characters.txt",
        parameters={"activation": "none"},
        version=SOURCE.package.version, license="Apache-2.0", copyright=COPYRIGHT,
        source=str(SOURCE.package))


SOURCE = Source(
    name="paddleocr",
    package=Package(
        "PyPI", "rapidocr", "3.10.0", "rapidocr-3.10.0-py3-none-any.whl",
        "2fc34e26cd0f48514804a94f8832283039c7334076bff60768b1fed9ad068050"),
    members={
        "rapidocr/models/PP-OCRv6_det_small.onnx": "text-detection.onnx",
        "rapidocr/models/PP-OCRv6_rec_small.onnx": "text-recognition.onnx",
        "rapidocr-3.10.0.dist-info/licenses/LICENSE": "LICENSE",
        "rapidocr-3.10.0.dist-info/licenses/MODEL_LICENSES.md": "MODEL_LICENSES.md"},
    licenses=("LICENSE", "MODEL_LICENSES.md"),
    added_licenses=(),
    notice="PP-OCRv6 small text detection and recognition. Converted from official PaddleOCR "
           "models to ONNX and packaged for use with RapidOCR; the upstream weights are copyright "
           "Baidu and/or the applicable PaddleOCR rights holders. Apache-2.0. Changed here: to "
           "OpenVINO IR, batch of one, weights rounded to FP16.",
    convert=convert)
