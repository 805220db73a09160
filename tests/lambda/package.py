"""The program that the tests drive: where it is, and a root folder that holds nothing else."""

import glob
import os
import shutil
import zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.environ.get("HELIO_BUILD", os.path.join(ROOT, "build", "dev"))
PROGRAM = os.path.join(BUILD, "lambda", "heliograph-lambda")  # with the sanitizers of ./test
ZIP = os.path.join(ROOT, "build", "lambda", "heliograph-lambda.zip")
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
IMAGE_TASK = os.path.join(ROOT, "build", "lambda", "image", "task")

# What a function needs to sign; these keys are Amazon's own examples and open nothing.
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
               "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
               "AWS_SESSION_TOKEN": "token", "AWS_REGION": "us-east-1",
               "AWS_DEFAULT_REGION": "us-east-1"}


def sanitized():
    """The variables under which a program with sanitizers fails loudly."""
    return {"ASAN_OPTIONS": "detect_leaks=0", "UBSAN_OPTIONS": "halt_on_error=1"}


def unzip_into(folder):
    """`folder`/var/task has the package's files, and there is nothing else."""
    task = os.path.join(folder, "var", "task")
    with zipfile.ZipFile(ZIP) as archive:
        for entry in archive.infolist():
            path = archive.extract(entry, task)
            os.chmod(path, entry.external_attr >> 16 & 0o777)
    return folder


def link_image_into(folder):
    """The same of the image's files, by hard links where that can be."""
    task = os.path.join(folder, "var", "task")
    try:
        shutil.copytree(IMAGE_TASK, task, copy_function=os.link)
    except OSError:
        shutil.rmtree(task)
        shutil.copytree(IMAGE_TASK, task)
    return folder


def is_stale(made):
    """Whether a source is newer than what was made of it: then it is not of this tree."""
    if not os.path.exists(made):
        return True
    sources = [path for folder in ("src", "apps/lambda") for path in
               glob.glob(os.path.join(ROOT, folder, "**", "*.?pp"), recursive=True)]
    return os.path.getmtime(made) < max(os.path.getmtime(path) for path in sources
                                        if not path.endswith("_test.cpp"))
