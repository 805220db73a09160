"""NOTICE and licenses/ of a package: of what it holds, each part's source, version and terms."""

import glob
import os
import re
import shutil
import subprocess

HEAD = """\
Heliograph for AWS Lambda: the program bin/heliograph-lambda is Heliograph's (licenses/heliograph).

It carries these parts of others, each under its own terms, in full in licenses/<name>. Those of
Debian are unchanged; their sources are in its archive under the same name and version. Some are
under the GNU GPL (x265 and FFTW among them): whoever gives this package to others gives it under
the terms of these as well. Running it in an account of one's own gives it to nobody.

"""
LICENCE = re.compile(r"^License:\s*(\S.*?)\s*$", re.MULTILINE)


def package_of(path):
    """The Debian package that a file is of, or None. dpkg knows some files by /lib, others by
    /usr/lib."""
    for candidate in (path, path.removeprefix("/usr"), "/usr" + path):
        said = subprocess.run(["dpkg-query", "-S", candidate], capture_output=True, text=True,
                              check=False)
        if said.returncode == 0:
            return said.stdout.split(":")[0]
    return "ca-certificates" if "ca-certificates" in path else None


def version_of(package):
    said = subprocess.run(["dpkg-query", "-W", "-f", "${Version}\n", package], check=True,
                          capture_output=True, text=True)
    return said.stdout.splitlines()[0]


def terms_in(copyright_file):
    """The short names of the licences that a Debian copyright file has."""
    with open(copyright_file, encoding="utf-8", errors="replace") as file:
        names = LICENCE.findall(file.read())
    return ", ".join(dict.fromkeys(names)) or "see its file"


def write(task, outside, own_licence, openvino):
    """`outside` are the files that were taken; `openvino` its folder, where there is one."""
    licences = os.path.join(task, "licenses")
    os.makedirs(licences)
    shutil.copyfile(own_licence, os.path.join(licences, "heliograph"))
    lines = []
    packages = {package_of(path) for path in outside if not openvino or openvino not in path}
    for package in sorted(packages - {None}):
        source = f"/usr/share/doc/{package}/copyright"
        shutil.copyfile(source, os.path.join(licences, package))
        lines.append(f"{package} {version_of(package)}: {terms_in(source)}\n")
    if openvino:
        site = os.path.dirname(os.path.dirname(openvino))
        found = glob.glob(os.path.join(site, "openvino-*.dist-info"))[0]
        shutil.copytree(os.path.join(found, "licenses"), os.path.join(licences, "openvino"))
        version = os.path.basename(found).split("-")[1].removesuffix(".dist")
        lines.append(f"openvino {version}, with oneTBB and hwloc: Apache-2.0, BSD-3-Clause\n")
        lines.append("models: models/NOTICE and models/licenses\n")
    with open(os.path.join(task, "NOTICE"), "w", encoding="utf-8") as file:
        file.writelines([HEAD, *lines])
