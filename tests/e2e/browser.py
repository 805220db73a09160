"""Debian's Chromium at a real server, driven by Playwright; screenshots go to build/screenshots."""

import base64
import glob
import mimetypes
import os
import sys

import harness
import server as serving

# The test clients' own environment, made by the same Python.
sys.path += glob.glob(os.path.join(harness.CACHE, "test-venv", "lib", "python3*", "site-packages"))
from playwright.sync_api import expect, sync_playwright  # noqa: E402

CHROMIUM = "/usr/bin/chromium"
SCREENSHOTS = os.path.join(harness.ROOT, "build", "screenshots")
AXE = os.path.join(harness.ROOT, "web", "node_modules", "axe-core", "axe.min.js")
WAIT_MS_MAX = 60_000  # of anything that is waited for, under sanitizers on a busy machine
# "zoomed" is "wide" at 200 %, and "narrow" what 1280 is at 400 %.
SIZES = {"wide": (1440, 900), "phone": (390, 844), "zoomed": (720, 450), "narrow": (320, 640)}

DROP = """([files]) => {
  const transfer = new DataTransfer();
  for (const { name, type, content } of files) {
    const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
    transfer.items.add(new File([bytes], name, { type }));
  }
  for (const event of ['dragover', 'drop']) {
    document.body.dispatchEvent(
      new DragEvent(event, { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }
}"""

# Pictures outside the window wait until they are scrolled to.
ALL_DRAWN = """async () => {
  await document.fonts.ready;
  const seen = [...document.images].filter((image) => {
    const { top, bottom } = image.getBoundingClientRect();
    return top < innerHeight && bottom > 0 && !image.complete;
  });
  await Promise.all(seen.map((image) => new Promise((drawn) => {
    image.addEventListener('load', drawn);
    image.addEventListener('error', drawn);
  })));
}"""

WATCH_SHIFTS = """
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
"""


class BrowserTest(serving.ServerTest):
    """One browser per class, one fresh profile per test. What the page complains about fails."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        playwright = sync_playwright().start()
        cls.addClassCleanup(playwright.stop)
        # Whoever runs this as root has no other sandbox either.
        cls.browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        cls.addClassCleanup(cls.browser.close)
        expect.set_options(timeout=WAIT_MS_MAX)
        os.makedirs(SCREENSHOTS, exist_ok=True)

    def setUp(self):
        super().setUp()
        self.complaints = []
        # Answers that a test provokes: the browser writes each into its console.
        self.expected_complaints = ()

    def tearDown(self):
        complaints = [text for text in self.complaints
                      if not any(known in text for known in self.expected_complaints)]
        self.assertEqual(complaints, [])
        super().tearDown()

    def open(self, path="/app/", size="wide", theme="light"):
        width, height = SIZES[size]
        context = self.browser.new_context(viewport={"width": width, "height": height},
                                           color_scheme=theme, locale="en-GB")
        self.addCleanup(context.close)
        context.set_default_timeout(WAIT_MS_MAX)
        context.add_init_script(WATCH_SHIFTS)
        page = context.new_page()
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))
        page.on("request", self._check_origin)
        page.goto(self.server.url + path)
        return page

    def _hear(self, kind, text):
        if kind in ("error", "warning"):
            self.complaints.append(text)

    def _check_origin(self, request):
        if not request.url.startswith((self.server.url + "/", "data:", "blob:")):
            self.complaints.append(f"asked somebody else: {request.url}")

    def drop(self, page, *paths):
        page.get_by_role("main").wait_for()
        files = []
        for path in paths:
            with open(path, "rb") as file:
                content = base64.b64encode(file.read()).decode()
            files.append({"name": os.path.basename(path), "content": content,
                          "type": mimetypes.guess_type(path)[0] or ""})
        page.evaluate(DROP, [files])

    def screenshot(self, page, name):
        # The browser draws fonts and pictures late on a busy machine.
        page.evaluate(ALL_DRAWN)
        page.screenshot(path=os.path.join(SCREENSHOTS, name + ".png"), animations="disabled")

    def assert_accessible(self, page, still=True):
        """axe finds nothing, and, where it should be `still`, nothing has moved by itself."""
        with open(AXE, encoding="utf-8") as file:
            page.evaluate(file.read())
        found = page.evaluate("async () => (await axe.run()).violations.map((v) => "
                              "v.id + ': ' + v.nodes.map((n) => n.html + ' ' + n.failureSummary))")
        self.assertEqual(found, [])
        if still:
            self.assertLess(page.evaluate("window.shifted"), 0.05)
