"""Goal: what docs/aws.md says of cost is what scripts/aws_cost.py works out, and that adds up."""

import os
import re
import subprocess
import sys
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "scripts"))

import aws_cost  # noqa: E402

PAGE = os.path.join(ROOT, "docs", "aws.md")


class Cost(unittest.TestCase):
    def test_the_page_has_what_the_script_prints(self):
        printed = subprocess.run([sys.executable, os.path.join(ROOT, "scripts", "aws_cost.py")],
                                 check=True, capture_output=True, text=True, timeout=60,
                                 stdin=subprocess.DEVNULL).stdout
        with open(PAGE, encoding="utf-8") as file:
            page = file.read()
        for table in printed.strip().split("\n\n"):
            self.assertIn(table, page)
        self.assertIn(aws_cost.PRICES_OF, page)

    def test_by_hand(self):
        by_name = {line.name: line.dollars * 10_000 for line in aws_cost.lines("rekognition")}
        # 40,000 calls at a dollar a thousand, 10,000 properties at 75 cents a thousand.
        self.assertAlmostEqual(by_name["Rekognition"], 40 + 7.5)
        # Nine states: five of the way, two notifications, the outcome and its end.
        self.assertAlmostEqual(by_name["Step Functions"], 9 * 10_000 / 1000 * 0.025)
        self.assertAlmostEqual(by_name["API Gateway"], 20_000 / 1e6 * 3.5)

    def test_it_is_linear(self):
        def total(images):
            return float(re.search(r"together\*\* \| \*\*\$([\d,.]+)",
                                   "\n".join(aws_cost.per_image_table(images)))[1].replace(",", ""))
        self.assertAlmostEqual(total(1_000_000), 100 * total(10_000), delta=1)

    def test_own_models_need_no_rekognition(self):
        line, = [line for line in aws_cost.lines("models") if line.name == "Rekognition"]
        self.assertEqual(line.dollars, 0)


if __name__ == "__main__":
    unittest.main()
