"""Goal: whatever goes wrong between the page and its server is said where it happened, and nothing
is lost: a server that is killed, that says no, that has no live feed.

Method: as page_test.py, with a server that is killed and started again at the same address, and
answers put in the real server's place.
"""

import os
import re
import shutil
import unittest

import browser
import harness
import server as serving
from browser import expect

ASTRONAUT = os.path.join(harness.PHOTOGRAPHS, "astronaut.png")
BUSY = ('{"type":"about:blank","title":"Service Unavailable","status":503,"code":"SlowDown",'
        '"detail":"Too much at once; try again in a second."}')
SLOW = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 100_000}
FAST = {**SLOW, "uploadThroughput": -1}


class Killed(browser.BrowserTest):
    def kill(self):
        self.server.kill()

    def start_again(self):
        type(self).server = serving.Server(self.server.data,
                                           listen=self.server.url.removeprefix("http://"))

    def setUp(self):
        super().setUp()
        self.expected_complaints = ("ERR_CONNECTION", "ERR_EMPTY", "ERR_INCOMPLETE", "ERR_SOCKET")

    def test_in_mid_upload(self):
        page = self.open()
        expect(page.get_by_text("Live", exact=True)).to_be_visible()
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        network.send("Network.emulateNetworkConditions", SLOW)
        self.drop(page, ASTRONAUT)
        uploads = page.get_by_role("region", name="Uploads")
        expect(uploads.get_by_text(re.compile(r"^\d+ %$"))).to_be_visible()
        self.kill()
        network.send("Network.emulateNetworkConditions", FAST)
        expect(uploads.get_by_role("status")).to_have_text("1 picture not sent")
        expect(uploads.get_by_text("The server does not answer.")).to_be_visible()
        expect(page.get_by_text("Offline", exact=True)).to_be_visible()
        self.screenshot(page, "server-gone")
        self.assert_accessible(page, still=False)
        self.start_again()
        uploads.get_by_role("button", name="Retry").click()
        expect(uploads.get_by_role("status")).to_have_text("1 picture sent")
        card = page.get_by_role("feed").get_by_role("link", name="astronaut.png, Done")
        expect(card).to_have_count(1)
        expect(page.get_by_text("Live", exact=True)).to_be_visible()

    def test_what_is_cancelled_can_be_sent_after_all(self):
        page = self.open()
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        network.send("Network.emulateNetworkConditions", SLOW)
        self.drop(page, self.copy_of(ASTRONAUT, "a.png"), self.copy_of(ASTRONAUT, "b.png"))
        uploads = page.get_by_role("region", name="Uploads")
        uploads.get_by_role("button", name="Cancel all").click()
        expect(uploads.get_by_role("status")).to_have_text("2 pictures cancelled")
        self.screenshot(page, "cancelled")
        self.assert_accessible(page, still=False)
        network.send("Network.emulateNetworkConditions", FAST)
        uploads.get_by_role("button", name="Retry").click()
        expect(uploads.get_by_role("status")).to_have_text("2 pictures sent")
        page.get_by_label("Folder of pictures").set_input_files(self.folder_of("notes.txt"))
        expect(uploads.get_by_text("There is no picture in that folder.")).to_be_visible()

    def copy_of(self, path, name):
        return shutil.copy(path, os.path.join(self.server_folder, name))

    def folder_of(self, name):
        folder = os.path.join(self.server_folder, "given")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write("no picture")
        return folder

    def test_while_the_feed_is_open(self):
        page = self.open()
        expect(page.get_by_text("Live", exact=True)).to_be_visible()
        self.kill()
        expect(page.get_by_text("Offline", exact=True)).to_be_visible()
        self.start_again()
        # Before the page is back: it hears of it all the same.
        image_id = self.server.upload(harness.POSTER, "image/png")
        self.server.result(image_id)
        card = page.get_by_role("feed").get_by_role("link", name="poster.png")
        expect(card).to_be_visible()
        expect(page.get_by_text("Live", exact=True)).to_be_visible()

    def test_while_somebody_looks_for_something(self):
        page = self.open("/app/find")
        words = page.get_by_role("searchbox", name="Words")
        expect(page.get_by_role("feed").or_(page.get_by_text("Nothing matches"))).to_be_visible()
        self.kill()
        words.fill("nothing of this kind")
        expect(page.get_by_role("alert")).to_contain_text("The server does not answer.")
        expect(words).to_have_value("nothing of this kind")
        self.start_again()
        # The page tries again by itself.
        expect(page.get_by_text("Nothing matches")).to_be_visible()
        expect(words).to_have_value("nothing of this kind")


class Refused(browser.BrowserTest):
    variables = {"HELIO_UPLOAD_URL_EXPIRY": "1"}

    def setUp(self):
        super().setUp()
        self.expected_complaints = ("status of 403", "status of 429", "status of 500",
                                    "status of 503")

    def answer(self, page, pattern, status, body="", kind="application/problem+json"):
        page.route(pattern, lambda route: route.fulfill(status=status, body=body,
                                                        content_type=kind))

    def test_lists_that_cannot_be_read(self):
        page = self.open("/app/executions")
        expect(page.get_by_text("Nothing has run yet").or_(page.get_by_role("link").first)
               .first).to_be_visible()
        for path, pattern in (("/app/", "**/results?*"), ("/app/executions", "**/executions?*"),
                              ("/app/dashboard", "**/stats?*"), ("/app/settings", "**/settings")):
            with self.subTest(path=path):
                page.unroute_all()
                page.route(re.compile(r".*" + re.escape(pattern.strip("*?")) + r"(\?.*)?$"),
                           lambda route: route.fulfill(
                               status=503, body=BUSY, content_type="application/problem+json")
                           if "/app/" not in route.request.url else route.continue_())
                page.goto(self.server.url + path)
                alert = page.get_by_role("alert").filter(has_text="Too much at once")
                expect(alert.first).to_be_visible()
                page.unroute_all()
                alert.first.get_by_role("button", name="Try again").click()
                expect(alert).to_have_count(0)

    def test_a_permission_that_ran_out_is_asked_for_again(self):
        page = self.open()
        held = []

        def hold_the_first(route):
            if route.request.method != "PUT" or held:
                return route.continue_()
            held.append(route)
            return None
        page.route("**/uploads/**", hold_the_first)
        self.drop(page, harness.POSTER)
        while not held:
            page.wait_for_timeout(20)
        url = held[0].request.url
        self.server.wait_for(lambda: self.server.request("PUT", url, b"x")[0] == 403 and
                             b"expired" in self.server.request("PUT", url, b"x")[2])
        held[0].continue_()
        uploads = page.get_by_role("region", name="Uploads")
        expect(uploads.get_by_role("status")).to_have_text("1 picture sent")
        expect(page.get_by_role("feed").get_by_role("link", name="poster.png")).to_have_count(1)

    def test_an_upload_that_is_refused(self):
        page = self.open()
        uploads = page.get_by_role("region", name="Uploads")
        self.answer(page, "**/upload-url", 500, "<html>a proxy broke</html>", "text/html")
        self.drop(page, harness.POSTER)
        expect(uploads.get_by_role("status")).to_have_text("1 picture not sent")
        expect(uploads.get_by_text(re.compile("status 500"))).to_be_visible()
        page.unroute_all()
        self.answer(page, "**/uploads/**", 403,
                    "<Error><Code>AccessDenied</Code><Message>No.</Message></Error>", "text/xml")
        uploads.get_by_role("button", name="Retry").click()
        expect(uploads.get_by_text("The server does not allow this upload.")).to_be_visible()
        page.unroute_all()
        uploads.get_by_role("button", name="Send poster.png again").click()
        expect(uploads.get_by_role("status")).to_have_text("1 picture sent")


class WithoutFeed(browser.BrowserTest):
    """As on AWS: the API below a stage, named by the page, and of it three ways alone."""

    KNOWN = re.compile(r"/prod/(upload-url|results(/[^/?]+)?(\?.*)?)$")

    def as_on_aws(self, page):
        def name_the_api(route):
            answer = route.fetch()
            text = answer.text().replace('name="heliograph-api" content=""',
                                         f'name="heliograph-api" content="{self.server.url}/prod"')
            route.fulfill(response=answer, body=text)
        # API Gateway's answer where it knows no such way.
        page.route(re.compile("/prod/"), lambda route: route.continue_()
                   if self.KNOWN.search(route.request.url) else route.fulfill(
                       status=403, content_type="application/json",
                       body='{"message":"Missing Authentication Token"}'))
        page.route(re.compile("/app/[^.]*$"), name_the_api)

    def test_it_asks(self):
        self.expected_complaints = ("status of 403", "status of 404")
        page = self.open("/app/nowhere")
        self.as_on_aws(page)
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(self.server.url + "/app/")
        expect(page.get_by_text("Every 3 s", exact=True)).to_be_visible()
        self.drop(page, ASTRONAUT)
        card = page.get_by_role("feed").get_by_role("link", name="astronaut.png, Done")
        expect(card).to_be_visible()
        api = [url for url in asked if "/results" in url or "/upload-url" in url]
        self.assertEqual([url for url in api if not url.startswith(self.server.url + "/prod/")], [])
        # Opened before there is a result, the picture's own page asks too.
        image_id = self.server.upload(harness.POSTER, "image/png")
        page.evaluate("id => { history.pushState({}, '', `/app/images/${id}`); "
                      "dispatchEvent(new PopStateEvent('popstate', { state: {} })); }", image_id)
        expect(page.get_by_role("region", name="What is on it")).to_be_visible()
        expect(page.get_by_text("does not give the picture itself")).to_be_visible()
        self.screenshot(page, "image-as-on-aws")
        self.assert_accessible(page, still=False)
        expect(page.get_by_role("navigation").get_by_role("link")).to_have_count(2)
        page.goto(self.server.url + "/app/dashboard")
        expect(page.get_by_text("numbers in CloudWatch")).to_be_visible()
        self.screenshot(page, "dashboard-as-on-aws")
        self.assert_accessible(page)


if __name__ == "__main__":
    unittest.main()
