"""Goal: whoever runs the server is told what is wrong.

Method: settings that cannot work.
"""

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


if __name__ == "__main__":
    unittest.main()
