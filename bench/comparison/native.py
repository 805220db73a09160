"""The benchmark programs as child processes: a command in, a line of JSON out."""

import json
import subprocess
import sys


class Program:
    def __init__(self, *command):
        self.command = [str(each) for each in command]
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)

    def ask(self, command):
        try:
            self.process.stdin.write(command + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            sys.exit(f"error: {self.command[0]} ended with status {self.process.wait()}")
        return json.loads(line)

    def close(self):
        self.process.communicate()


class EngineBench(Program):
    def __init__(self, binary, pack, files, in_flight, f32=False):
        super().__init__(binary, "--pack", pack, "--streams", in_flight, "--in-flight", in_flight,
                         *(["--f32"] if f32 else []), *files)


class AwsBench(Program):
    """The client of one server, which has `port`, `key` and `secret`."""

    def __init__(self, binary, server, files):
        super().__init__(binary, "--port", server.port, "--key", server.key, "--secret",
                         server.secret, *files)
