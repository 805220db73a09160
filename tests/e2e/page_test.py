"""Goal: the web page in a real browser against the real server: upload, watch, understand, find.

Method: what a person does, by the names that a screen reader says; screenshots of each page in
light and dark, wide and on a phone, to be looked at by whoever changes the page.
"""

import json
import os
import unittest
import urllib.parse

import browser
import harness
from browser import expect

ASTRONAUT = os.path.join(harness.PHOTOGRAPHS, "astronaut.png")
CHELSEA = os.path.join(harness.PHOTOGRAPHS, "chelsea.png")
LOOKS = (("wide", "light"), ("wide", "dark"), ("phone", "light"), ("phone", "dark"))


class WebPage(browser.BrowserTest):
    def test_three_pictures_by_drag_and_drop(self):
        page = self.open("/")
        expect(page).to_have_url(self.server.url + "/app/")
        expect(page.get_by_text("Live", exact=True)).to_be_visible()
        self.drop(page, ASTRONAUT, CHELSEA, harness.POSTER)
        uploads = page.get_by_role("region", name="Uploads")
        expect(uploads.get_by_role("status")).to_have_text("3 pictures sent")
        feed = page.get_by_role("feed")
        for name in ("astronaut.png, Done, Person", "chelsea.png, Done", "poster.png"):
            expect(feed.get_by_role("link", name=name).first).to_be_visible()
        self.screenshot(page, "uploaded")
        self.assert_accessible(page, still=False)  # new cards move the others
        uploads.get_by_role("button", name="3 pictures sent").click()
        uploads.get_by_role("link", name="astronaut.png").click()
        expect(page.get_by_role("heading", name="astronaut.png")).to_be_visible()

    def test_what_cannot_be_analysed_says_why(self):
        page = self.open()
        self.drop(page, self.write("notes.txt", "no picture"), self.write("empty.png", b""))
        uploads = page.get_by_role("region", name="Uploads")
        expect(uploads.get_by_text("no picture that the server takes")).to_be_visible()
        expect(uploads.get_by_text("The file is empty.")).to_be_visible()
        uploads.get_by_role("button", name="Close the list").click()
        self.drop(page, self.write("broken.jpg", b"\xff\xd8\xff" + b"nothing" * 50))
        # What is stored of it is no picture, so that no thumbnail can be drawn.
        self.expected_complaints = ("status of 4",)
        card = page.get_by_role("feed").get_by_role("link", name="broken.jpg, Rejected")
        expect(card).to_be_visible()
        card.click()
        expect(page.get_by_role("alert")).to_contain_text("This file was rejected")
        self.screenshot(page, "rejected")
        self.assert_accessible(page)

    def test_one_image(self):
        image_id = self.server.upload(ASTRONAUT, "image/png")
        self.server.result(image_id)
        page = self.open(f"/app/images/{image_id}")
        marks = page.locator("[data-mark]")
        expect(page.locator("[data-mark^=face]")).to_have_count(1)
        page.get_by_role("button", name="Faces").click()
        expect(page.locator("[data-mark^=face]")).to_have_count(0)
        page.get_by_role("button", name="Faces").click()
        page.get_by_role("slider").fill("100")
        expect(marks).to_have_count(0)
        page.get_by_role("slider").fill("50")
        labels = page.get_by_role("region", name="What is on it")
        labels.get_by_role("link", name="Person", exact=True).hover()
        expect(page.locator("[data-mark^='object:Person'][class*=lit]").first).to_be_attached()
        with page.expect_download() as saved:
            page.get_by_role("button", name="Original").click()
        self.assertEqual(saved.value.suggested_filename, "astronaut.png")
        page.get_by_role("button", name="Delete").click()
        self.screenshot(page, "delete")
        page.get_by_role("dialog").get_by_role("button", name="Delete").click()
        expect(page.get_by_role("feed").or_(page.get_by_text("Nothing sent yet"))).to_be_visible()
        self.assertEqual(self.server.request("GET", f"/results/{image_id}")[0], 404)

    def test_find_by_what_is_written_on_it(self):
        image_id = self.server.upload(harness.POSTER, "image/png", userId="finder")
        self.server.result(image_id)
        page = self.open("/app/find?user=finder")
        page.get_by_role("searchbox", name="Words").fill("summer night")
        expect(page.get_by_role("feed").get_by_role("link", name="poster.png")).to_have_count(1)
        expect(page).to_have_url(self.server.url + "/app/find?user=finder&q=summer+night")
        page.get_by_role("searchbox", name="Words").fill("winter")
        expect(page.get_by_text("Nothing matches")).to_be_visible()
        page.go_back()

    def latest_execution(self):
        latest = self.server.json("GET", "/executions")["items"][0]["execution_arn"]
        return f"/app/executions/{urllib.parse.quote(latest, safe='')}"

    def test_every_page_in_every_look(self):
        for path in (ASTRONAUT, CHELSEA, harness.POSTER):
            image_id = self.server.upload(path, "image/png")
            self.server.result(image_id)
        pages = {"images": "/app/", "find": "/app/find?q=text", "image": f"/app/images/{image_id}",
                 "executions": "/app/executions", "execution": self.latest_execution(),
                 "dashboard": "/app/dashboard", "settings": "/app/settings",
                 "nothing": "/app/nowhere"}
        for name, path in pages.items():
            for size, theme in LOOKS:
                with self.subTest(page=name, size=size, theme=theme):
                    page = self.open(path, size, theme)
                    expect(page.get_by_role("heading").first).to_be_visible()
                    page.wait_for_load_state("load")
                    expect(page.locator("[aria-label*='being read']")).to_have_count(0)
                    self.screenshot(page, f"{name}-{size}-{theme}")
                    self.assert_accessible(page)
                    page.context.close()


    def test_every_page_fits(self):
        image_id = self.server.upload(ASTRONAUT, "image/png", userId="u" * 128)
        self.server.result(image_id)
        pages = ("/app/", "/app/find", f"/app/images/{image_id}", "/app/executions",
                 self.latest_execution(), "/app/dashboard", "/app/settings")
        for size in ("zoomed", "narrow"):
            page = self.open("/app/", size)
            for path in pages:
                with self.subTest(size=size, path=path):
                    page.goto(self.server.url + path)
                    expect(page.get_by_role("heading").first).to_be_visible()
                    expect(page.locator("[aria-label*='being read']")).to_have_count(0)
                    width, height = browser.SIZES[size]
                    self.assertLessEqual(
                        page.evaluate("document.documentElement.scrollWidth"), width)
                    for link in page.get_by_role("navigation").get_by_role("link").all():
                        box = link.bounding_box()
                        self.assertLessEqual(box["x"] + box["width"], width)
                        self.assertLessEqual(box["y"] + box["height"], height)
            page.context.close()


class SignIn(browser.BrowserTest):
    words = ("--behind-proxy",)

    def test_a_key_is_asked_for(self):
        out, _ = self.run_helio("keys", "create", "--scope", "admin", "--name", "page",
                                "--json", "--data", self.server.data)
        key = json.loads(out)["bearer_token"]
        self.expected_complaints = ("status of 401",)
        page = self.open()
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        self.screenshot(page, "sign-in")
        self.assert_accessible(page)
        field = page.get_by_label("Key", exact=True)
        field.fill("wrong")
        page.get_by_role("button", name="Sign in").click()
        dialog = page.get_by_role("dialog", name="Sign in")
        expect(dialog.get_by_role("alert")).to_contain_text("unknown or revoked")
        field.fill(key)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_text("Nothing sent yet")).to_be_visible()
        expect(page.get_by_text("Live", exact=True)).to_be_visible()
        self.drop(page, harness.POSTER)
        expect(page.get_by_role("feed").get_by_role("link", name="poster.png")).to_be_visible()
        # Pictures too come with the key.
        expect(page.locator("article img[src^='blob:']")).to_have_count(1)

    def test_signing_out_is_so_in_every_window(self):
        out, _ = self.run_helio("keys", "create", "--scope", "viewer", "--json",
                                "--data", self.server.data)
        self.expected_complaints = ("status of 401", "status of 403")
        page = self.open()
        page.get_by_label("Key", exact=True).fill(json.loads(out)["bearer_token"])
        page.get_by_role("checkbox", name="Remember it on this device").check()
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_text("Live", exact=True)).to_be_visible()
        other = page.context.new_page()
        other.goto(self.server.url + "/app/settings")
        other.get_by_role("button", name="Sign out").click()
        expect(other.get_by_role("dialog", name="Sign in")).to_be_visible()
        expect(page.get_by_role("dialog", name="Sign in")).to_be_visible()


if __name__ == "__main__":
    unittest.main()
