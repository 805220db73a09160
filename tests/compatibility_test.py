"""Goal: docs/aws-compatibility.md lists the operations that the code has, and no others.

Method: the first column of each service's table against the tables of operations in src/aws, both
read from the source tree.
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


if __name__ == "__main__":
    unittest.main()
