#!/usr/bin/env python3
"""Takes the pictures of the web page in docs/pictures, in Chromium, of a server with real results.

usage: scripts/page_pictures.py [--helio build/release/bin/helio] [--out docs/pictures]

Needs what ./test installs. Run it after a change that is seen, look at each, and commit them.
"""

import argparse
import base64
import os
import sys
import tempfile
import urllib.parse

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "tests", "e2e"))

import browser  # noqa: E402
import harness  # noqa: E402
import server as serving  # noqa: E402

QUALITY = 0.82
BYTES_MAX = 150_000
WIDE, PHONE = (1280, 800), (390, 844)

# Chromium writes WebP itself.
TO_WEBP = """async ([png, quality]) => {
  const image = new Image();
  image.src = 'data:image/png;base64,' + png;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.width, image.height];
  canvas.getContext('2d').drawImage(image, 0, 0);
  return canvas.toDataURL('image/webp', quality).split(',')[1];
}"""


def photographs():
    for name in ("rocket.jpg", "coffee.png", "chelsea.png", "astronaut.png"):
        yield os.path.join(harness.PHOTOGRAPHS, name)
    yield harness.POSTER


def fill(server, folder):
    """Sends the photographs, and a file that is none; returns the id of each by its name."""
    ids = {}
    for path in photographs():
        kind = "image/jpeg" if path.endswith("jpg") else "image/png"
        ids[os.path.basename(path)] = server.upload(path, kind)
    broken = os.path.join(folder, "scan-017.jpg")
    with open(broken, "wb") as file:
        file.write(b"\xff\xd8\xff" + b"cut off" * 99)
    ids["broken"] = server.upload(broken, "image/jpeg")
    for image_id in ids.values():
        server.result(image_id)
    return ids


class Camera:
    def __init__(self, chromium, server, out):
        self.chromium, self.server, self.out = chromium, server, out
        self.darkroom = chromium.new_page()

    def take(self, name, path, ready, size=WIDE, theme="light"):
        context = self.chromium.new_context(viewport={"width": size[0], "height": size[1]},
                                            color_scheme=theme, locale="en-GB",
                                            reduced_motion="reduce")
        page = context.new_page()
        page.goto(self.server.url + path)
        page.locator(ready).first.wait_for()
        page.evaluate(browser.ALL_DRAWN)
        self.develop(name, page.screenshot(animations="disabled"))
        context.close()

    def develop(self, name, png):
        webp = base64.b64decode(self.darkroom.evaluate(
            TO_WEBP, [base64.b64encode(png).decode(), QUALITY]))
        if len(webp) > BYTES_MAX:
            sys.exit(f"error: {name} has {len(webp)} bytes; at most {BYTES_MAX} go into the tree.")
        path = os.path.join(self.out, name + ".webp")
        with open(path, "wb") as file:
            file.write(webp)
        print(f"{path}  {len(webp) // 1000} kB")


def shoot(camera, ids):
    image = f"/app/images/{ids['astronaut.png']}"
    record = camera.server.json("GET", f"/results/{ids['broken']}")
    execution = "/app/executions/" + urllib.parse.quote(record["execution_arn"], safe="")
    camera.take("images", "/app/", "article img")
    camera.take("image", image, "[data-mark^=face]")
    camera.take("execution", execution, "details")
    camera.take("dashboard", "/app/dashboard", "main svg", theme="dark")
    camera.take("phone", image, "[data-mark^=face]", size=PHONE)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--helio", default=os.path.join(ROOT, "build/release/bin/helio"))
    arguments.add_argument("--out", default=os.path.join(ROOT, "docs", "pictures"))
    options = arguments.parse_args()
    os.makedirs(options.out, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, browser.sync_playwright() as playwright:
        server = serving.Server(os.path.join(folder, "data"), helio=options.helio)
        chromium = playwright.chromium.launch(executable_path=browser.CHROMIUM,
                                              args=["--no-sandbox"])
        try:
            shoot(Camera(chromium, server, options.out), fill(server, folder))
        finally:
            chromium.close()
            server.stop()


if __name__ == "__main__":
    main()
