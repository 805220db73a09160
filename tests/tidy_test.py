"""Goal: the source tree keeps its own rules: sizes, dependencies, names, nothing left unbuilt.

Method: each rule runs over the tree, and over a snippet that breaks it, so that no rule is asleep.
"""

import os
import shutil
import subprocess
import sys
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "tests"))

from tidy import cxx, rules, tree  # noqa: E402

LONG = "\n".join("  go();" for _ in range(80))

# rule -> trees that break it, each once
BAD = {
    rules.size: [{"src/base/a.hpp": "x\n" * 151}, {"src/base/a.cpp": "x\n" * 401},
                 {"tests/a.py": "\n" * 401}, {"scripts/a.sh": "\n" * 151}],
    rules.columns: [{"src/base/a.cpp": "x" * 101}, {"quickstart": "x" * 101}],
    rules.function_lines: [
        {"a.cpp": f"namespace a {{\nint f(int x) {{\n{LONG}\n}}\n}}"},
        {"a.cpp": f"struct S : T {{\n  S() : a_(1) {{\n{LONG}\n}}\n}};"},
        {"a.cpp": f'TEST(A, "{{") {{\n{LONG}\n}}'},
        {"a.py": "def f():\n" + "    x = 1\n" * 70}],
    rules.port_methods: [{"src/base/a.hpp": "class P {\n virtual ~P();\n" +
                          "  virtual void m() = 0;\n" * 9 + "};"}],
    rules.layers: [{"src/base/a.cpp": '#include "vision/pack.hpp"\n'},
                   {"src/decoders/a.hpp": '#include "image/pixels.hpp"\n'},
                   {"src/vision/a.cpp": '#include "adapters/openvino/loader.hpp"\n'},
                   {"src/new/a.cpp": ""}],
    rules.public_headers: [{"src/image/a.hpp": "#include <vips/vips.h>\n"},
                           {"src/base/a.hpp": "#include <unistd.h>\n"},
                           {"apps/helio/a.cpp": '#include "image/vips_session.hpp"\n'}],
    rules.targets: [
        {"src/base/b.cpp": "", "src/base/CMakeLists.txt": "helio_library(base SOURCES ab.cpp)"},
        {"src/base/b_test.cpp": "", "src/base/CMakeLists.txt": "# b_test.cpp\nhelio_test(b)"},
        {"bench/x.cpp": ""}],
    rules.words: [{"src/base/a.cpp": "// TO" "DO: later"}, {"a.py": "# see /ro" "ot/x"},
                  {"src/base/a.hpp": "class Cache" "Manager {};"},
                  {"src/base/string_ut" "ils.cpp": ""}],
    rules.described_folders: [{"src/base/a.cpp": "", "src/README.md": "- `image/`: pictures"}],
    rules.described_headers: [{"src/base/a.hpp": "#pragma once\n"},
                              {"src/base/a.hpp": "// A thing.\nint x;\n"}],
}

# What the rules must let pass.
GOOD = {
    rules.function_lines: [
        {"a.cpp": f"int const kTable[] = {{\n{LONG}\n}};\nint f() {{ return 1; }}"}],
    rules.targets: [
        {"tests/fuzz/box_fuzz.cpp": "", "tests/fuzz/CMakeLists.txt":
         "foreach(name box ssd)\n helio_fuzz(${name}_fuzz SOURCES ${name}_fuzz.cpp)\nendforeach()"
         }],
    rules.words: [{"src/base/a.cpp": "// TO" "DO(#12): later"}],
}


class Tidy(unittest.TestCase):
    def test_every_rule_holds(self):
        files = tree.read(ROOT)
        self.assertGreater(len(files), 100)
        for rule in rules.ALL:
            with self.subTest(rule.__name__):
                self.assertEqual(list(rule(files)), [])

    def test_every_rule_is_awake(self):
        self.assertEqual(set(BAD), set(rules.ALL))
        for rule, broken in BAD.items():
            for files in broken:
                with self.subTest(rule.__name__, files=list(files)):
                    self.assertEqual(len(list(rule(files))), 1)

    def test_rules_let_good_code_pass(self):
        for rule, trees in GOOD.items():
            for files in trees:
                with self.subTest(rule.__name__):
                    self.assertEqual(list(rule(files)), [])

    def test_longer_files_have_a_reason_and_are_there(self):
        for path, (lines, reason) in rules.LONGER.items():
            self.assertTrue(os.path.exists(os.path.join(ROOT, path)), path)
            self.assertLessEqual(lines, 600)
            self.assertGreater(len(reason), 20, path)

    def test_functions_are_measured_whole(self):
        text = ("namespace n {\nclass C {\n  int g() const { return 1; }\n};\n"
                "std::vector<int> f(int a,\n    int b) {\n  if (a) {\n  }\n}\n}\n")
        self.assertEqual(cxx.functions(text), [(3, "g", 1), (5, "f", 5)])


class Formatting(unittest.TestCase):
    def formatted(self, *arguments, text=None):
        program = shutil.which("clang-format-16")
        self.assertIsNotNone(program, "clang-format-16 is missing; ./test installs it")
        return subprocess.run([program, "--dry-run", "-Werror", *arguments], cwd=ROOT, text=True,
                              input=text, stderr=subprocess.PIPE, check=False)

    def test_the_tree_is_formatted(self):
        files = sorted(tree.of_kind(tree.read(ROOT), ".cpp", ".hpp"))
        done = self.formatted(*files)
        self.assertEqual(done.returncode, 0, done.stderr[:4000])

    def test_bad_formatting_is_seen(self):
        done = self.formatted("--assume-filename=a.cpp", text="int   f( ){return 1;}\n")
        self.assertNotEqual(done.returncode, 0)


if __name__ == "__main__":
    unittest.main()
