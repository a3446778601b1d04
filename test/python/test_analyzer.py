"""The Analyzer of Python modules: its golden model, its command, and what is the same each time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unittest
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python-host"))

from source_tree import SourceTree

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "test" / "golden" / "analyzer" / "python"


def run(source: str, seed: str = "0") -> tuple[int, str]:
    """The exit code and the output of the command."""
    env = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "python-host"),
        "PYTHONHASHSEED": seed,
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, "-m", "graftwire.analyzer", *([source] if source else [])]
    done = subprocess.run(command, env=env, capture_output=True, check=False, timeout=300)
    return done.returncode, done.stdout.decode()


class Golden(unittest.TestCase):
    def test_the_analysis_of_a_module_with_everything_is_the_one_beside_it_in_every_python(self) -> None:
        # GRAFTWIRE_UPDATE_GOLDEN=1 writes it anew.
        code, out = run(str(GOLDEN / "inventory.py"))
        self.assertEqual(code, 0)
        text = json.dumps(json.loads(out), indent=2, ensure_ascii=False) + "\n"
        if os.environ.get("GRAFTWIRE_UPDATE_GOLDEN"):
            (GOLDEN / "inventory.json").write_text(text, encoding="utf-8")
        self.assertEqual(text, (GOLDEN / "inventory.json").read_text(encoding="utf-8"))

    def test_an_annotated_module_is_typed_except_for_what_says_nothing(self) -> None:
        analysis = json.loads((GOLDEN / "inventory.json").read_text(encoding="utf-8"))
        coverage = analysis["coverage"]
        untyped = coverage["public"] - coverage["typed"]
        # whatever() is there to have no types.
        inside = [loss for loss in analysis["losses"] if not loss["path"].startswith("whatever")]
        self.assertEqual(untyped, 6)
        self.assertEqual(
            [loss["path"] for loss in inside], ["T", "inferred(size)", "Warehouse.find(filters)"]
        )

    def test_the_bytes_are_the_same_whatever_the_seed_of_hashes(self) -> None:
        with SourceTree() as tree:
            source = tree.write(
                "at_seeds.py",
                """
                __all__ = list({"first", "second", "third", "fourth", "fifth"})
                def first(a={"x", "y", "z", "w"}): ...
                def second(a=frozenset(("x", "y", "z", "w"))): ...
                third = fourth = {"b", "a"}
                fifth = {"p", "q"}
                """,
            )
            outputs = {run(source, seed)[1] for seed in ("1", "2", "3", "4")}
        self.assertEqual(len(outputs), 1)
        self.assertIn("{'w', 'x', 'y', 'z'}", outputs.pop())

    def test_the_bytes_are_the_same_on_every_run_for_modules_of_others(self) -> None:
        for module in ("json", "asyncio", "decimal"):
            self.assertEqual(run(module, "1"), run(module, "77"), module)


class Command(unittest.TestCase):
    def error(self, source: str) -> Any:
        code, out = run(source)
        self.assertEqual(code, 1)
        error = json.loads(out)["error"]
        self.assertTrue(error["remedy"])
        return error

    def test_what_is_not_there_is_a_typed_error(self) -> None:
        self.assertEqual(self.error("no_such_module_here")["code"], "module-not-found")
        self.assertEqual(self.error("./no_such_file.py")["code"], "module-not-found")
        self.assertEqual(self.error("a..b")["code"], "invalid-source")
        self.assertEqual(self.error("")["code"], "invalid-argument")

    def test_a_module_that_cannot_be_imported_says_why(self) -> None:
        with SourceTree() as tree:
            failing = self.error(tree.write("at_failing.py", "raise ValueError('not today')\n"))
            leaving = self.error(tree.write("at_leaving.py", "import sys\nsys.exit(3)\n"))
        self.assertEqual((failing["code"], leaving["code"]), ("exception", "exception"))
        self.assertIn("ValueError: not today", failing["message"])

    def test_what_a_module_prints_is_not_part_of_the_answer(self) -> None:
        with SourceTree() as tree:
            code, out = run(tree.write("at_printing.py", "print('hello')\nx: int = 1\n"))
            self.assertNotIn(str(tree.root), out)
        self.assertEqual((code, json.loads(out)["model"]["attributes"][0]["name"]), (0, "x"))


if __name__ == "__main__":
    unittest.main()
