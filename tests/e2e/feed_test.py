"""Goal: what happens is told at once, and neither a broken connection nor kill -9 loses any of it.

Method: the feed read as a browser's EventSource reads it; the server killed between acknowledging
an upload and analysing it, and started again on its folder.
"""

import http.client
import json
import os
import tempfile
import time
import unittest

import harness
import server as serving


class Feed:
    """GET /events/stream, event by event."""

    def __init__(self, server, path="/events/stream", **headers):
        self.connection = http.client.HTTPConnection(server.url.removeprefix("http://"),
                                                     timeout=serving.RESULT_SECONDS_MAX)
        self.connection.request("GET", path, headers=headers)
        self.answer = self.connection.getresponse()
        self.lines = []
        # The greeting: from here on nothing that happens is missed.
        while self._line() != ": connected":
            pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.answer.close()
        self.connection.close()

    def _line(self):
        line = self.answer.readline().decode()
        if not line:
            raise AssertionError("the feed ended")
        return line.rstrip("\n")

    def __iter__(self):
        """(id, type, data) of each event; fails when none comes for long."""
        fields, give_up = {}, time.monotonic() + serving.RESULT_SECONDS_MAX
        while time.monotonic() < give_up:
            line = self._line()
            if line and not line.startswith(":"):
                name, _, value = line.partition(": ")
                fields[name] = value
            elif fields.get("data"):
                give_up = time.monotonic() + serving.RESULT_SECONDS_MAX
                yield fields.get("id"), fields["event"], json.loads(fields["data"])
                fields = {}
        raise AssertionError("no event came")

    def until_settled(self, image_id):
        """All events until that picture's final result, which is the last."""
        events = []
        for event in self:
            events.append(event)
            _, kind, data = event
            if (kind == "result" and data["image_id"] == image_id
                    and data["status"] != "PROCESSING"):
                return events
        raise AssertionError("the feed ended")


class LiveFeed(serving.ServerTest):
    def send(self, colour):
        picture = self.write("picture.png", harness.png(64, 48, colour))
        return self.server.upload(picture, "image/png")

    def test_an_upload_appears_without_asking(self):
        with Feed(self.server) as feed:
            self.assertEqual(feed.answer.getheader("Content-Type"), "text/event-stream")
            image_id = self.send((200, 30, 30))
            events = feed.until_settled(image_id)
        self.assertLessEqual({"result", "execution"}, {kind for _, kind, _ in events})
        ids = [int(number) for number, _, _ in events]
        self.assertEqual(ids, sorted(set(ids)))
        record = self.server.json("GET", f"/results/{image_id}")
        self.assertEqual(events[-1][2]["status"], record["status"])

    def test_coming_back_gives_what_was_missed(self):
        with Feed(self.server) as feed:
            last_seen = feed.until_settled(self.send((30, 200, 30)))[-1][0]
        missed = self.send((30, 30, 200))
        self.server.result(missed)
        told = []
        for path, headers in (("/events/stream", {"Last-Event-ID": last_seen}),
                              (f"/prod/events/stream?last_event_id={last_seen}", {})):
            with self.subTest(path=path), Feed(self.server, path, **headers) as feed:
                events = feed.until_settled(missed)
                self.assertTrue(all(int(number) > int(last_seen) for number, _, _ in events))
                told.append(events)
        self.assertEqual(told[0], told[1])

    def test_an_id_that_was_never_given(self):
        for last_seen in ("1", "nonsense"):
            with self.subTest(id=last_seen), Feed(
                    self.server, **{"Last-Event-ID": last_seen}) as feed:
                self.assertEqual(next(iter(feed))[1], "missed")


class Restart(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.server_data = os.path.join(folder.name, "data")

    def test_kill_9_right_after_an_upload(self):
        server = serving.Server(self.server_data)
        self.addCleanup(lambda: server.kill())  # pylint: disable=unnecessary-lambda
        with Feed(server) as feed:
            poster = server.upload(harness.POSTER, "image/png", userId="ann")
            last_seen = feed.until_settled(poster)[-1][0]
        before = server.result(poster)
        photograph = os.path.join(harness.PHOTOGRAPHS, "chelsea.png")
        acknowledged = server.upload(photograph, "image/png")
        server.kill()

        server = serving.Server(self.server_data)
        self.assertEqual(server.json("GET", f"/results/{poster}"), before)
        record = server.result(acknowledged)
        self.assertEqual(record["status"], "COMPLETED")
        self.assertIn("Cat", [label["Name"] for label in record["labels"]])
        self.assertEqual(server.json("GET", "/results")["count"], 2)
        for variant in ("original", "thumbnail"):
            status, _, _ = server.request("GET", f"/results/{poster}/image?variant={variant}")
            self.assertEqual(status, 200, variant)
        # Whoever followed before the end is told to look anew: the feed itself is not kept.
        with Feed(server, **{"Last-Event-ID": last_seen}) as feed:
            self.assertEqual(next(iter(feed))[1], "missed")
        self.assertEqual(server.stop(), 0)


if __name__ == "__main__":
    unittest.main()
