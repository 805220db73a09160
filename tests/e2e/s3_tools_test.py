"""Goal: the tools that people sync folders with, rclone and s3cmd, work with helio as with S3.

Method: a folder goes up, changes, goes up again and comes back elsewhere, byte for byte.
"""

import os
import subprocess
import unittest

import aws_clients

TOOL_SECONDS_MAX = 300


class Tools(aws_clients.AwsTest):
    def setUp(self):
        super().setUp()
        self.files = {"a.txt": b"first", "deep/er/b \u00fc+&.txt": b"second", "empty": b"",
                      "large.bin": os.urandom(6 << 20)}
        for name, content in self.files.items():
            self.write(os.path.join("up", name), content)

    def run_tool(self, *words):
        done = subprocess.run(words, check=False, capture_output=True, text=True, cwd=self.folder,
                              timeout=TOOL_SECONDS_MAX, stdin=subprocess.DEVNULL,
                              env=aws_clients.plain_environment(HOME=self.folder))
        self.assertEqual(done.returncode, 0, f"{words}\n{(done.stdout + done.stderr)[-4000:]}")
        return done.stdout

    def came_back(self):
        found = {}
        for folder, _, names in os.walk(os.path.join(self.folder, "down")):
            for name in names:
                path = os.path.join(folder, name)
                with open(path, "rb") as file:
                    found[os.path.relpath(path, os.path.join(self.folder, "down"))] = file.read()
        return found

    def change(self):
        self.files["a.txt"] = b"changed, and longer"
        self.write("up/a.txt", self.files["a.txt"])
        os.remove(os.path.join(self.folder, "up", "empty"))
        del self.files["empty"]

    def test_rclone(self):
        config = self.write("rclone.conf", "\n".join([
            "[helio]", "type = s3", "provider = Other", "acl = private",
            f"endpoint = {self.exports['AWS_ENDPOINT_URL']}",
            f"access_key_id = {self.exports['AWS_ACCESS_KEY_ID']}",
            f"secret_access_key = {self.exports['AWS_SECRET_ACCESS_KEY']}", ""]))
        rclone = ["rclone", "--config", config, "--retries", "1", "--low-level-retries", "1",
                  "--s3-upload-cutoff", "5M", "--s3-chunk-size", "5M"]
        self.run_tool(*rclone, "mkdir", "helio:rclone-shelf")
        self.run_tool(*rclone, "sync", "up", "helio:rclone-shelf/x")
        self.change()
        self.run_tool(*rclone, "sync", "up", "helio:rclone-shelf/x")
        self.run_tool(*rclone, "check", "up", "helio:rclone-shelf/x")
        self.run_tool(*rclone, "sync", "helio:rclone-shelf/x", "down")
        self.assertEqual(self.came_back(), self.files)
        self.run_tool(*rclone, "moveto", "helio:rclone-shelf/x/a.txt", "helio:rclone-shelf/y.txt")
        self.assertIn("y.txt", self.run_tool(*rclone, "lsf", "helio:rclone-shelf"))
        self.run_tool(*rclone, "purge", "helio:rclone-shelf")

    def test_s3cmd(self):
        address = self.exports["AWS_ENDPOINT_URL"].split("//")[1]
        config = self.write("s3cfg", "\n".join([
            "[default]", f"access_key = {self.exports['AWS_ACCESS_KEY_ID']}",
            f"secret_key = {self.exports['AWS_SECRET_ACCESS_KEY']}",
            f"host_base = {address}", f"host_bucket = {address}", "use_https = False",
            "multipart_chunk_size_mb = 5", ""]))
        s3cmd = ["s3cmd", "--config", config, "--no-progress"]
        self.run_tool(*s3cmd, "mb", "s3://s3cmd-shelf")
        self.run_tool(*s3cmd, "sync", "--delete-removed", "up/", "s3://s3cmd-shelf/x/")
        self.change()
        self.run_tool(*s3cmd, "sync", "--delete-removed", "up/", "s3://s3cmd-shelf/x/")
        os.makedirs(os.path.join(self.folder, "down"))
        self.run_tool(*s3cmd, "sync", "s3://s3cmd-shelf/x/", "down/")
        self.assertEqual(self.came_back(), self.files)
        self.assertIn("s3://s3cmd-shelf/x/a.txt", self.run_tool(*s3cmd, "ls", "-r",
                                                                "s3://s3cmd-shelf"))
        self.run_tool(*s3cmd, "rb", "--recursive", "--force", "s3://s3cmd-shelf")


if __name__ == "__main__":
    unittest.main()
