"""Goal: the web page's own checks pass: types against the contract, lint, format, components.

Method: npm's scripts in web/, as web/README.md lists them; and the size of what was built.
"""

import glob
import gzip
import os
import re
import subprocess
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
WEB = os.path.join(ROOT, "web")
BUILT = os.path.join(ROOT, "build", "web", "dist")
SECONDS_MAX = 600
FIRST_LOAD_BYTES_MAX = 250_000


def first_load():
    """The files that the first page needs before it is drawn, but for pictures."""
    with open(os.path.join(BUILT, "index.html"), encoding="utf-8") as file:
        index = file.read()
    names = set(re.findall(r'(?:src|href)="/app/(assets/[^"]+)"', index))
    # The home page is loaded by name.
    for name in ("HomePage", "ResultPages"):
        names |= {"assets/" + os.path.basename(path)
                  for path in glob.glob(os.path.join(BUILT, "assets", name + "-*"))}
    return sorted(names | {"index.html"})


def sent_bytes(name):
    with open(os.path.join(BUILT, name), "rb") as file:
        content = file.read()
    return len(content) if name.endswith(".woff2") else len(gzip.compress(content, 9))


class WebPage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        subprocess.run(["node", os.path.join(WEB, "scripts", "build.mjs")], check=True,
                       stdin=subprocess.DEVNULL, timeout=SECONDS_MAX)

    def run_script(self, *words):
        done = subprocess.run(["npm", "run", "--silent", *words], cwd=WEB, check=False,
                              capture_output=True, text=True, timeout=SECONDS_MAX,
                              stdin=subprocess.DEVNULL, env=dict(os.environ, NO_COLOR="1"))
        self.assertEqual(done.returncode, 0, f"{done.stdout[-8000:]}\n{done.stderr[-4000:]}")

    def test_types(self):
        self.run_script("types")

    def test_lint(self):
        self.run_script("lint")

    def test_format(self):
        self.run_script("format:check")

    def test_components(self):
        self.run_script("test")

    def test_the_first_page_is_small(self):
        sizes = {name: sent_bytes(name) for name in first_load()}
        self.assertGreater(len(sizes), 4, sizes)
        self.assertLess(sum(sizes.values()), FIRST_LOAD_BYTES_MAX, sizes)


if __name__ == "__main__":
    unittest.main()
