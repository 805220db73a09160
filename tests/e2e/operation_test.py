"""Goal: whoever runs the server is told what is wrong: at the start, while it runs, at its end.

Method: settings that cannot work, a disk that is called full, an object that can never be read.
"""

import os
import shutil
import unittest

import harness
import server as serving


class FaultsAtTheStart(harness.EndToEnd):
    def refused(self, *words, status=3):
        """What `helio serve` says; the pack is not there, and nobody looks for it yet."""
        _, err = self.run_helio("serve", "--packs", "nowhere", "--data", "data", *words,
                                status=status)
        self.assertNotIn("nowhere", err)
        return err

    def test_they_are_told_before_the_models_load(self):
        self.write("bad.pem", "no certificate")
        rows = ((("--listen", "0.0.0.0:0"), "InsecureListenAddress"),
                (("--listen", "127.0.0.1:0", "--tls-certificate", "none.pem", "--tls-key",
                  "none.pem"), "none.pem"),
                (("--listen", "127.0.0.1:0", "--tls-certificate", "bad.pem", "--tls-key",
                  "bad.pem"), "InvalidCertificate"),
                (("--listen", "no-address:80"), "InvalidListenAddress"))
        for words, said in rows:
            with self.subTest(said):
                self.assertIn(said, self.refused(*words))

    def test_a_master_key_that_is_gone_is_missed_and_not_made_anew(self):
        body = os.path.join(self.folder, "data", "objects", "ab", "body")
        os.makedirs(os.path.dirname(body))
        self.write(body, "sealed")
        said = self.refused("--listen", "127.0.0.1:0")
        self.assertIn("MasterKeyMissing", said)
        self.assertIn("put it back from a backup", said)
        self.assertFalse(os.path.exists(os.path.join(self.folder, "data", "keys", "master.json")))

    def test_a_folder_is_no_configuration(self):
        _, err = self.run_helio("config", "check", "--config", self.folder, status=2)
        self.assertIn("name a file in it", err)

    def test_a_webhook_that_cannot_be_one(self):
        config = self.write("helio.toml",
                            '[[webhook]]\nurl = "http://"\nsecret = "0123456789abcdef"')
        for command in ("serve",), ("config", "check"):
            _, err = self.run_helio(*command, "--config", config, status=2)
            self.assertIn("whole url", err)

    def test_config_check_says_what_serve_would_refuse(self):
        out, err = self.run_helio("config", "check", "--listen", "0.0.0.0:80", status=2)
        self.assertIn("0.0.0.0:80", out)
        self.assertIn("InsecureListenAddress", err)


class InUse(serving.ServerTest):
    def test_a_folder_and_a_port_in_use_are_told_before_the_models_load(self):
        rows = ((("--data", self.server.data, "--listen", "127.0.0.1:0"), "StoreInUse"),
                (("--data", "other", "--listen", self.server.url.removeprefix("http://")),
                 "AddressInUse"))
        for words, said in rows:
            with self.subTest(said):
                _, err = self.run_helio("serve", "--packs", "nowhere", *words, status=3)
                self.assertIn(said, err)

    def test_it_is_ready(self):
        self.assertEqual(self.server.json("GET", "/readyz"), {"status": "ready"})
        metrics = self.server.request("GET", "/metrics")[2].decode()
        self.assertIn("helio_ready 1\n", metrics)
        self.assertIn("helio_database_writable 1\n", metrics)
        self.assertIn("helio_disk_free_bytes ", metrics)


class Start(harness.EndToEnd):
    def test_it_takes_uploads_before_the_models_are_warm(self):
        server = serving.Server(os.path.join(self.folder, "data"), until="listening")
        self.addCleanup(server.stop)
        self.assertEqual(server.json("GET", "/livez"), {"status": "alive"})
        answer = server.json("GET", "/readyz", status=503)
        self.assertIn("models are being loaded", answer["waiting_for"][0])
        self.assertIn("helio_ready 0\n", server.request("GET", "/metrics")[2].decode())
        image_id = server.upload(self.write("red.png", harness.png(120, 90, (250, 0, 0))),
                                 "image/png")
        server.wait_until("ready")
        self.assertEqual(server.json("GET", "/readyz"), {"status": "ready"})
        self.assertIn(server.result(image_id)["status"], ("COMPLETED", "LOW_CONFIDENCE"))

    def test_it_can_be_stopped_before_the_models_are_warm(self):
        data = os.path.join(self.folder, "data")
        server = serving.Server(data, until="listening")
        image_id = server.upload(self.write("red.png", harness.png(120, 90, (250, 0, 0))),
                                 "image/png")
        self.assertEqual(server.stop(), 0)
        again = serving.Server(data)
        self.addCleanup(again.stop)
        self.assertIn(again.result(image_id)["status"], ("COMPLETED", "LOW_CONFIDENCE"))

    def test_models_that_cannot_be_loaded_end_it(self):
        pack = os.path.join(self.folder, "pack")
        shutil.copytree(harness.DEFAULT_PACK, pack)
        for name in os.listdir(pack):
            if name.endswith((".xml", ".onnx")):
                with open(os.path.join(pack, name), "wb") as file:
                    file.write(b"no model")
        out, err = self.run_helio("serve", "--data", "data", "--listen", "127.0.0.1:0",
                                  "--packs", pack, status=3)
        self.assertNotIn("ready", out)
        self.assertIn("error: ", err)


class FullDisk(serving.ServerTest):
    words = ("--disk-free-bytes-min", "900000000000000")

    def test_it_is_not_ready_and_takes_no_upload(self):
        answer = self.server.json("GET", "/readyz", status=503)
        self.assertIn("disk_free_bytes_min", answer["waiting_for"][0])
        self.assertIn("helio_ready 0\n", self.server.request("GET", "/metrics")[2].decode())
        permit = self.server.json("POST", "/upload-url",
                                  {"fileName": "a.png", "fileType": "image/png"})
        status, _, body = self.server.request(
            "PUT", permit["uploadUrl"], harness.png(9, 9, (1, 2, 3)), permit["headers"])
        self.assertEqual((status, b"<Code>DiskFull</Code>" in body), (507, True), body)
        self.assertEqual(os.listdir(os.path.join(self.server.data, "objects")), [])


class Upkeep(serving.ServerTest):
    def test_backup_and_a_new_master_key_beside_the_running_server(self):
        image_id = self.server.upload(harness.POSTER, "image/png")
        self.server.result(image_id)
        picture = f"/results/{image_id}/image?variant=original"
        original = self.server.request("GET", picture)[2]
        out, _ = self.run_helio("keys", "rotate-master", "--data", self.server.data)
        self.assertIn("wrapped all keys of objects again", out)
        self.assertEqual(self.server.request("GET", picture)[2], original)
        backup = os.path.join(self.folder, "backup")
        out, _ = self.run_helio("backup", backup, "--data", self.server.data)
        self.assertIn("bodies of objects", out)
        self.assertEqual(self.server.request("DELETE", f"/results/{image_id}")[0], 204)
        restored = serving.Server(backup)
        self.addCleanup(restored.stop)
        self.assertEqual(restored.request("GET", picture)[2], original)
        self.assertEqual(restored.json("GET", f"/results/{image_id}")["image_id"], image_id)


class HungFunction(harness.EndToEnd):
    def test_the_stop_gives_it_up_and_the_next_start_goes_on(self):
        data = os.path.join(self.folder, "server")
        server = serving.Server(data, "--stop-timeout", "2")
        image_id = server.upload(harness.POSTER, "image/png")
        server.result(image_id)
        [body] = self.body_files(data)
        os.rename(body, body + ".kept")
        os.mkfifo(body)  # whoever opens it waits for a writer that never comes
        server.json("POST", "/replays", {"from": "2020-01-01T00:00:00Z",
                                         "to": "2100-01-01T00:00:00Z"}, status=202)
        running = 'helio_function_running{function="image_processor"} 1'
        server.wait_for(lambda: running in server.request("GET", "/metrics")[2].decode())
        self.assertEqual(server.stop(), 0, server.log())
        self.assertIn('"executions_left":1', server.log())
        self.assertIn("given up", server.log())
        os.remove(body)
        os.rename(body + ".kept", body)
        again = serving.Server(data)
        self.addCleanup(again.stop)
        again.wait_for(lambda: all(execution["status"] == "SUCCEEDED" for execution
                                   in again.json("GET", "/executions")["items"]))
        self.assertEqual(again.json("GET", "/results")["count"], 1)

    def body_files(self, data):
        return [os.path.join(folder, name)
                for folder, _, names in os.walk(os.path.join(data, "objects")) for name in names]


if __name__ == "__main__":
    unittest.main()
