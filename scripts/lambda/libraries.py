"""Which shared libraries a program loads, by asking the loader itself."""

import glob
import os
import re
import subprocess
import sys

# "libz.so.1 => /lib/x86_64-linux-gnu/libz.so.1 (0x…)" and "/lib64/ld-linux-x86-64.so.2 (0x…)"
LINE = re.compile(r"^\s*(?:(\S+) => )?(/\S+|not found)(?: \(0x[0-9a-f]+\))?$")


def closure(programs):
    """{the name it is asked for by: its file}, the loader among them."""
    found = {}
    for program in programs:
        said = subprocess.run(["ldd", program], check=True, capture_output=True, text=True)
        for line in said.stdout.splitlines():
            match = LINE.match(line)
            if not match:
                continue  # the kernel's own vdso
            name, path = match.groups()
            if path == "not found":
                sys.exit(f"{program} needs {name}, which is not there.")
            found[name or os.path.basename(path)] = os.path.realpath(path)
    return dict(sorted(found.items()))


def vips_modules(names):
    """The files of these modules of libvips."""
    found = []
    for name in names:
        paths = glob.glob(f"/usr/lib/*-linux-gnu/vips-modules-*/{name}")
        if not paths:
            sys.exit(f"libvips' module {name} is not there; reinstall libvips42.")
        found += paths[:1]
    return found
