#!/usr/bin/env python3
"""Measures the web page in Chromium: first paint, bytes of the first load, frames while scrolling.

usage: bench/page_speed.py [--helio build/release/bin/helio] [--results 10000]

First paint and bytes are of the real server, empty, on this machine. For scrolling its store is
filled with that many copies of one real picture's record: all of them are read, page by page, then
the wheel is turned for ten seconds, and each frame's time is taken; thumbnails, of which there
would be one again and again, are left out. Needs what ./test installs.
"""

import argparse
import datetime
import json
import os
import sqlite3
import statistics
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "tests", "e2e"))

import browser  # noqa: E402
import harness  # noqa: E402
import server as serving  # noqa: E402

LOADS = 5
SCROLL_S = 10
WHEEL_PX = 120  # one notch
READ_S_MAX = 600
POSITIONS_PER_MS = 1 << 20  # src/adapters/sqlite/result_question.hpp
PICTURE = os.path.join(harness.PHOTOGRAPHS, "chelsea.png")
FIRST_PAINT = """() => new Promise((seen) => {
  new PerformanceObserver((list) => {
    const paint = list.getEntriesByName('first-contentful-paint')[0];
    if (paint) seen(paint.startTime);
  }).observe({ type: 'paint', buffered: true });
})"""
FRAMES = """() => {
  window.frames_ms = [];
  let last = performance.now();
  const tick = (now) => {
    window.frames_ms.push(now - last);
    last = now;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}"""


def filled(folder, helio, count):
    """A server whose store has `count` results, a second apart."""
    data = os.path.join(folder, "filled")
    server = serving.Server(data, helio=helio)
    image_id = server.upload(PICTURE, "image/png")
    record = server.result(image_id)
    server.stop()
    database = sqlite3.connect(os.path.join(data, "helio.db"))
    newest, status = database.execute(
        "SELECT position, status FROM result WHERE image_id = ?", (image_id,)).fetchone()
    born = datetime.datetime.fromisoformat(record["created_at"].replace("Z", "+00:00"))
    with database:
        for number in range(1, count):
            copy_id = f"{image_id[:-12]}{number:012x}"
            made = (born - datetime.timedelta(seconds=number)).isoformat(timespec="milliseconds")
            made = made.replace("+00:00", "Z")
            key = record["key"].replace(image_id, copy_id).replace("chelsea", f"photo-{number}")
            copy = {**record, "image_id": copy_id, "key": key, "created_at": made,
                    "updated_at": made}
            position = newest - number * 1000 * POSITIONS_PER_MS
            database.execute("INSERT INTO result VALUES (?, ?, '', ?, ?, NULL)",
                             (position, copy_id, status, record["confidence"]))
            database.execute("INSERT INTO result_document VALUES (?, ?)",
                             (position, json.dumps(copy)))
    database.close()
    return serving.Server(data, helio=helio)


def first_load(chromium, url):
    paints, sizes = [], []
    for _ in range(LOADS):
        page = chromium.new_page(viewport={"width": 1440, "height": 900})
        page.goto(url + "/app/", wait_until="load")
        page.get_by_role("main").wait_for()
        paints.append(page.evaluate(FIRST_PAINT))
        sizes.append(page.evaluate(
            "performance.getEntriesByType('resource').concat(performance.getEntriesByType("
            "'navigation')).filter((e) => e.name.includes('/app/'))"
            ".reduce((sum, e) => sum + e.transferSize, 0)"))
        page.close()
    return statistics.median(paints), statistics.median(sizes)


def read_to_the_end(page, count):
    last = page.locator(f"[aria-setsize='{count}']").first
    give_up = time.monotonic() + READ_S_MAX
    while not last.count():
        if time.monotonic() > give_up:
            sys.exit(f"error: the page has not read {count} results within {READ_S_MAX} s.")
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        page.wait_for_timeout(10)


def scroll(chromium, url, count):
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setBlockedURLs", {"urls": ["*/image?*"]})
    page.goto(url + "/app/")
    page.get_by_role("feed").wait_for()
    begun = time.monotonic()
    read_to_the_end(page, count)
    read_s = time.monotonic() - begun
    page.mouse.move(700, 600)
    page.evaluate(FRAMES)
    give_up = time.monotonic() + SCROLL_S
    while time.monotonic() < give_up:
        page.mouse.wheel(0, -WHEEL_PX)
    frames = sorted(page.evaluate("window.frames_ms"))
    at = page.evaluate("document.documentElement.scrollHeight - scrollY - innerHeight")
    heap_mb = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
    page.close()
    return frames, at, read_s, heap_mb


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--helio", default=os.path.join(ROOT, "build/release/bin/helio"))
    arguments.add_argument("--results", type=int, default=10_000)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder, browser.sync_playwright() as playwright:
        server = serving.Server(os.path.join(folder, "data"), helio=options.helio)
        chromium = playwright.chromium.launch(executable_path=browser.CHROMIUM,
                                              args=["--no-sandbox"])
        paint_ms, size_bytes = first_load(chromium, server.url)
        server.stop()
        server = filled(folder, options.helio, options.results)
        frames, scrolled_px, read_s, heap_mb = scroll(chromium, server.url, options.results)
        chromium.close()
        server.stop()
    late = sum(1 for frame in frames if frame > 1000 / 60 * 1.5)
    print(f"first contentful paint  {paint_ms:.0f} ms (median of {LOADS} fresh loads)")
    print(f"first load              {size_bytes / 1000:.0f} kB over the wire, fonts included")
    print(f"reading {options.results} results to the end: {read_s:.0f} s, heap {heap_mb:.0f} MB")
    print(f"scrolling {options.results} results by {scrolled_px:.0f} px: {len(frames)} frames,"
          f" median {statistics.median(frames):.1f} ms, 99th percentile"
          f" {frames[int(len(frames) * 0.99)]:.1f} ms, {100 * late / len(frames):.1f} % late")


if __name__ == "__main__":
    main()
