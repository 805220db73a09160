"""Goal: on a terminal a person gets tables, a progress bar and colours; and none where unwanted.

Method: the built binary in a pseudo-terminal of 80 columns.
"""

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
import unittest

import harness


class Terminal(harness.EndToEnd):
    def on_terminal(self, *words, columns=80, **changes):
        """Runs helio with stdout and stderr on one terminal; returns all that it showed."""
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        process = subprocess.Popen([harness.HELIO, *words], stdin=subprocess.DEVNULL,
                                   stdout=theirs, stderr=theirs, cwd=self.folder,
                                   env=self.environment(TERM="xterm", **changes))
        os.close(theirs)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # how a pseudo-terminal says that the other side is closed
                break
            if not piece:
                break
            shown += piece
        os.close(ours)
        status = process.wait(timeout=harness.SECONDS_MAX)
        return shown.decode().replace("\r\n", "\n"), status

    def test_one_picture_is_a_coloured_table_within_80_columns(self):
        shown, status = self.on_terminal("analyze", harness.POSTER, NO_COLOR=None)
        self.assertEqual(status, 0, shown)
        self.assertIn("\x1b[1m", shown)
        self.assertIn("SUMMER NIGHT", shown)
        for line in re.sub(r"\x1b\[[0-9;]*[mK]", "", shown).splitlines():
            self.assertLessEqual(len(line), 80, line)

    def test_many_pictures_have_a_progress_bar(self):
        for i in range(3):
            self.write(f"in/{i}.png", harness.png(40, 40, (i, 0, 0)))
        shown, status = self.on_terminal("analyze", "in", "--features", "properties", NO_COLOR="1")
        self.assertEqual(status, 0, shown)
        self.assertIn("0/3", shown)
        self.assertNotIn("\x1b[1m", shown)
        tables = re.sub(r"\r\x1b\[K[^\r\n]*", "", shown)
        self.assertEqual(tables.count("  Image  "), 3)


if __name__ == "__main__":
    unittest.main()
