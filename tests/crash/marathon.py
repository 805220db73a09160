#!/usr/bin/env python3
"""kill -9 under load, again and again: nothing acknowledged is lost, nothing is doubled.

Each cycle starts `helio serve` on the same data folder, uploads small pictures from several threads
and kills the server at a random moment. At the end the server runs until all is settled; then every
acknowledged upload must have exactly one result, analysed, and there must be no result of a picture
that nobody sent.

usage: marathon.py [--cycles N] [--seed N] [--helio FILE]
"""

import argparse
import json
import os
import random
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "e2e"))

import harness  # noqa: E402
import server as serving  # noqa: E402

THREADS = 4
LIFE_SECONDS = (0.05, 2.5)
STALLED_SECONDS = 90  # without one more result: nothing is coming


class Uploads:
    """What was sent, and what of it was acknowledged."""

    def __init__(self):
        self.lock = threading.Lock()
        self.tried, self.acknowledged = set(), set()

    def keep_sending(self, server, ending, seed):
        dice = random.Random(seed)
        while not ending.is_set():
            colour = tuple(dice.randrange(256) for _ in range(3))
            try:
                self.send(server, harness.png(64, 48, colour))
            except (OSError, AssertionError, ValueError):
                return  # the server is gone

    def send(self, server, content):
        permit = server.json("POST", "/upload-url", {"fileName": "a.png", "fileType": "image/png"})
        with self.lock:
            self.tried.add(permit["imageId"])
        status, _, _ = server.request("PUT", permit["uploadUrl"], content, permit["headers"])
        if status == 200:
            with self.lock:
                self.acknowledged.add(permit["imageId"])


def cycle(data, helio, uploads, dice):
    server = serving.Server(data, helio=helio)
    ending = threading.Event()
    threads = [threading.Thread(target=uploads.keep_sending,
                                args=(server, ending, dice.random())) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    time.sleep(dice.uniform(*LIFE_SECONDS))
    server.kill()
    ending.set()
    for thread in threads:
        thread.join()


def all_results(server):
    """Every record, page by page."""
    records, cursor = [], ""
    while True:
        page = server.json("GET", f"/results?limit=100{cursor}")
        records += page["items"]
        if not page.get("nextCursor"):
            return records
        cursor = "&cursor=" + page["nextCursor"]


def settled(server, acknowledged):
    """Waits until each acknowledged upload has a settled record, as long as there is progress: on a
    busy machine the backlog of 200 cycles takes longer than any fixed time. Returns all records."""
    most, progress = -1, time.monotonic()
    while True:
        records = all_results(server)
        done = {record["image_id"] for record in records if record["status"] != "PROCESSING"}
        if acknowledged <= done:
            return records
        if len(done) > most:
            most, progress = len(done), time.monotonic()
        elif time.monotonic() - progress > STALLED_SECONDS:
            return records
        time.sleep(2)


def faults(records, uploads):
    """What is wrong, as sentences."""
    ids = [record["image_id"] for record in records]
    status = {record["image_id"]: record["status"] for record in records}
    found = [f"{one}: acknowledged, and has no result" for one in uploads.acknowledged - set(ids)]
    found += [f"{one}: ended as {status[one]}" for one in uploads.acknowledged & set(ids)
              if status[one] not in ("COMPLETED", "LOW_CONFIDENCE")]
    found += [f"{one}: {ids.count(one)} results" for one in set(ids) if ids.count(one) > 1]
    found += [f"{one}: nobody sent it" for one in set(ids) - uploads.tried]
    return found


def run(cycles, seed, helio):
    """Returns (faults, a line of figures)."""
    dice, uploads = random.Random(seed), Uploads()
    with tempfile.TemporaryDirectory() as folder:
        data = os.path.join(folder, "data")
        for _ in range(cycles):
            cycle(data, helio, uploads, dice)
        server = serving.Server(data, helio=helio)
        records = settled(server, uploads.acknowledged)
        found = faults(records, uploads)
        status = server.stop()
        if status != 0:
            found.append(f"the last server ended with status {status}\n{server.log()}")
    figures = {"cycles": cycles, "seed": seed, "tried": len(uploads.tried),
               "acknowledged": len(uploads.acknowledged), "results": len(records),
               "faults": len(found)}
    return found, figures


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cycles", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    parser.add_argument("--helio", default=os.path.join(harness.ROOT, "build/release/bin/helio"))
    options = parser.parse_args()
    found, figures = run(options.cycles, options.seed, options.helio)
    for fault in found[:50]:
        print(fault)
    print(json.dumps(figures))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
