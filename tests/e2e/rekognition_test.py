"""Goal: programs written for Amazon Rekognition work with helio unchanged, bad requests included.

Method: boto3 and the aws command against the built server with its real models, on photographs,
and on pictures made on the spot. The service's own description decides whether answers fit.
"""

import json
import os
import unittest
from contextlib import closing

import aws_clients
import harness

BUCKET = "heliograph-images"
CAT = os.path.join(harness.PHOTOGRAPHS, "chelsea.png")
PERSON = os.path.join(harness.PHOTOGRAPHS, "astronaut.png")
COFFEE = os.path.join(harness.PHOTOGRAPHS, "coffee.png")


def content(path):
    with open(path, "rb") as file:
        return file.read()


def names(labels):
    return [label["Name"] for label in labels]


class Rekognition(aws_clients.AwsTest):
    def setUp(self):
        super().setUp()
        self.client = self.client_of("rekognition")
        self.addCleanup(self.client.close)

    def put(self, path, key):
        with closing(self.s3()) as s3:
            return s3.put_object(Bucket=BUCKET, Key=key, Body=content(path))

    def code(self, call, **words):
        from botocore.exceptions import ClientError  # pylint: disable=import-outside-toplevel
        with self.assertRaises(ClientError) as caught:
            call(**words)
        self.assertTrue(caught.exception.response["Error"]["Message"])
        self.assertTrue(caught.exception.response["ResponseMetadata"]["RequestId"])
        return caught.exception.response["Error"]["Code"]


class Boto3(Rekognition):
    def test_labels(self):
        cat = {"Bytes": content(CAT)}
        found = self.client.detect_labels(Image=cat)
        self.assertIn("Cat", names(found["Labels"]))
        self.assertTrue(found["LabelModelVersion"])
        self.assertNotIn("ImageProperties", found)
        best = found["Labels"][0]
        self.assertEqual(set(best), {"Name", "Confidence", "Instances", "Parents", "Aliases",
                                     "Categories"})
        one = self.client.detect_labels(Image=cat, MaxLabels=1)
        self.assertEqual(names(one["Labels"]), [best["Name"]])
        sure = self.client.detect_labels(Image=cat, MinConfidence=90)["Labels"]
        self.assertTrue(all(label["Confidence"] >= 90 for label in sure))
        only = self.client.detect_labels(
            Image=cat, Settings={"GeneralLabels": {"LabelInclusionFilters": ["Cat"]}})
        self.assertEqual(names(only["Labels"]), ["Cat"])
        without = self.client.detect_labels(
            Image=cat, Settings={"GeneralLabels": {
                "LabelCategoryExclusionFilters": ["Animals and Pets"]}})
        self.assertNotIn("Cat", names(without["Labels"]))

    def test_image_properties(self):
        found = self.client.detect_labels(
            Image={"Bytes": content(COFFEE)}, Features=["IMAGE_PROPERTIES"],
            Settings={"ImageProperties": {"MaxDominantColors": 3}})
        properties = found["ImageProperties"]
        self.assertEqual(found["Labels"], [])
        self.assertLessEqual(len(properties["DominantColors"]), 3)
        self.assertEqual(set(properties["DominantColors"][0]),
                         {"Red", "Green", "Blue", "HexCode", "CSSColor", "SimplifiedColor",
                          "PixelPercent"})
        self.assertEqual(set(properties["Quality"]), {"Brightness", "Sharpness", "Contrast"})
        self.assertEqual(set(properties["Foreground"]), {"Quality", "DominantColors"})
        red = self.client.detect_labels(Image={"Bytes": harness.png(120, 100, (200, 10, 10))},
                                        Features=["GENERAL_LABELS", "IMAGE_PROPERTIES"])
        self.assertEqual(red["ImageProperties"]["DominantColors"][0]["SimplifiedColor"], "red")

    def test_faces(self):
        person = {"Bytes": content(PERSON)}
        plain = self.client.detect_faces(Image=person)["FaceDetails"]
        self.assertEqual(len(plain), 1)
        self.assertEqual(set(plain[0]), {"BoundingBox", "Confidence", "Landmarks", "Pose",
                                         "Quality"})
        self.assertEqual(len(plain[0]["Landmarks"]), 5)
        whole = self.client.detect_faces(Image=person, Attributes=["ALL"])["FaceDetails"][0]
        self.assertLessEqual({"AgeRange", "Gender", "Emotions", "Smile", "EyesOpen", "MouthOpen"},
                             set(whole))
        self.assertGreater(len(whole["Landmarks"]), 20)
        self.assertEqual(whole["Emotions"][0]["Type"], "HAPPY")
        age = self.client.detect_faces(Image=person, Attributes=["AGE_RANGE"])["FaceDetails"][0]
        self.assertEqual(set(age) - set(plain[0]), {"AgeRange"})
        self.assertEqual(self.client.detect_faces(Image={"Bytes": content(COFFEE)})["FaceDetails"],
                         [])

    def test_text(self):
        poster = {"Bytes": content(harness.POSTER)}
        found = self.client.detect_text(Image=poster)["TextDetections"]
        lines = [one for one in found if one["Type"] == "LINE"]
        words = [one for one in found if one["Type"] == "WORD"]
        self.assertTrue(lines and words)
        self.assertEqual([one["Id"] for one in found], list(range(len(found))))
        first = words[0]["Geometry"]["BoundingBox"]
        region = {name: value + (0.005 if name in ("Width", "Height") else 0)
                  for name, value in first.items()}
        inside = self.client.detect_text(
            Image=poster, Filters={"RegionsOfInterest": [{"BoundingBox": region}]})
        self.assertEqual([one["DetectedText"] for one in inside["TextDetections"]],
                         [words[0]["DetectedText"]] * 2)
        tall = max(one["Geometry"]["BoundingBox"]["Height"] for one in words)
        large = self.client.detect_text(
            Image=poster, Filters={"WordFilter": {"MinBoundingBoxHeight": tall * 0.999}})
        self.assertLess(len(large["TextDetections"]), len(found))
        self.assertTrue(large["TextDetections"])

    def test_moderation(self):
        found = self.client.detect_moderation_labels(Image={"Bytes": content(CAT)})
        self.assertEqual(found["ModerationLabels"], [])
        self.assertEqual(found["ModerationModelVersion"], "7.0")
        self.assertEqual(found["ContentTypes"], [])
        every = self.client.detect_moderation_labels(Image={"Bytes": content(COFFEE)},
                                                     MinConfidence=0)
        for label in every["ModerationLabels"]:
            self.assertEqual(set(label), {"Name", "ParentName", "Confidence", "TaxonomyLevel"})

    def test_the_same_person(self):
        person = {"Bytes": content(PERSON)}
        found = self.client.compare_faces(SourceImage=person, TargetImage=person)
        self.assertEqual(len(found["FaceMatches"]), 1)
        self.assertGreater(found["FaceMatches"][0]["Similarity"], 99)
        self.assertEqual(found["UnmatchedFaces"], [])
        self.assertEqual(set(found["SourceImageFace"]), {"BoundingBox", "Confidence"})
        self.assertEqual(set(found["FaceMatches"][0]["Face"]),
                         {"BoundingBox", "Confidence", "Landmarks", "Pose", "Quality"})
        self.assertEqual(self.code(self.client.compare_faces, SourceImage=person,
                                   TargetImage={"Bytes": content(CAT)}),
                         "InvalidParameterException")

    def test_objects_and_their_versions(self):
        with closing(self.s3()) as s3:
            s3.create_bucket(Bucket="album")
            s3.put_bucket_versioning(Bucket="album",
                                     VersioningConfiguration={"Status": "Enabled"})
            old = s3.put_object(Bucket="album", Key="a.png", Body=content(CAT))["VersionId"]
            s3.put_object(Bucket="album", Key="a.png", Body=content(COFFEE))
        image = {"S3Object": {"Bucket": "album", "Name": "a.png"}}
        self.assertNotIn("Cat", names(self.client.detect_labels(Image=image)["Labels"]))
        image["S3Object"]["Version"] = old
        self.assertIn("Cat", names(self.client.detect_labels(Image=image)["Labels"]))

    def test_what_is_refused(self):
        detect = self.client.detect_labels
        too_many = harness.png(90, 90, (1, 2, 3)) + bytes(5 << 20)
        rows = [
            ("InvalidParameterException", {}),
            ("InvalidParameterException", {"Bytes": b"x", "S3Object": {"Bucket": "a-b",
                                                                       "Name": "a"}}),
            ("InvalidImageFormatException", {"Bytes": b"no picture"}),
            ("InvalidImageFormatException", {"Bytes": content(CAT)[:20]}),
            ("InvalidImageFormatException", {"Bytes": content(CAT)[:2000]}),
            ("ImageTooLargeException", {"Bytes": too_many}),
            ("InvalidParameterException", {"Bytes": harness.png(40, 40, (0, 0, 0))}),
            ("InvalidS3ObjectException", {"S3Object": {"Bucket": BUCKET, "Name": "nothing.png"}}),
            ("InvalidS3ObjectException", {"S3Object": {"Bucket": "no-such-bucket", "Name": "a"}}),
            ("InvalidParameterException", {"S3Object": {"Bucket": BUCKET}}),
        ]
        for code, image in rows:
            with self.subTest(code=code, image=str(image)[:60]):
                self.assertEqual(self.code(detect, Image=image), code)
        cat = {"Bytes": content(CAT)}
        self.assertEqual(self.code(detect, Image=cat, MinConfidence=100.5),
                         "InvalidParameterException")
        with self.assertRaises(self.client.exceptions.InvalidParameterException):
            detect(Image=cat, Features=["NOTHING"])

    def test_larger_pictures_are_taken_as_objects(self):
        with closing(self.s3()) as s3:
            s3.create_bucket(Bucket="large")
            padded = content(CAT) + bytes(6 << 20)  # what follows a PNG's end is not looked at
            s3.put_object(Bucket="large", Key="padded.png", Body=padded)
            s3.put_object(Bucket="large", Key="huge.png", Body=content(CAT) + bytes(15 << 20))
        image = {"S3Object": {"Bucket": "large", "Name": "padded.png"}}
        self.assertIn("Cat", names(self.client.detect_labels(Image=image)["Labels"]))
        image["S3Object"]["Name"] = "huge.png"
        self.assertEqual(self.code(self.client.detect_labels, Image=image),
                         "ImageTooLargeException")

    def test_keys(self):
        def key(*words):
            made = json.loads(self.helio("keys", "create", *words, "--json",
                                         "--data", self.server.data)[0])
            return made["id"], made["secret_access_key"]
        cat = {"Bytes": content(CAT)}
        with closing(self.client_of("rekognition", "AKIDOFNOBODY", "x")) as nobody:
            self.assertEqual(self.code(nobody.detect_faces, Image=cat),
                             "UnrecognizedClientException")
        with closing(self.client_of("rekognition", None, "wrong")) as wrong:
            self.assertEqual(self.code(wrong.detect_faces, Image=cat),
                             "InvalidSignatureException")
        with closing(self.client_of("rekognition", *key("--scope", "uploader"))) as uploader:
            self.assertEqual(self.code(uploader.detect_faces, Image=cat),
                             "AccessDeniedException")
        self.put(CAT, "seen/cat.png")
        self.put(CAT, "other/cat.png")
        viewer = key("--scope", "viewer", "--prefix", f"{BUCKET}/seen/")
        with closing(self.client_of("rekognition", *viewer)) as client:
            image = {"S3Object": {"Bucket": BUCKET, "Name": "seen/cat.png"}}
            self.assertIn("Cat", names(client.detect_labels(Image=image)["Labels"]))
            image["S3Object"]["Name"] = "other/cat.png"
            self.assertEqual(self.code(client.detect_labels, Image=image),
                             "InvalidS3ObjectException")


class Command(Rekognition):
    def test_detect_labels_of_an_object_and_of_a_file(self):
        self.aws("s3", "cp", CAT, f"s3://{BUCKET}/photos/cat.png")
        said = self.aws("rekognition", "detect-labels", "--image",
                        json.dumps({"S3Object": {"Bucket": BUCKET, "Name": "photos/cat.png"}}),
                        "--max-labels", "5", "--output", "json")
        self.assertIn("Cat", names(json.loads(said)["Labels"]))
        text = self.aws("rekognition", "detect-text", "--image-bytes",
                        f"fileb://{harness.POSTER}", "--query", "TextDetections[0].DetectedText",
                        "--output", "text")
        self.assertTrue(text.strip())
        faces = self.aws("rekognition", "detect-faces", "--image-bytes", f"fileb://{PERSON}",
                         "--attributes", "ALL", "--query", "length(FaceDetails)")
        self.assertEqual(faces.strip(), "1")
        same = self.aws("rekognition", "compare-faces", "--source-image-bytes",
                        f"fileb://{PERSON}", "--target-image-bytes", f"fileb://{PERSON}",
                        "--query", "length(FaceMatches)")
        self.assertEqual(same.strip(), "1")
        self.assertIn("7.0", self.aws("rekognition", "detect-moderation-labels", "--image-bytes",
                                      f"fileb://{CAT}"))

    def test_errors_are_said(self):
        said = self.aws("rekognition", "detect-labels", "--image",
                        json.dumps({"S3Object": {"Bucket": BUCKET, "Name": "nothing"}}),
                        status=255)
        self.assertIn("InvalidS3ObjectException", said)
        said = self.aws("rekognition", "list-collections", status=255)
        self.assertIn("UnknownOperationException", said)


class Wire(Rekognition):
    def test_without_a_signature(self):
        status, headers, body = self.server.request(
            "POST", "/", b"{}", {"X-Amz-Target": "RekognitionService.DetectLabels",
                                 "Content-Type": "application/x-amz-json-1.1"})
        self.assertEqual(status, 400)
        self.assertEqual(json.loads(body)["__type"], "MissingAuthenticationTokenException")
        self.assertEqual(headers["x-amzn-ErrorType"], "MissingAuthenticationTokenException")
        self.assertTrue(headers["x-amzn-RequestId"])


if __name__ == "__main__":
    unittest.main()
