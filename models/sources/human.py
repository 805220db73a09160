"""Age, gender and face vector (HSE-FaceRes), and emotions, from the Human library's TFJS models."""

from __future__ import annotations

from pathlib import Path

import ir
import tfjs_graph
from manifest import Entry, picture
from packages import Package
from sources.source import Source

FACE_PX = 224
EMOTION_PX = 64
EMOTIONS = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")
FACERES = tfjs_graph.Selection(outputs={
    "age": "age_pred/Softmax", "gender": "gender_pred/Sigmoid",
    "descriptor": "global_pooling/Mean"})
# [estimate, age] in years: the model draws everybody towards the young adults it was trained on.
# Fitted on 182 labelled faces; the mean error falls from 10.7 to 8.6 years, mostly past 45.
AGE_CURVE = [[0, 0], [15, 11], [32, 32], [60, 75]]
EMOTION = tfjs_graph.Selection(outputs={"emotions": "Identity"})


def convert(package: Path, pack: Path) -> list[Entry]:
    for name, graph, shape in (("faceres", FACERES, [1, FACE_PX, FACE_PX, 3]),
                               ("emotion", EMOTION, [1, EMOTION_PX, EMOTION_PX, 1])):
        tfjs_graph.write_graph_def(package / f"{name}.json", graph, package / f"{name}.pb")
        ir.save(ir.read(package / f"{name}.pb"), pack / f"{name}.xml", input_shape=shape,
                outputs={f"{output}:0": output for output in graph.outputs})
    (pack / "emotions.txt").write_text("".join(f"{name}\n" for name in EMOTIONS))
    return [_faceres(), _emotion()]


def _faceres() -> Entry:
    return Entry(
        name="faceres", task="face-attributes", file="faceres.xml",
        input=picture(FACE_PX, FACE_PX, layout="NHWC"),
        outputs={"age": "age", "gender": "gender", "vector": "descriptor"}, decoder="age-gender",
        precision="f32",  # stored vectors must match across CPUs with and without bf16
        parameters={"age_curve": AGE_CURVE},
        version=SOURCE.package.version, license="MIT",
        copyright="Andrey Savchenko, HSE (weights); Vladimir Mandic (conversion, package)",
        source=str(SOURCE.package))


def _emotion() -> Entry:
    return Entry(
        name="emotion", task="face-emotions", file="emotion.xml",
        input=picture(EMOTION_PX, EMOTION_PX, layout="NHWC", color="GRAY", mean=127.5,
                      scale=127.5),
        outputs={"probabilities": "emotions"}, decoder="softmax", labels="emotions.txt",
        parameters={"activation": "none", "temperature": 1.0},
        version=SOURCE.package.version, license="MIT",
        copyright="Octavio Arriaga (weights); Vladimir Mandic (conversion, package)",
        source=str(SOURCE.package))


SOURCE = Source(
    name="human",
    package=Package(
        "npm", "@vladmandic/human", "3.3.6", "vladmandic-human-3.3.6.tgz",
        "425e9c51dbbca0c8934362b170cb0d54c2529c11c654b3c03092b16e9d6ad3f7"),
    members={
        "package/models/faceres.json": "faceres.json",
        "package/models/faceres.bin": "faceres.bin",
        "package/models/emotion.json": "emotion.json",
        "package/models/emotion.bin": "emotion.bin",
        "package/LICENSE": "LICENSE"},
    licenses=("LICENSE",),
    added_licenses=(),
    notice="HSE-FaceRes (age, gender, face vector) by Andrey Savchenko, HSE University; and the "
           "emotion network of face_classification by Octavio Arriaga (Copyright (c) 2017 Octavio, "
           "MIT). Both were converted to TensorFlow.js and packaged by Vladimir Mandic in Human, "
           "MIT; the package names no other terms for the weights of HSE-FaceRes. Changed here: to "
           "OpenVINO IR, weights rounded to FP16.",
    convert=convert)
