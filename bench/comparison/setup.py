"""Builds the benchmark programs and the Python service, where they are not up to date."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent.parent
SERVICE = SOURCE / "bench" / "python_service"


def cache_folder():
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(os.environ.get("HELIO_CACHE") or Path(home) / "heliograph")


def run(*command, cwd=SOURCE):
    """What it says goes to stderr: stdout is for the figures."""
    ended = subprocess.run([str(each) for each in command], cwd=cwd, stdin=subprocess.DEVNULL,
                           stdout=sys.stderr, check=False)
    if ended.returncode:
        sys.exit(f"error: {command[0]} failed with status {ended.returncode}")


def build(program):
    """One of the preset `bench`: engine_bench, aws_bench."""
    if not (SOURCE / "build" / "bench" / "build.ninja").exists():
        run("cmake", "--preset", "bench")
    run("cmake", "--build", "--preset", "bench", "--target", program)
    return SOURCE / "build" / "bench" / "bin" / program


def install_service():
    """The service's Python, with its packages, and the folder of its ONNX files."""
    folder = cache_folder() / "bench"
    python, stamp = folder / "venv" / "bin" / "python", folder / "venv" / ".stamp"
    requirements = SERVICE / "requirements.txt"
    want = hashlib.sha256(requirements.read_bytes()).hexdigest()
    if not python.exists() or not stamp.exists() or stamp.read_text() != want:
        print("==> Python service: installing its packages (about 1 GB, once)", file=sys.stderr)
        run("/usr/bin/python3", "-m", "venv", folder / "venv")
        run(python, "-m", "pip", "install", "--disable-pip-version-check", "-q", "-r", requirements)
        stamp.write_text(want)
    print("==> Python service: its ONNX files", file=sys.stderr)
    run(python, SERVICE / "convert.py", "--out", folder / "onnx", "--cache",
        cache_folder() / "downloads")
    return python, folder / "onnx"
