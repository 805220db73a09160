"""One ONNX file and how a picture is fed to it."""

import os
from pathlib import Path

import numpy as np
import onnxruntime

MODELS = Path(os.environ["SERVICE_MODELS"])
THREADS = int(os.environ.get("SERVICE_THREADS", "0"))  # per inference; 0: one per core


class Network:
    def __init__(self, file, mean=0.0, scale=1.0, planar=False, bgr=False):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = THREADS
        # A waiting thread that spins takes the core from the one that has work.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self.session = onnxruntime.InferenceSession(
            str(MODELS / file), options, providers=["CPUExecutionProvider"])
        self.input = self.session.get_inputs()[0].name
        self.outputs = [each.name.split(":")[0] for each in self.session.get_outputs()]
        self.mean = np.asarray(mean, np.float32)
        self.factor = 1 / np.asarray(scale, np.float32)
        self.planar, self.bgr = planar, bgr

    def __call__(self, picture):
        """`picture`: height x width x channels, u8, RGB. Returns output name -> array."""
        x = picture[..., ::-1] if self.bgr else picture
        x = (x.astype(np.float32) - self.mean) * self.factor
        if self.planar:
            x = np.ascontiguousarray(x.transpose(2, 0, 1))
        return dict(zip(self.outputs, self.session.run(None, {self.input: x[None]})))
