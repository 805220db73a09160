"""Makes the ONNX files of the Python service from the packages that the model pack is made of.

    convert.py --out FOLDER --cache <cache>/downloads

Text and moderation are ONNX already. TensorFlow.js graphs and TFLite files go through tf2onnx;
EfficientNet-Lite2 is written out with the onnx package from the same checkpoint. Nothing is made
again where all files are there.
"""

import argparse
import importlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "models"))
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True

import packages  # noqa: E402
import tfjs_graph  # noqa: E402

OPSET = "18"
SOURCES = ("efficientnet", "coco_ssd", "faces", "human", "paddleocr", "opennsfw")
# File -> (package, member) that is ONNX as it comes.
READY = {"text-detection.onnx": ("paddleocr", "text-detection.onnx"),
         "text-recognition.onnx": ("paddleocr", "text-recognition.onnx"),
         "open-nsfw.onnx": ("opennsfw", "open-nsfw.onnx")}
TFLITE = {"face-detection.onnx": "face-detection.tflite",
          "face-landmark.onnx": "face-landmark.tflite"}
MADE = (*READY, *TFLITE, "efficientnet-lite2.onnx", "coco-ssd.onnx", "faceres.onnx",
        "emotion.onnx")


def tf2onnx(*arguments):
    environment = dict(os.environ, TF_CPP_MIN_LOG_LEVEL="3", CUDA_VISIBLE_DEVICES="")
    ended = subprocess.run([sys.executable, "-m", "tf2onnx.convert", "--opset", OPSET,
                            *arguments], env=environment, stdin=subprocess.DEVNULL,
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                           check=False)
    if ended.returncode:
        sys.exit(f"error: tf2onnx failed:\n{ended.stdout[-2000:]}")


def convert_graph(selection, model_json, placeholder, shape, out):
    """One TensorFlow.js model, cut as the model pack cuts it."""
    graph = model_json.with_suffix(".pb")
    tfjs_graph.write_graph_def(model_json, selection, graph)
    tf2onnx("--graphdef", str(graph), "--inputs", f"{placeholder}:0[{shape}]", "--outputs",
            ",".join(f"{name}:0" for name in selection.outputs), "--output", str(out))


def convert_all(unpacked, out):
    from efficientnet_onnx import write_efficientnet
    from sources import coco_ssd, human

    for name, (source, member) in READY.items():
        shutil.copyfile(unpacked / source / member, out / name)
    for name, member in TFLITE.items():
        tf2onnx("--tflite", str(unpacked / "faces" / member), "--output", str(out / name))
    (cut,) = coco_ssd.GRAPH.cuts
    convert_graph(coco_ssd.GRAPH, unpacked / "coco_ssd" / "model.json", cut, "1,300,300,3",
                  out / "coco-ssd.onnx")
    convert_graph(human.FACERES, unpacked / "human" / "faceres.json", "input_1", "1,224,224,3",
                  out / "faceres.onnx")
    convert_graph(human.EMOTION, unpacked / "human" / "emotion.json", "input_1", "1,64,64,1",
                  out / "emotion.onnx")
    write_efficientnet(unpacked / "efficientnet" / "efficientnet-lite2.pth",
                       out / "efficientnet-lite2.onnx")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    options = parser.parse_args()
    if all((options.out / name).is_file() for name in MADE):
        return
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=options.out.parent) as folder:
        unpacked, new = Path(folder) / "unpacked", Path(folder) / "new"
        new.mkdir()
        for name in SOURCES:
            source = importlib.import_module(f"sources.{name}").SOURCE
            (unpacked / name).mkdir(parents=True)
            packages.extract(packages.fetch(source.package, options.cache), source.members,
                             unpacked / name)
        convert_all(unpacked, new)
        shutil.rmtree(options.out, ignore_errors=True)
        new.rename(options.out)


if __name__ == "__main__":
    main()
