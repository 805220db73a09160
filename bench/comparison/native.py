"""engine_bench as a child process: a command in, a line of JSON out."""

import json
import subprocess
import sys


class EngineBench:
    def __init__(self, binary, pack, files, in_flight, f32=False):
        command = [str(binary), "--pack", str(pack), "--streams", str(in_flight), "--in-flight",
                   str(in_flight)] + (["--f32"] if f32 else []) + files
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True)

    def ask(self, command):
        try:
            self.process.stdin.write(command + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            sys.exit(f"error: engine_bench ended with status {self.process.wait()}")
        return json.loads(line)

    def close(self):
        self.process.communicate()
