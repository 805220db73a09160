#!/usr/bin/env python3
"""Runs tests of the public s3-tests suite against a helio of its own; scripts/s3-tests.sh calls it.

usage: s3_tests.py SUITE_FOLDER IDS_FILE

SUITE_FOLDER  a checkout of the suite, with its packages in SUITE_FOLDER/venv
IDS_FILE      the tests to run, one pytest id per line

The last line is "N passed, N failed, N excepted"; a failure that s3_exceptions.txt names is
excepted, and one that it names though it passes is said, so that the list stays true.
"""

import configparser
import json
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "e2e"))
import aws_clients  # noqa: E402  pylint: disable=wrong-import-position
import harness  # noqa: E402  pylint: disable=wrong-import-position
import server as serving  # noqa: E402  pylint: disable=wrong-import-position

TEST_SECONDS_MAX = 300
GROUP = 40  # tests per run of pytest, so that one that hangs or crashes costs few


def read_ids(path):
    with open(path, encoding="utf-8") as file:
        return sorted({line.split()[0] for line in file if line.strip() and line[0] != "#"})


def make_key(server, name, *words):
    out = subprocess.run(
        [harness.HELIO, "keys", "create", "--data", server.data, "--name", name, "--json", *words],
        check=True, stdout=subprocess.PIPE, env=harness.environment()).stdout
    return json.loads(out)


def write_config(path, url, main, alt):
    """Every account that the suite knows is one of two keys: all keys belong to one account."""
    config = configparser.RawConfigParser()
    config["DEFAULT"] = {"host": "localhost", "port": url.rsplit(":", 1)[1], "is_secure": "False"}
    config["fixtures"] = {"bucket prefix": "s3-tests-{random}-"}
    for section, key in (("s3 main", main), ("s3 alt", alt), ("s3 tenant", alt), ("iam", main),
                         ("iam root", main), ("iam alt root", alt)):
        config[section] = {"display_name": "heliograph", "user_id": "one", "email": "a@example.com",
                           "api_name": "", "tenant": "none", "access_key": key["id"],
                           "secret_key": key["secret_access_key"]}
    with open(path, "w", encoding="utf-8") as file:
        config.write(file)


def remove_own_buckets(server, key):
    """The suite begins with an account that has none."""
    import boto3  # pylint: disable=import-outside-toplevel
    client = boto3.client("s3", endpoint_url=server.url, region_name="us-east-1",
                          aws_access_key_id=key["id"],
                          aws_secret_access_key=key["secret_access_key"])
    for bucket in client.list_buckets()["Buckets"]:
        client.delete_bucket(Bucket=bucket["Name"])


def run_group(suite, folder, ids):
    """The ids that failed."""
    report = os.path.join(folder, "report.xml")
    if os.path.exists(report):
        os.remove(report)
    subprocess.run(
        [os.path.join(suite, "venv", "bin", "python"), "-m", "pytest", "-q", "--tb=line",
         "-p", "no:cacheprovider", f"--timeout={TEST_SECONDS_MAX}", f"--junitxml={report}", *ids],
        cwd=suite, check=False, stdin=subprocess.DEVNULL, stdout=sys.stderr,
        env=aws_clients.plain_environment(HOME=folder,
                                          S3TEST_CONF=os.path.join(folder, "suite.conf")))
    passed = set()
    if os.path.exists(report):
        for case in ET.parse(report).getroot().iter("testcase"):
            if not any(child.tag in ("failure", "error", "skipped") for child in case):
                passed.add(case.get("classname").replace(".", "/") + ".py::" + case.get("name"))
    return [test for test in ids if test not in passed]


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    suite, ids = sys.argv[1], read_ids(sys.argv[2])
    excepted = set(read_ids(os.path.join(HERE, "s3_exceptions.txt")))
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        server = serving.Server(os.path.join(folder, "data"))
        try:
            key = make_key(server, "main")
            write_config(os.path.join(folder, "suite.conf"), server.url, key,
                         make_key(server, "alt", "--prefix", "s3-tests-alt"))
            remove_own_buckets(server, key)
            for at in range(0, len(ids), GROUP):
                failed += run_group(suite, folder, ids[at:at + GROUP])
        finally:
            server.stop()
    for test in failed:
        if test not in excepted:
            print(f"FAILED {test}")
    for test in sorted(excepted & set(ids) - set(failed)):
        print(f"passes though it is an exception: {test}")
    known = [test for test in failed if test in excepted]
    print(f"{len(ids) - len(failed)} passed, {len(failed) - len(known)} failed, "
          f"{len(known)} excepted")
    sys.exit(1 if len(failed) > len(known) else 0)


if __name__ == "__main__":
    main()
