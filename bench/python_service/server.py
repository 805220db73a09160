"""The Python service that the engine is compared with: FastAPI over onnxruntime.

    SERVICE_MODELS=… SERVICE_PACK=… uvicorn server:app --workers N

Each request is one picture, analysed in a worker thread; numpy, OpenCV and onnxruntime let go of
the interpreter's lock while they work.
"""

import hashlib
import time

import cv2
import faces
import labels
import moderation
import properties
import text
from fastapi import FastAPI, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from pictures import decode

cv2.setNumThreads(1)  # the requests share the cores; OpenCV's own threads only add waiting
app = FastAPI()


def analyze(data):
    took = {}

    def timed(name, step, *arguments):
        start = time.perf_counter()
        result = step(*arguments)
        took[name] = 1000 * (time.perf_counter() - start)
        return result

    start = time.perf_counter()
    picture = timed("decode", decode, data)
    if picture is None:
        return None
    found = timed("labels", labels.detect, picture)
    answer = {
        "image": {"width_px": picture.shape[1], "height_px": picture.shape[0],
                  "sha256": hashlib.sha256(data).hexdigest()},
        "Labels": found,
        "FaceDetails": timed("faces", faces.detect, picture),
        "TextDetections": timed("text", text.detect, picture),
        "ModerationLabels": timed("moderation", moderation.detect, picture, found),
        "ImageProperties": timed("properties", properties.measure, picture),
    }
    took["total"] = 1000 * (time.perf_counter() - start)
    return answer | {"timings_ms": took}


@app.get("/readyz")
def ready():
    return {"status": "ready"}


@app.post("/analyze")
async def post_analyze(request: Request):
    answer = await run_in_threadpool(analyze, await request.body())
    if answer is None:
        raise HTTPException(400, "InvalidImageFormat")
    return answer
