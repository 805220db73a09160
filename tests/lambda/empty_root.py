"""Runs the package in a root folder that holds nothing else, and says how soon it answered.

usage: empty_root.py [--models]

With --models the image's folder runs: one picture is analysed, which moto's S3 holds. That root
has /proc besides, as Lambda's: OpenVINO asks it for the processor, and never ends without it. Needs
root's rights, for chroot.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time

import package
from runtime_api import RuntimeApi

REQUEST = {"httpMethod": "POST", "path": "/upload-url", "headers": {}, "requestContext": {},
           "body": json.dumps({"fileName": "cat.jpg", "fileType": "image/jpeg"})}
POSTER = os.path.join(package.ROOT, "examples", "poster.png")


def upload_url(folder):
    package.unzip_into(folder)
    environment = {**package.CREDENTIALS, "IMAGE_BUCKET": "photos"}
    with RuntimeApi(["/var/task/bootstrap"], "presigned_url_generator", environment,
                    root=folder, log=os.path.join(folder, "..", "log")) as api:
        began = time.monotonic()
        answer = api.invoke(REQUEST)
        took = time.monotonic() - began
        assert answer["statusCode"] == 200, answer
        assert not api.violations, api.violations
    print(f"empty root: an upload URL after {1000 * took:.0f} ms, start and all")


def analysis(folder):
    import boto3  # pylint: disable=import-outside-toplevel
    from moto.server import ThreadedMotoServer  # pylint: disable=import-outside-toplevel
    package.link_image_into(folder)
    os.mkdir(os.path.join(folder, "proc"))
    subprocess.run(["mount", "-t", "proc", "proc", os.path.join(folder, "proc")], check=True)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    endpoint = "http://%s:%d" % server.get_host_and_port()
    client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1",
                          aws_access_key_id="a", aws_secret_access_key="b")
    client.create_bucket(Bucket="photos")
    client.upload_file(POSTER, "photos", "uploads/poster.png")
    environment = {**package.CREDENTIALS, "IMAGE_BUCKET": "photos", "ANALYZER": "models",
                   "AWS_ENDPOINT_URL": endpoint}
    now = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime())
    record = {"image_id": "00000000-0000-8000-8000-000000000000", "status": "PROCESSING",
              "bucket": "photos", "key": "uploads/poster.png", "created_at": now,
              "updated_at": now}
    with RuntimeApi(["/var/task/bootstrap"], "rekognition_analyzer", environment, root=folder,
                    log=os.path.join(folder, "..", "log")) as api:
        began = time.monotonic()
        answer = api.invoke({"record": record})
        first = time.monotonic() - began
        began = time.monotonic()
        api.invoke({"record": record})
        second = time.monotonic() - began
        assert not api.violations, api.violations
    server.stop()
    texts = [text["DetectedText"] for text in answer["analysis"]["text"]]
    labels = [label["Name"] for label in answer["analysis"]["labels"]]
    assert texts, answer
    print(f"empty root: analysed after {first:.1f} s, start and all, and again in {second:.2f} s:"
          f" labels {labels[:5]}, text {texts[:5]}")


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--models", action="store_true")
    models = parser.parse_args(arguments).models
    if os.geteuid() != 0:
        print("An empty root needs root's rights; run it with sudo, or pass --no-check.")
        return 1
    if models and "HELIO_OWN_MOUNTS" not in os.environ:  # what is mounted ends with this process
        os.environ["HELIO_OWN_MOUNTS"] = "1"
        os.execvp("unshare", ["unshare", "--mount", sys.executable, __file__, *arguments])
    with tempfile.TemporaryDirectory(dir=os.path.dirname(package.ZIP)) as folder:
        root = os.path.join(folder, "root")
        os.mkdir(root)
        try:
            (analysis if models else upload_url)(root)
        finally:
            if models:
                subprocess.run(["umount", os.path.join(root, "proc")], check=False)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
