#!/usr/bin/env python3
"""Fetches four photographs that nobody holds rights in, out of the scikit-image package.

    fetch_photographs.py FOLDER

NOTICE in that folder says whose they are. Their hashes are pinned here, the package's in
photographs.txt.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
PHOTOGRAPHS = {
    "astronaut.png": ("88431cd9653ccd539741b555fb0a46b61558b301d4110412b5bc28b5e3ea6cb5",
                      "Eileen Collins. NASA, public domain."),
    "chelsea.png": ("596aa1e7cb875eb79f437e310381d26b338a81c2da23439704a73c4651e8c4bb",
                    "Chelsea the cat. Stefan van der Walt, CC0."),
    "coffee.png": ("cc02f8ca188b167c775a7101b5d767d1e71792cf762c33d6fa15a4599b5a8de7",
                   "A cup of coffee. Rachel Michetti, courtesy of Pikolo Espresso Bar, CC0."),
    "rocket.jpg": ("c2dd0de7c538df8d111e479619b129464d0269d0ae5fd18ca91d33a7fdfea95c",
                   "Launch of DSCOVR on a Falcon 9. SpaceX, public domain."),
}


def download(folder):
    """pip's way, so that its proxies, certificates and mirrors count; returns the wheel's path."""
    subprocess.run([sys.executable, "-m", "pip", "download", "--disable-pip-version-check",
                    "--no-deps", "--only-binary", ":all:", "--require-hashes",
                    "--python-version", "3.11", "--implementation", "cp", "--abi", "cp311",
                    "--platform", "manylinux_2_28_x86_64", "--dest", folder,
                    "-r", os.path.join(HERE, "photographs.txt")], check=True)
    wheels = [name for name in os.listdir(folder) if name.endswith(".whl")]
    if len(wheels) != 1:
        sys.exit(f"error: pip downloaded {len(wheels)} wheels, not one.")
    return os.path.join(folder, wheels[0])


def unpack(wheel, folder):
    """Writes each photograph whole or not at all."""
    with zipfile.ZipFile(wheel) as archive:
        for name, (sha256, _) in PHOTOGRAPHS.items():
            content = archive.read(f"skimage/data/{name}")
            if hashlib.sha256(content).hexdigest() != sha256:
                sys.exit(f"error: {name} in the package is not the pinned photograph.")
            part = os.path.join(folder, name + ".part")
            with open(part, "wb") as file:
                file.write(content)
            os.replace(part, os.path.join(folder, name))


def main(folder):
    os.makedirs(folder, exist_ok=True)
    with tempfile.TemporaryDirectory() as downloads:
        unpack(download(downloads), folder)
    with open(os.path.join(folder, "NOTICE"), "w", encoding="utf-8") as file:
        for name, (_, origin) in PHOTOGRAPHS.items():
            file.write(f"{name}: {origin}\n")


if __name__ == "__main__":
    main(sys.argv[1])
