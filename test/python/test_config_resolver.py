"""What a configuration resolver finds in the environment and in files."""

from __future__ import annotations

import os
import unittest
from typing import Dict, Optional

from source_tree import SourceTree

from graftwire.config import ConfigurationResolver
from graftwire.errors import GraftError

GRAFT = "graft.pypi.stats"


class ResolverTest(unittest.TestCase):
    def setUp(self) -> None:
        self.tree = SourceTree()
        self.tree.__enter__()
        self.addCleanup(self.tree.__exit__)
        self.tree.write("package.json", "{}")
        self.env: Dict[str, str] = {}
        self.folder = str(self.tree.root)
        self.resolver = ConfigurationResolver(self.env, lambda: self.folder)

    def timeout_of(self, graft: str = GRAFT) -> Optional[float]:
        return self.resolver.resolve(graft).config.timeout_ms

    def error_of(self, graft: str = GRAFT) -> GraftError:
        with self.assertRaises(GraftError) as caught:
            self.resolver.resolve(graft)
        return caught.exception

    def test_reads_every_variable(self) -> None:
        for variable in (
            "GRAFT_STATS_CONFIG",
            "GRAFT_PYPI_STATS_CONFIG",
            "graft.pypi.stats-config",
            "GRAFT_CONFIG",
            "graftcode-config",
        ):
            for value in ("timeoutMs=${T}", '{"timeoutMs": 5}', f"# c\nname={GRAFT};timeoutMs=5"):
                with self.subTest(f"{variable}={value}"):
                    self.env.clear()
                    self.env.update({variable: value, "T": "5"})
                    self.resolver.forget()
                    self.assertEqual(5, self.timeout_of())

    def test_reads_the_file_that_a_variable_names(self) -> None:
        path = self.tree.write("conf/stats.json", '{"timeoutMs": 5}')
        for value in ("conf/stats.json", path):
            self.env["GRAFT_STATS_CONFIG"] = value
            self.resolver.forget()
            self.assertEqual(5, self.timeout_of())

    def test_does_not_show_what_is_neither(self) -> None:
        self.env["GRAFT_CONFIG"] = "hush-1234"
        self.assertNotIn("hush", str(self.error_of()))
        self.env["GRAFT_CONFIG"] = "conf/no.json"
        self.assertIn("conf/no.json", str(self.error_of()))

    def test_reads_files_up_to_the_project(self) -> None:
        self.tree.write("graft.config.txt", "timeoutMs=1")
        self.tree.write("project/pyproject.toml")
        self.folder = os.path.dirname(self.tree.write("project/a/b/x"))
        self.assertIsNone(self.timeout_of())
        for path, text, expected in (
            ("project/graftcode-config.txt", "timeoutMs=2", 2),
            ("project/graft.config.json", '{"timeoutMs": 3}', 3),
            ("project/a/graft.config.txt", "timeoutMs=4", 4),
            (f"project/{GRAFT}-config.txt", "timeoutMs=5", 5),
        ):
            self.tree.write(path, text)
            self.resolver.forget()
            self.assertEqual(expected, self.timeout_of())

    def test_reads_nothing_above_the_working_directory_without_a_project(self) -> None:
        (self.tree.root / "package.json").unlink()
        self.tree.write("graft.config.txt", "timeoutMs=1")
        self.folder = os.path.dirname(self.tree.write("a/x"))
        self.assertIsNone(self.timeout_of())

    def test_names_the_file_and_the_line_of_what_is_wrong(self) -> None:
        path = self.tree.write("graft.config.json", '{\n"hots": "x"}')
        self.assertEqual(f"{path}:2 hots", self.error_of().path)

    def test_refuses_files_that_are_not_utf_8_or_no_files(self) -> None:
        file = self.tree.root / "graft.config.txt"
        file.write_bytes(b"#\xe4")
        self.assertIn("not UTF-8", str(self.error_of()))
        file.unlink()
        file.mkdir()
        self.assertIn("cannot be read", str(self.error_of()))

    def test_refuses_one_variable_for_two_grafts(self) -> None:
        self.env["GRAFT_STATS_CONFIG"] = "timeoutMs=5"
        self.assertEqual(5, self.timeout_of())
        error = self.error_of("graft.npm.stats")
        self.assertEqual(("ambiguous-configuration", "GRAFT_STATS_CONFIG"), (error.code, error.path))
        self.env["GRAFT_NPM_STATS_CONFIG"] = "timeoutMs=6"
        self.assertEqual(6, self.timeout_of("graft.npm.stats"))

    def test_takes_the_last_of_what_the_program_sets_before_the_first_use(self) -> None:
        self.resolver.set(f"name={GRAFT};timeoutMs=1")
        self.resolver.set({"name": GRAFT, "timeoutMs": 2})
        self.assertEqual(2, self.timeout_of())
        self.resolver.set([{"name": GRAFT, "timeoutMs": 3}])
        self.assertEqual(2, self.timeout_of())
        self.resolver.forget(GRAFT)
        self.assertEqual(3, self.timeout_of())
        with self.assertRaises(GraftError):
            self.resolver.set("timeoutMs=4\ntimeoutMs=x")
        self.resolver.forget()
        self.assertEqual(3, self.timeout_of())

    def test_has_graft_strict_count_for_every_graft(self) -> None:
        self.env.update({"GRAFT_STRICT": "1", "GRAFT_STATS_CONFIG": "strict=false"})
        self.assertTrue(self.resolver.resolve(GRAFT).config.strict)

    def test_logs_once_and_explains_without_secrets(self) -> None:
        self.env["GRAFT_STATS_CONFIG"] = "host=tcp://hush@a:1?token=hush;token=hush"
        self.resolver.set(f"name={GRAFT};strict=1")
        with self.assertLogs("graftwire", "DEBUG") as logs:
            for _ in range(2):
                self.resolver.resolve(GRAFT, "runtime=python;host=inMemory")
        self.assertEqual(1, len(logs.output))
        self.assertIn("host=tcp://***@a:1?token=***;token=*** (GRAFT_STATS_CONFIG:1", logs.output[0])
        text = self.resolver.explain(GRAFT, "runtime=python;host=inMemory")
        for part in (
            "Won, as the highest configuration of this Graft: gives host, token.",
            "Not used: GRAFT_STATS_CONFIG:1 stands higher.",
            "The Graft's own default: gives runtime.",
            "What graftwire does by itself: has nothing left to give.",
            "GRAFT_PYPI_STATS_CONFIG, GRAFT_STATS_CONFIG",
            self.folder,
        ):
            self.assertIn(part, text)
        self.assertNotIn("hush", text + logs.output[0])

    def test_knows_and_explains_what_paths_are_relative_to(self) -> None:
        path = self.tree.write("conf/stats.txt", f"name={GRAFT};modules=./other.py;python=.venv")
        self.env["GRAFT_STATS_CONFIG"] = "conf/stats.txt"
        self.assertEqual(os.path.dirname(path), self.resolver.resolve(GRAFT).origins["modules"].folder)
        text = self.resolver.explain(GRAFT, "runtime=python;modules=../stats.py")
        self.assertEqual(2, text.count(f":1, relative to {os.path.dirname(path)}\n"))
        self.env["GRAFT_STATS_CONFIG"] = "modules=./other.py;host=ipc://run/x.sock"
        text = self.resolver.explain(GRAFT)
        self.assertEqual(2, text.count("GRAFT_STATS_CONFIG:1, relative to the working directory\n"))
        self.assertNotIn("relative to", self.resolver.explain("graft.pypi.other", "modules=../stats.py"))


if __name__ == "__main__":
    unittest.main()
