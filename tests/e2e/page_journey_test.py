"""Goal: a person gets from one thing to the next: a picture, its execution, what failed, and back;
with the mouse, and by the keyboard alone.

Method: as page_test.py. What fails is a workflow made over AWS's own protocol.
"""

import json
import os
import re
import unittest
import urllib.parse

import browser
import harness
import machines
import server as serving
from browser import expect

CHELSEA = os.path.join(harness.PHOTOGRAPHS, "chelsea.png")
FAILS = {"StartAt": "Look", "States": {
    "Look": {"Type": "Task", "Resource": "arn:aws:states:::events:putEvents", "ResultPath": None,
             "Parameters": {"Entries": [{"Source": "test", "DetailType": "t", "Detail": {}}]},
             "Next": "GiveUp"},
    "GiveUp": {"Type": "Fail", "Error": "TooDark", "Cause": "Nothing can be seen on it."}}}
TABS_MAX = 80


class Journeys(browser.BrowserTest, machines.StatesTest):
    def record_of(self, path, **wish):
        image_id = self.server.upload(path, "image/png", **wish)
        return self.server.result(image_id)

    def count_of(self, user):
        return self.server.json("GET", f"/results?user_id={user}")["count"]

    def test_a_picture_is_analysed_again_and_stays_one(self):
        before = self.record_of(CHELSEA, userId="again")
        page = self.open(f"/app/images/{before['image_id']}")
        page.get_by_role("button", name="Analyse again").click()
        again = page.get_by_role("button", name="Analyse again")
        expect(again).to_be_enabled()

        def replaced():
            now = self.server.result(before["image_id"])
            return now if now["execution_arn"] != before["execution_arn"] else None
        after = self.server.wait_for(replaced)
        self.assertEqual(after["status"], before["status"])
        self.assertEqual(after["user_id"], "again")
        self.assertEqual(self.count_of("again"), 1)
        link = page.get_by_role("link", name="Execution", exact=True)
        expect(link).to_have_attribute(
            "href", "/app/executions/" + urllib.parse.quote(after["execution_arn"], safe=""))
        link.click()
        expect(page.get_by_role("heading", name="chelsea.png")).to_be_visible()
        expect(page.get_by_text("Succeeded", exact=True)).to_be_visible()
        page.get_by_role("link", name="The picture").click()
        expect(page).to_have_url(f"{self.server.url}/app/images/{before['image_id']}")

    def test_what_is_written_on_it_then_a_replay(self):
        poster = self.record_of(harness.POSTER, userId="replayer")
        page = self.open("/app/find?user=replayer")
        page.get_by_role("searchbox", name="Words").fill("summer night")
        page.get_by_role("feed").get_by_role("link", name="poster.png").click()
        page.get_by_role("link", name="Execution", exact=True).click()
        states = page.get_by_role("list", name="States")
        expect(states.get_by_text("ValidateImage", exact=True)).to_be_visible()
        first = page.url
        page.get_by_role("button", name="Replay").click()
        expect(page).not_to_have_url(first)
        expect(page.get_by_role("heading", name="poster.png")).to_be_visible()
        expect(page.get_by_text("Succeeded", exact=True)).to_be_visible()
        again = self.server.result(poster["image_id"])
        self.assertNotEqual(again["execution_arn"], poster["execution_arn"])
        self.assertIn(urllib.parse.quote(again["execution_arn"], safe=""), page.url)
        self.assertEqual(again["status"], poster["status"])
        self.assertEqual(self.count_of("replayer"), 1)

    def test_a_rule_that_is_off_and_the_archive(self):
        page = self.open("/app/settings")
        page.get_by_role("button", name="Switch off image-uploads").click()
        dialog = page.get_by_role("dialog", name="Switch image-uploads off?")
        self.screenshot(page, "rule-off")
        dialog.get_by_role("button", name="Switch off").click()
        on = page.get_by_role("button", name="Switch on image-uploads")
        expect(on).to_be_visible()
        image_id = self.server.upload(CHELSEA, "image/png", userId="off")
        self.assertEqual(self.server.request("GET", f"/results/{image_id}")[0], 404)
        on.click()
        expect(page.get_by_role("button", name="Switch off image-uploads")).to_be_visible()
        self.assert_accessible(page)
        page.get_by_role("link", name="Dashboard").click()
        page.get_by_role("button", name="Replay…").click()
        self.screenshot(page, "replay")
        self.assert_accessible(page)
        page.get_by_role("dialog").get_by_role("button", name="Replay").click()
        expect(page.get_by_text("Completed").first).to_be_visible()
        self.assertEqual(self.server.result(image_id)["status"], "COMPLETED")

    def test_keys_are_made_and_revoked(self):
        out, _ = self.run_helio("env", "--data", self.server.data)
        page = self.open("/app/settings")
        page.get_by_role("button", name="Sign in").click()
        sign_in = page.get_by_role("dialog", name="Sign in")
        sign_in.get_by_role("button", name="Go on without a key").click()
        page.get_by_role("button", name="Sign in").click()
        sign_in.get_by_label("Key", exact=True).fill(serving.exports_of(out)["HELIO_API_KEY"])
        sign_in.get_by_role("button", name="Sign in").click()
        keys = page.get_by_role("region", name="Keys")
        keys.get_by_label("Name").fill("wall-display")
        keys.get_by_role("button", name="Make a key").click()
        expect(keys.get_by_text("copy it now")).to_be_visible()
        token = keys.get_by_text("helio_HELIO").inner_text()
        self.screenshot(page, "key-made")
        self.assert_accessible(page, still=False)
        answer = self.server.request("GET", "/keys", headers={"Authorization": f"Bearer {token}"})
        self.assertEqual(answer[0], 403)  # a viewer's
        keys.get_by_role("button", name="I have it").click()
        expect(keys.get_by_text(token)).to_have_count(0)
        self.screenshot(page, "keys")
        self.assert_accessible(page, still=False)
        keys.get_by_role("button", name="Revoke wall-display").click()
        page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
        expect(keys.get_by_role("button", name="Revoke wall-display")).to_have_count(0)
        answer = self.server.request("GET", "/keys", headers={"Authorization": f"Bearer {token}"})
        self.assertEqual(answer[0], 401)

    def test_what_failed_says_where_and_why(self):
        machine = self.make("gives-up", json.dumps(FAILS))
        arn = self.start(machine, name="dark", input=json.dumps({"picture": 7}))
        page = self.open("/app/executions?status=FAILED")
        page.get_by_role("link", name="gives-up").click()
        expect(page.get_by_role("alert").first).to_contain_text("TooDark")
        expect(page.get_by_role("alert").first).to_contain_text("Nothing can be seen on it.")
        first = page.get_by_role("list", name="States").get_by_role("group").first
        expect(first).to_contain_text("GiveUp")
        expect(first).to_contain_text('"picture": 7')  # it is open
        self.screenshot(page, "failed")
        self.assert_accessible(page)
        page.get_by_role("button", name="Redrive").click()
        expect(page.get_by_text("redriven once")).to_be_visible()
        self.assertEqual(self.ended(arn)["status"], "FAILED")

    def test_who_comes_back_finds_his_place(self):
        record = self.record_of(CHELSEA)
        self.expected_complaints = ("status of 404",)  # of pictures that there are not
        page = self.open("/app/executions")
        ids = [record["image_id"], *(f"copy-{number}" for number in range(299))]

        def answer(route):
            start = int((re.search(r"cursor=(\d+)", route.request.url) or ["", "0"])[1])
            items = [{**record, "image_id": image_id} for image_id in ids[start:start + 60]]
            route.fulfill(content_type="application/json", body=json.dumps(
                {"items": items, "count": len(items),
                 "nextCursor": str(start + 60) if start + 60 < len(ids) else None}))
        page.route(re.compile(r"/results\?"), answer)
        page.route(re.compile(r"/results/copy-\d+$"), lambda route: route.fulfill(
            content_type="application/json", body=json.dumps(record)))
        page.get_by_role("link", name="Images", exact=True).click()
        place = page.locator("article[aria-posinset='200']")
        while not place.count():
            page.mouse.wheel(0, 1000)
            page.wait_for_timeout(20)
        place.get_by_role("link").click()
        expect(page.get_by_role("heading", name="chelsea.png")).to_be_visible()
        page.go_back()
        expect(place).to_be_in_viewport()

    def test_what_is_deleted_elsewhere_says_so(self):
        record = self.record_of(CHELSEA)
        self.expected_complaints = ("status of 404",)  # where it is asked for meanwhile
        page = self.open(f"/app/images/{record['image_id']}")
        expect(page.get_by_text("Live", exact=True)).to_be_visible()
        self.server.request("DELETE", f"/results/{record['image_id']}")
        expect(page.get_by_text("was deleted a moment ago")).to_be_visible()
        expect(page.get_by_role("button", name="Analyse again")).to_have_count(0)
        self.assert_accessible(page, still=False)

    def tab_to(self, page, target):
        for _ in range(TABS_MAX):
            page.keyboard.press("Tab")
            if target.count() and target.first.evaluate("(it) => it === document.activeElement"):
                return
        self.fail(f"the keyboard does not get to {target}")

    def test_by_the_keyboard_alone(self):
        page = self.open()
        expect(page.get_by_text("Live", exact=True)).to_be_visible()
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="To the content")).to_be_focused()
        page.keyboard.press("Enter")
        # Asked for before the way there: a key right after it may be there before Chromium knows.
        with page.expect_file_chooser() as chooser:
            self.tab_to(page, page.get_by_role("button", name="Choose pictures"))
            page.keyboard.press("Enter")
        chooser.value.set_files(os.path.join(harness.PHOTOGRAPHS, "astronaut.png"))
        card = page.get_by_role("feed").get_by_role("link", name="astronaut.png, Done")
        expect(card).to_be_visible()
        self.tab_to(page, card)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="astronaut.png")).to_be_visible()
        expect(page.get_by_role("main")).to_be_focused()
        faces = page.get_by_role("button", name="Faces")
        self.tab_to(page, faces)
        page.keyboard.press("Space")
        expect(faces).to_have_attribute("aria-pressed", "false")
        slider = page.get_by_role("slider")
        self.tab_to(page, slider)
        page.keyboard.press("End")
        expect(slider).to_have_value("100")
        expect(page.locator("[data-mark]")).to_have_count(0)
        self.delete_by_keyboard(page)

    def delete_by_keyboard(self, page):
        page.keyboard.press("Control+Home")
        delete = page.get_by_role("button", name="Delete")
        self.tab_to(page, delete)
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog", name="Delete this picture?")
        expect(dialog).to_be_visible()
        page.keyboard.press("Escape")
        # Gone, and not only closed: the page hears of that a moment later.
        expect(page.locator("dialog")).to_have_count(0)
        expect(delete).to_be_focused()
        page.keyboard.press("Enter")
        expect(dialog).to_be_visible()
        self.tab_to(page, dialog.get_by_role("button", name="Delete"))
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Drop pictures anywhere")).to_be_visible()
        expect(page.get_by_role("main")).to_be_focused()


if __name__ == "__main__":
    unittest.main()
