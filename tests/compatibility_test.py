"""Goal: docs/aws-compatibility.md lists the operations that the code has, and no others; and
clients drive each of them in tests/e2e.

Method: the first column of each service's table, and the names in the tests, against the tables of
operations in src/aws, all read from the source tree.
"""

import glob
import os
import re
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGE = os.path.join(ROOT, "docs", "aws-compatibility.md")
# heading -> the source with the service's table
SERVICES = {"S3": "s3/operations.cpp", "Rekognition": "rekognition/rekognition.cpp",
            "Step Functions": "states/states.cpp", "CloudWatch Logs": "logs/service.cpp",
            "EventBridge": "events/service.cpp"}
# A form is known by its body, and has no row.
WITHOUT_ROW = {"S3": {"PostObject"}}
REST = re.compile(r"every other|activities, versions")
# What of these runs by boto3 runs by the command too: their scenarios are written once.
SCENARIOS = {"CloudWatch Logs", "EventBridge"}


def text_of(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def operations(service):
    """{"PutObject", …} of the code."""
    text = text_of(os.path.join(ROOT, "src", "aws", SERVICES[service]))
    rows = re.findall(r'\badd\("(\w+)"', text)
    rows += re.findall(r'\{"(\w+)",\s*"(?:GET|PUT|POST|DELETE|HEAD)"', text)
    return set(rows) | WITHOUT_ROW.get(service, set())


def listed(page, service):
    """The names in the first column of the table under a heading, in their order."""
    section = re.search(rf"^## {service}\n(.*?)(?=^## |\Z)", page, re.M | re.S)[1]
    table = re.search(r"^\| operation \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", section, re.M)[1]
    cells = [row.split("|")[1].strip() for row in table.splitlines()]
    return [name for cell in cells if not REST.match(cell)
            for name in re.sub(r"\([^)]*\)", "", cell).replace(" ", "").split(",")]


class Compatibility(unittest.TestCase):
    def test_page_and_code_name_the_same_operations(self):
        page = text_of(PAGE)
        for service in SERVICES:
            with self.subTest(service):
                names = listed(page, service)
                self.assertEqual(sorted(names), sorted(set(names)), "twice in the page")
                self.assertEqual(sorted(names), sorted(operations(service)))

    def test_every_service_has_its_place(self):
        tables = {os.path.relpath(path, os.path.join(ROOT, "src", "aws"))
                  for path in glob.glob(os.path.join(ROOT, "src", "aws", "*", "*.cpp"))
                  if "json::Service" in text_of(path) and re.search(r'\badd\("', text_of(path))
                  and not path.endswith("_test.cpp")}
        self.assertLessEqual(tables, set(SERVICES.values()))


    def test_clients_drive_every_operation(self):
        tests = "".join(text_of(path) for path in
                        glob.glob(os.path.join(ROOT, "tests", "e2e", "*_test.py")))
        for service in SERVICES:
            for name in sorted(operations(service) - WITHOUT_ROW.get(service, set())):
                snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
                wanted = [snake] if service in SCENARIOS else [snake, snake.replace("_", "-")]
                for spelling in wanted:
                    with self.subTest(service=service, spelling=spelling):
                        self.assertRegex(tests, rf"(?<![\w-]){spelling}(?![\w-])")

    def test_every_json_operation_has_its_good_request(self):
        requests = text_of(os.path.join(ROOT, "tests", "e2e", "good_requests.py"))
        for service in set(SERVICES) - {"S3"}:
            for name in sorted(operations(service)):
                self.assertIn(f'"{name}": ', requests)


if __name__ == "__main__":
    unittest.main()
