"""Goal: whatever goes wrong is said in one sentence, with the promised exit status, and no crash.

Method: broken command lines, packs, folders and outputs, given to the built binary.
"""

import json
import os
import shutil
import signal
import subprocess
import unittest

import harness


class Failures(harness.EndToEnd):
    def check_error(self, err, code, *words):
        for word in (code, *words):
            self.assertIn(word, err)
        self.assertNotIn("Sanitizer", err)
        self.assertNotIn("terminate called", err)

    def copy_pack(self):
        """The default pack with a manifest of its own, its large files linked."""
        pack = os.path.join(self.folder, "pack")
        os.makedirs(pack)
        for name in os.listdir(harness.DEFAULT_PACK):
            source = os.path.join(harness.DEFAULT_PACK, name)
            if os.path.isfile(source):
                os.symlink(source, os.path.join(pack, name))
        self.replace(pack, "pack.json", lambda text: text)
        return pack

    def replace(self, pack, name, change):
        """Rewrites one file of the copy; the original is never written through the link."""
        path = os.path.join(pack, name)
        with open(path, "rb") as file:
            content = file.read()
        os.remove(path)
        with open(path, "wb") as file:
            file.write(change(content))

    def manifest(self, pack):
        with open(os.path.join(pack, "pack.json"), encoding="utf-8") as file:
            return json.load(file)

    def test_usage(self):
        for words in ((), ("analyze",), ("analyse", "a.jpg"), ("analyze", "a", "--json", "--table"),
                      ("analyze", "a", "--features", "cats"), ("models", "lost")):
            with self.subTest(words):
                out, err = self.run_helio(*words, status=2)
                self.assertEqual(out, "")
                self.assertIn("error: ", err)
        out, _ = self.run_helio("--help")
        self.assertIn("Exit status", out)

    def test_no_pack(self):
        _, err = self.run_helio("analyze", harness.POSTER, "--pack", "nowhere", status=3)
        self.check_error(err, "ModelPackMissing", "nowhere")
        _, err = self.run_helio("analyze", harness.POSTER, HELIO_CACHE=self.folder, status=3)
        self.check_error(err, "ModelPackMissing", "./quickstart")

    def test_broken_packs(self):
        rows = (
            ("pack.json", lambda text: b"{ not json", "InvalidManifest", "pack.json"),
            ("pack.json", lambda text: b"", "InvalidManifest", "pack.json"),
            ("pack.json", lambda text: text.replace(b'"format": 1', b'"format": 9')
             .replace(b'"format":1', b'"format":9'), "UnsupportedPackVersion", "9"),
        )
        for name, change, code, word in rows:
            with self.subTest(code, name=name):
                pack = self.copy_pack()
                self.replace(pack, name, change)
                _, err = self.run_helio("analyze", harness.POSTER, "--pack", pack, status=3)
                self.check_error(err, code, word)
                shutil.rmtree(pack)

    def test_a_missing_and_a_corrupt_model_file(self):
        pack = self.copy_pack()
        model = self.manifest(pack)["models"][0]["file"]
        self.replace(pack, model, lambda text: b"<net>" + b"x" * 100)
        _, err = self.run_helio("analyze", harness.POSTER, "--pack", pack, status=3)
        self.check_error(err, "ModelCorrupt", model)
        _, err = self.run_helio("models", "check", "--pack", pack, status=3)
        self.check_error(err, "ModelCorrupt", model)
        os.remove(os.path.join(pack, model))
        _, err = self.run_helio("analyze", harness.POSTER, "--pack", pack, status=3)
        self.check_error(err, "ModelFileMissing", model)

    def test_limits(self):
        picture = self.write("a.png", harness.png(300, 20, (9, 9, 9)))
        animation = self.write("a.gif", harness.gif(frames=20))
        slow = self.write("slow.png", harness.png(4000, 4000, (9, 9, 9)))
        rows = ((picture, "--max-bytes", "50", "ImageTooLarge"),
                (picture, "--max-side", "200", "ImageSideTooLong"),
                (picture, "--max-pixels", "5000", "ImageTooManyPixels"),
                (animation, "--max-frames", "19", "ImageTooManyFrames"),
                (slow, "--max-decode-ms", "1", "ImageDecodeTimeout"))
        for file, option, value, code in rows:
            with self.subTest(option):
                answer = self.json_of("analyze", file, option, value, status=1)
                self.assertEqual(answer["error"]["code"], code)

    def test_a_bomb_is_refused_by_its_header(self):
        header = harness.png(1, 1, (0, 0, 0))
        bomb = self.write("bomb.png", header[:16] + b"\0\0\xea\x60" * 2 + header[24:])
        answer = self.json_of("analyze", bomb, status=1)
        self.assertIn(answer["error"]["code"],
                      ("ImageSideTooLong", "ImageTooManyPixels", "InvalidImageFormat"))

    def test_folders_and_outputs_that_cannot_be_written(self):
        in_the_way = self.write("file", "x")
        _, err = self.run_helio("analyze", harness.POSTER, "--annotate",
                                os.path.join(in_the_way, "out"), status=3)
        self.check_error(err, "AccessDenied", in_the_way)
        with open("/dev/full", "wb") as full:
            done = subprocess.run([harness.HELIO, "analyze", harness.POSTER], stdout=full,
                                  stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, check=False,
                                  env=self.environment(), timeout=harness.SECONDS_MAX)
        self.assertEqual(done.returncode, 1)
        self.check_error(done.stderr.decode(), "disk is full")

    def test_an_empty_folder(self):
        os.makedirs(os.path.join(self.folder, "empty"))
        found = self.lines_of("analyze", "empty", status=1)
        self.assertEqual(found[0]["error"]["code"], "NoImagesFound")

    def test_a_reader_that_goes_away_and_an_interrupt(self):
        for i in range(30):
            self.write(f"many/{i}.png", harness.png(32, 32, (i, i, i)))
        for action in ("close", "interrupt"):
            with self.subTest(action):
                process = subprocess.Popen([harness.HELIO, "analyze", "many"], cwd=self.folder,
                                           stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                           stdin=subprocess.DEVNULL, env=self.environment())
                json.loads(process.stdout.readline())
                if action == "interrupt":
                    process.send_signal(signal.SIGINT)
                    rest = process.stdout.read()
                    self.assertTrue(all(json.loads(line) for line in rest.splitlines()))
                process.stdout.close()
                err = process.stderr.read().decode()
                process.stderr.close()
                status = process.wait(timeout=harness.SECONDS_MAX)
                self.assertIn(status, (130, 0) if action == "interrupt" else (-13, 1, 0), err)
                self.assertNotIn("Sanitizer", err)


if __name__ == "__main__":
    unittest.main()
