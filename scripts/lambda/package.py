"""Makes the package for AWS Lambda of what the CMake preset lambda built.

    bootstrap                 starts the program with the loader beside it; static
    bin/heliograph-lambda     the six functions
    lib/                      the loader, and every library that the program loads
    lib/<triplet>/vips-…/     libvips' decoder of HEIC and AVIF
    etc/ca-certificates.crt   whom TLS trusts
    NOTICE, licenses/         what it holds, of whom, under which terms
    models/                   with --models: the model pack

The same files give the same zip, to the byte.
"""

import argparse
import glob
import os
import shutil
import subprocess
import sys
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import libraries  # noqa: E402
import notice  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.path.join(ROOT, "build", "lambda")
CACHE = os.environ.get("HELIO_CACHE") or os.path.join(
    os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "heliograph")
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
# OpenVINO loads these by name; of its frontends and devices the pack needs no others.
OPENVINO_LOADS = ("libopenvino_intel_cpu_plugin.so", "libopenvino_ir_frontend.so.*",
                  "libtbbbind_2_5.so.3", "libhwloc.so.15")
UNZIPPED_BYTES_MAX, ZIPPED_BYTES_MAX = 250 << 20, 50 << 20  # Lambda's, of a zip that is sent to it

DOCKERFILE = """\
# Heliograph's functions with OpenVINO and the model pack, as a container image for AWS Lambda.
# build:  docker build -t heliograph-lambda .
# The package brings its own loader and libraries: nothing is needed below it.
FROM scratch
COPY task/ /var/task/
ENV LAMBDA_TASK_ROOT=/var/task ANALYZER=models
WORKDIR /var/task
ENTRYPOINT ["/var/task/bootstrap"]
# The function's name; what image_config says in Terraform stands before it.
CMD ["rekognition_analyzer"]
"""


def install(source, target, mode=0o644):
    os.makedirs(os.path.dirname(target), exist_ok=True)
    shutil.copyfile(source, target)
    os.chmod(target, mode)


def openvino_folder():
    found = glob.glob(os.path.join(CACHE, "venv/lib/python3*/site-packages/openvino/libs"))
    return found[0] if found else sys.exit("OpenVINO is not in the cache; run ./quickstart once.")


def assemble(task, models):
    """The package as a folder; gives the files from outside that went into it, for the notice."""
    shutil.rmtree(task, ignore_errors=True)
    name = "heliograph-lambda-models" if models else "heliograph-lambda"
    program = os.path.join(task, "bin", "heliograph-lambda")
    install(os.path.join(BUILD, "lambda", "bootstrap"), os.path.join(task, "bootstrap"), 0o755)
    install(os.path.join(BUILD, "lambda", name), program, 0o755)
    for path in (program, os.path.join(task, "bootstrap")):
        subprocess.run(["strip", "--strip-unneeded", path], check=True)
    modules = libraries.vips_modules(("vips-heif.so",))
    loaded = list(modules)
    if models:
        for pattern in OPENVINO_LOADS:
            loaded += glob.glob(os.path.join(openvino_folder(), pattern))
    closure = libraries.closure([os.path.join(BUILD, "lambda", name), *loaded])
    for soname, path in closure.items():
        install(path, os.path.join(task, "lib", soname), 0o755)
    for path in loaded:
        if path not in modules:
            install(path, os.path.join(task, "lib", os.path.basename(path)), 0o755)
    for path in modules:  # where libvips looks, below $VIPSHOME
        install(path, os.path.join(task, os.path.relpath(path, "/usr")), 0o755)
    install(CERTIFICATES, os.path.join(task, "etc", "ca-certificates.crt"))
    if models:
        shutil.copytree(os.path.join(CACHE, "models", "default"), os.path.join(task, "models"),
                        ignore=shutil.ignore_patterns("build-state.json"))
    return [*closure.values(), *loaded, CERTIFICATES]


def files_of(folder):
    for base, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            yield os.path.join(base, name)


def make_zip(task, path):
    """Times and owners say nothing here, so they are left out: what counts is what is in it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in files_of(task):
            entry = zipfile.ZipInfo(os.path.relpath(name, task), (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = (0o100755 if os.access(name, os.X_OK) else 0o100644) << 16
            with open(name, "rb") as file:
                archive.writestr(entry, file.read())


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--models", action="store_true")
    models = parser.parse_args(arguments).models
    image = os.path.join(BUILD, "image")
    task = os.path.join(image, "task") if models else os.path.join(BUILD, "task")
    outside = assemble(task, models)
    notice.write(task, outside, os.path.join(ROOT, "LICENSE"),
                 openvino_folder() if models else None)
    unzipped = sum(os.path.getsize(path) for path in files_of(task))
    if models:
        with open(os.path.join(image, "Dockerfile"), "w", encoding="utf-8") as file:
            file.write(DOCKERFILE)
        print(f"build/lambda/image: {unzipped / 1e6:.1f} MB in /var/task")
        return 0
    path = os.path.join(BUILD, "heliograph-lambda.zip")
    make_zip(task, path)
    zipped = os.path.getsize(path)
    print(f"build/lambda/heliograph-lambda.zip: {zipped / 1e6:.1f} MB, unzipped"
          f" {unzipped / 1e6:.1f} MB")
    if unzipped > UNZIPPED_BYTES_MAX or zipped > ZIPPED_BYTES_MAX:
        print("Lambda takes at most 250 MB unzipped, and 50 MB zipped but through S3.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
