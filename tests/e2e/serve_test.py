"""Goal: an uploaded picture is analysed, stored, shown, searchable and announced by itself.

Method: the built server with the real models, driven as a browser and helio's own commands do.
"""

import json
import os
import unittest
import urllib.parse

import harness
import server as serving


class Pipeline(serving.ServerTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.poster_id = cls.server.upload(harness.POSTER, "image/png", userId="ann")
        cls.poster = cls.server.result(cls.poster_id)

    def test_the_record_has_what_was_found(self):
        record = self.poster
        self.assertEqual(record["image_id"], self.poster_id)
        self.assertIn(record["status"], ("COMPLETED", "LOW_CONFIDENCE"))
        self.assertEqual(record["user_id"], "ann")
        self.assertEqual(record["image"]["format"], "png")
        lines = [text["DetectedText"] for text in record["text"] if text["Type"] == "LINE"]
        self.assertIn("SUMMER NIGHT", lines)
        self.assertTrue(record["execution_arn"].startswith("arn:aws:states:"))
        self.assertIn("pp-ocrv6-rec", record["models"])

    def test_a_photograph_by_helio_upload(self):
        photograph = os.path.join(harness.PHOTOGRAPHS, "chelsea.png")
        out, _ = self.helio("upload", photograph, "--wait", "--json")
        record = json.loads(out)
        self.assertEqual(record["status"], "COMPLETED")
        self.assertIn("Cat", [label["Name"] for label in record["labels"]])
        found = self.server.json("GET", "/results?label=cat&limit=5")["items"]
        self.assertEqual([item["image_id"] for item in found], [record["image_id"]])
        text, _ = self.helio("results", record["image_id"])
        self.assertIn("COMPLETED", text)
        self.assertIn("Cat", text)

    def test_it_is_found_by_its_words_and_owner(self):
        for query in ("q=concert", "q=summer%20night", "user_id=ann"):
            found = self.server.json("GET", "/results?" + query)["items"]
            self.assertEqual([item["image_id"] for item in found], [self.poster_id], query)
        self.assertEqual(self.server.json("GET", "/results?q=elephant")["items"], [])
        self.assertEqual(self.server.json("GET", "/prod/results?user_id=bob")["count"], 0)

    def test_its_pictures(self):
        for variant in ("original", "preview", "thumbnail", "annotated"):
            path = f"/results/{self.poster_id}/image?variant={variant}"
            status, headers, body = self.server.request("GET", path)
            self.assertEqual(status, 200, variant)
            self.assertTrue(headers["Content-Type"].startswith("image/"))
            self.assertGreater(len(body), 500)
            again = self.server.request("GET", path, headers={"If-None-Match": headers["ETag"]})
            self.assertEqual(again[0], 304)

    def test_its_execution_and_logs(self):
        execution = self.server.json(
            "GET", "/executions/" + urllib.parse.quote(self.poster["execution_arn"], safe=""))
        self.assertEqual(execution["status"], "SUCCEEDED")
        text, _ = self.helio("executions", self.poster["execution_arn"])
        for state in ("ValidateImage", "AnalyzeWithRekognition", "CheckConfidence"):
            self.assertIn(state, text)
        self.assertIn("SUCCEEDED", self.helio("executions")[0])
        logs, _ = self.helio("logs", "result_saver")
        for word in ("START RequestId", "REPORT RequestId"):
            self.assertIn(word, logs)

    def test_what_is_no_picture_is_rejected_with_a_reason(self):
        text = self.write("notes.jpg", "these are notes")
        record = self.server.result(self.server.upload(text, "image/jpeg"))
        self.assertEqual(record["status"], "REJECTED")
        self.assertEqual(record["error"]["code"], "InvalidImageFormat")
        self.assertGreater(len(record["error"]["message"]), 20)

    def test_deleting_takes_everything(self):
        picture = self.write("red.png", harness.png(50, 40, (250, 0, 0)))
        image_id = self.server.upload(picture, "image/png")
        record = self.server.result(image_id)
        self.assertIn(self.server.request("DELETE", f"/results/{image_id}")[0], (200, 204))
        for path in (f"/results/{image_id}", f"/results/{image_id}/image?variant=original"):
            self.assertEqual(self.server.request("GET", path)[0], 404)
        self.assertTrue(record["key"])

    def test_the_system_pages(self):
        for path in ("/livez", "/readyz"):
            self.assertEqual(self.server.request("GET", path)[0], 200)
        metrics = self.server.request("GET", "/metrics")[2].decode()
        self.assertIn("# TYPE", metrics)
        self.assertTrue(self.server.json("GET", "/openapi.json")["openapi"].startswith("3.1"))


class BadInput(serving.ServerTest):
    def problem(self, method, path, body=None, headers=None):
        status, answer_headers, answer = self.server.request(method, path, body, headers)
        self.assertEqual(answer_headers["Content-Type"], "application/problem+json")
        problem = json.loads(answer)
        self.assertEqual(problem["status"], status)
        self.assertGreater(len(problem["detail"]), 10)
        return status, problem["code"]

    def test_rest_table(self):
        rows = [
            ("GET", "/results?limit=-1", None, 400),
            ("GET", "/results?limit=101", None, 400),
            ("GET", "/results?limit=x", None, 400),
            ("GET", "/results?cursor=nonsense", None, 400),
            ("GET", "/results?status=DONE", None, 400),
            ("GET", "/results?from=yesterday", None, 400),
            ("GET", "/results/0195a000-0000-7000-8000-000000000000", None, 404),
            ("GET", "/results/%00", None, 404),
            ("GET", "/nothing", None, 404),
            ("PUT", "/results", None, 405),
            ("POST", "/upload-url", b"{not json", 400),
            ("POST", "/upload-url", b"[" * 60_000, 400),
            ("POST", "/upload-url", b"[" * 70_000, 413),
            ("POST", "/upload-url", {"fileName": "a.exe", "fileType": "application/exe"}, 400),
            ("POST", "/upload-url", {"fileType": "image/png"}, 400),
            ("POST", "/upload-url", {"fileName": 3, "fileType": "image/png"}, 400),
        ]
        for method, path, body, want in rows:
            with self.subTest(path=path, body=str(body)[:60]):
                self.assertEqual(self.problem(method, path, body)[0], want)

    def put(self, permit, content, **changes):
        headers = {**permit["headers"], **changes.pop("headers", {})}
        return self.server.request("PUT", changes.pop("url", permit["uploadUrl"]), content, headers)

    def permit(self):
        return self.server.json("POST", "/upload-url",
                                {"fileName": "a.png", "fileType": "image/png"})

    def test_altered_upload_urls(self):
        permit = self.permit()
        url = permit["uploadUrl"]
        wrong = [url.replace("a.png", "b.png"), url[:-4] + "0000",
                 url.replace("X-Amz-Expires=", "X-Amz-Expires=9")]
        for altered in wrong:
            status, _, answer = self.put(permit, b"x", url=altered)
            self.assertEqual(status, 403, answer)
            self.assertIn(b"<Code>SignatureDoesNotMatch</Code>", answer)
        status, _, answer = self.put(permit, b"x", headers={"Content-Type": "image/jpeg"})
        self.assertEqual((status, b"SignatureDoesNotMatch" in answer), (403, True))

    def test_too_large_and_empty(self):
        status, _, answer = self.put(self.permit(), b"\0" * 15_000_001)
        self.assertEqual((status, b"EntityTooLarge" in answer), (400, True), answer[:500])
        permit = self.permit()
        self.assertEqual(self.put(permit, b"")[0], 200)
        record = self.server.result(permit["imageId"])
        self.assertEqual((record["status"], record["error"]["code"]), ("REJECTED", "EmptyImage"))

    def test_a_wrong_checksum_stores_nothing(self):
        permit = self.permit()
        status, _, answer = self.put(permit, b"content",
                                     headers={"Content-MD5": "1B2M2Y8AsgTpgAmY7PhCfg=="})
        self.assertEqual((status, b"BadDigest" in answer), (400, True), answer)
        self.assertEqual(self.server.request("GET", f"/results/{permit['imageId']}")[0], 404)


if __name__ == "__main__":
    unittest.main()
