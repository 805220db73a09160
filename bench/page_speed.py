#!/usr/bin/env python3
"""Measures the web page in Chromium: first paint, bytes of the first load, frames while scrolling.

usage: bench/page_speed.py [--helio build/release/bin/helio] [--results 10000]

First paint and bytes are of the real server, empty, on this machine. For scrolling, a list of that
many results is answered in the server's place, so that the page alone is measured: all of them are
read, then the wheel is turned for ten seconds, and each frame's time is taken. Needs what ./test
installs.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "tests", "e2e"))

import browser  # noqa: E402
import server as serving  # noqa: E402

LOADS = 5
SCROLL_S = 10
WHEEL_PX = 120  # one notch
READ_S_MAX = 120
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


def result(number):
    stamp = f"2026-11-25T{23 - number // 3600 % 24:02}:{59 - number // 60 % 60:02}:00.000Z"
    return {"image_id": f"i{number}", "status": "COMPLETED", "bucket": "b",
            "key": f"uploads/i{number}/photo-{number}.jpg", "created_at": stamp,
            "updated_at": stamp, "confidence": 99, "faces": [], "text": [], "moderation": [],
            "image": {"format": "jpeg", "width_px": 640, "height_px": 480},
            "labels": [{"Name": name, "Confidence": 90, "Parents": []} for name in ("Dog", "Car")]}


def answer_results(count):
    def answer(route):
        query = dict(part.split("=") for part in route.request.url.partition("?")[2].split("&"))
        start = int(query.get("cursor", 0))
        items = [result(number) for number in range(start, min(start + 60, count))]
        end = start + len(items)
        route.fulfill(content_type="application/json", body=json.dumps(
            {"items": items, "count": len(items), "nextCursor": str(end) if end < count else None}))
    return answer


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
        page.wait_for_timeout(50)


def scroll(chromium, url, count):
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    page.route("**/results?*", answer_results(count))
    page.route("**/image?*", lambda route: route.fulfill(status=404))
    page.goto(url + "/app/")
    page.get_by_role("feed").wait_for()
    read_to_the_end(page, count)
    page.mouse.move(700, 600)
    page.evaluate(FRAMES)
    give_up = time.monotonic() + SCROLL_S
    while time.monotonic() < give_up:
        page.mouse.wheel(0, -WHEEL_PX)
    frames = sorted(page.evaluate("window.frames_ms"))
    at = page.evaluate("document.documentElement.scrollHeight - scrollY - innerHeight")
    page.close()
    return frames, at


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
        frames, scrolled_px = scroll(chromium, server.url, options.results)
        chromium.close()
        server.stop()
    late = sum(1 for frame in frames if frame > 1000 / 60 * 1.5)
    print(f"first contentful paint  {paint_ms:.0f} ms (median of {LOADS} fresh loads)")
    print(f"first load              {size_bytes / 1000:.0f} kB over the wire, fonts included")
    print(f"scrolling {options.results} results by {scrolled_px:.0f} px: {len(frames)} frames,"
          f" median {statistics.median(frames):.1f} ms, 99th percentile"
          f" {frames[int(len(frames) * 0.99)]:.1f} ms, {100 * late / len(frames):.1f} % late")


if __name__ == "__main__":
    main()
