"""Tests of packages.py: what is trusted, and what reaches the disk. No network."""

import hashlib
import io
import os
import stat
import sys
import tarfile
import tempfile
import unittest
import zipfile
from pathlib import Path
from unittest import mock

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import packages  # noqa: E402
from errors import BuildError  # noqa: E402


def package(data=b"archive", registry="npm"):
    return packages.Package(registry, "thing", "1.0", "thing-1.0.tgz",
                            hashlib.sha256(data).hexdigest())


class Folder(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)


class Fetch(Folder):
    def client(self, data, name="thing-1.0.tgz"):
        """Stands for npm and pip: leaves a file in the folder it is started in."""
        def run(_package, folder):
            (folder / name).write_bytes(data)
        return mock.patch.object(packages, "_run_client", side_effect=run)

    def test_keeps_what_it_fetched(self):
        with self.client(b"archive") as client:
            path = packages.fetch(package(), self.folder)
            again = packages.fetch(package(), self.folder)
        self.assertEqual(path.read_bytes(), b"archive")
        self.assertEqual(again, path)
        self.assertEqual(client.call_count, 1)

    def test_a_damaged_download_is_fetched_again(self):
        (self.folder / "thing-1.0.tgz").write_bytes(b"arch")
        with self.client(b"archive"):
            self.assertEqual(packages.fetch(package(), self.folder).read_bytes(), b"archive")

    def test_another_hash_is_refused_and_not_kept(self):
        with self.client(b"something else"), self.assertRaises(BuildError) as caught:
            packages.fetch(package(), self.folder)
        self.assertIn(hashlib.sha256(b"something else").hexdigest(), str(caught.exception))
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_another_file_name_is_refused(self):
        with self.client(b"archive", "thing-1.1.tgz"), self.assertRaises(BuildError):
            packages.fetch(package(), self.folder)


class Client(Folder):
    def fake(self, name, script):
        path = self.folder / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def test_a_failing_client_is_quoted_in_one_sentence(self):
        self.fake("npm", "echo 'npm error 404 no such thing' >&2; echo more >&2; exit 1")
        with mock.patch.dict(os.environ, PATH=f"{self.folder}:/bin:/usr/bin"), \
                self.assertRaises(BuildError) as caught:
            packages.fetch(package(), self.folder / "downloads")
        self.assertEqual(str(caught.exception), "npm thing 1.0: npm could not fetch thing@1.0: "
                                                "npm error 404 no such thing")

    def test_the_reason_is_the_line_that_says_what_happened(self):
        rows = [
            ("npm error code ECONNREFUSED\nnpm error request failed, reason: connect refused\n"
             "npm error If you are behind a proxy, set it.\n",
             "npm error request failed, reason: connect refused"),
            ("ERROR: Exception:\nTraceback:\n  f()\nOSError: [Errno 28] No space left on device\n",
             "OSError: [Errno 28] No space left on device"),
            ("WARNING: Retrying after connection broken by 'timed out'\nERROR: from versions: none",
             "WARNING: Retrying after connection broken by 'timed out'"),
            ("note\nERROR: a\nERROR: No matching distribution\n",
             "ERROR: No matching distribution"),
            ("killed\n", "killed"), ("", "it gave no reason"), ("x" * 999, "x" * 300),
        ]
        for said, want in rows:
            with self.subTest(said[:40]):
                self.assertEqual(packages.reason(said), want)

    def test_a_missing_npm_is_named(self):
        with mock.patch.dict(os.environ, PATH=str(self.folder)), \
                self.assertRaises(BuildError) as caught:
            packages.fetch(package(), self.folder / "downloads")
        self.assertIn("npm is not installed", str(caught.exception))


class Extract(Folder):
    def tar(self, *members):
        """(name, data) is a file; (name, None) a symbolic link to /etc/passwd."""
        path = self.folder / "package.tgz"
        with tarfile.open(path, "w:gz") as file:
            for name, data in members:
                info = tarfile.TarInfo(name)
                if data is None:
                    info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
                else:
                    info.size = len(data)
                file.addfile(info, io.BytesIO(data or b""))
        return path

    def zip(self, *members):
        path = self.folder / "package.whl"
        with zipfile.ZipFile(path, "w") as file:
            for name, data in members:
                file.writestr(name, data)
        return path

    def out(self):
        (self.folder / "out").mkdir(exist_ok=True)
        return self.folder / "out"

    def test_only_what_is_wanted_under_our_own_names(self):
        for make in (self.tar, self.zip):
            with self.subTest(make.__name__):
                archive = make(("package/a", b"1"), ("../../escape", b"2"), ("/etc/b", b"3"))
                packages.extract(archive, {"package/a": "model"}, self.out())
                self.assertEqual([path.name for path in self.out().iterdir()], ["model"])
                self.assertEqual((self.out() / "model").read_bytes(), b"1")

    def test_refused(self):
        rows = [
            ("a link", self.tar, ("package/a", None), "not a plain file"),
            ("tar: member missing", self.tar, ("package/b", b"1"), "package/a"),
            ("zip: member missing", self.zip, ("package/b", b"1"), "package/a"),
            ("tar: too large", self.tar, ("package/a", b"123456789"), "larger"),
            ("zip: too large", self.zip, ("package/a", b"123456789"), "larger"),
        ]
        for name, make, member, said in rows:
            with self.subTest(name), mock.patch.object(packages, "MEMBER_BYTES_MAX", 8), \
                    self.assertRaises(BuildError) as caught:
                packages.extract(make(member), {"package/a": "a"}, self.out())
            self.assertIn(said, str(caught.exception))
            self.assertEqual(list(self.out().iterdir()), [])

    def test_a_path_as_target_name_is_a_bug_of_ours(self):
        for target in ("../a", "/a", "b/a", "", ".", ".."):
            with self.subTest(target), self.assertRaises(ValueError):
                packages.extract(self.zip(("a", b"1")), {"a": target}, self.out())

    def test_not_an_archive(self):
        for data in (b"", b"<html>proxy says no</html>", self.tar(("a", b"1")).read_bytes()[:40]):
            path = self.folder / "page.tgz"
            path.write_bytes(data)
            with self.subTest(data), self.assertRaises(BuildError):
                packages.extract(path, {"a": "a"}, self.out())


if __name__ == "__main__":
    unittest.main()
