"""Generated Grafts of Python's modules: bound at first use, direct, strict, on loopback, or not reached."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from typing import Any, ClassVar, Dict

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
GOLDEN = os.path.join(ROOT, "test", "golden", "generator", "python")


class GeneratedGraft(unittest.TestCase):
    folder: ClassVar[str]

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.mkdtemp(prefix="graftwire-")
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        package = os.path.join(cls.folder, "graft_pypi_stats")
        shutil.copytree(os.path.join(GOLDEN, "packages", "stats", "graft_pypi_stats"), package)
        shutil.copy(os.path.join(GOLDEN, "models", "stats.py"), package)
        shutil.copy(os.path.join(GOLDEN, "programs", "uses_stats.py"), cls.folder)

    def run_program(self, program: str, **env: str) -> Any:
        """What a program prints as JSON, with these variables in its environment."""
        path = os.pathsep.join((self.folder, os.path.join(ROOT, "python-host")))
        given: Dict[str, str] = {**os.environ, "PYTHONPATH": path, **env}
        ran = subprocess.run(
            [sys.executable, "-c", f"import json\n{program}"],
            cwd=self.folder,
            env=given,
            capture_output=True,
            text=True,
        )
        self.assertEqual(ran.stderr, "")
        return json.loads(ran.stdout)

    def test_the_same_program_says_the_same_on_every_route_in_the_process(self) -> None:
        program = "import uses_stats as u\nprint(json.dumps([u.functions(), u.classes()]))"
        expected = [
            [1.5, [0, 1, 2], {"a": 1}, [["x"], [0, 1]], [1.25, ["ACME"]], ["buy", True, 0]],
            [["A"], 2.5, 2, ["A", "B"], 9, True, True, ["EUR"]],
        ]
        expected[0][5][1] = 1  # type: ignore[index]
        for env in ({}, {"GRAFT_STRICT": "1"}, {"GRAFT_CONFIG": "host=loopback"}):
            with self.subTest(**env):
                self.assertEqual(self.run_program(program, **env), expected)

    def test_values_are_copied_unless_it_is_direct(self) -> None:
        program = "import uses_stats as u\nprint(json.dumps(u.mutations()))"
        self.assertEqual(self.run_program(program), [[1, 1], [1, 1], 5])
        for env in ({"GRAFT_STRICT": "1"}, {"GRAFT_CONFIG": "host=loopback"}):
            with self.subTest(**env):
                self.assertEqual(self.run_program(program, **env), [[1], [1, 1], 1])

    def test_the_direct_members_are_the_modules_own_and_globals_from_the_second_use_on(self) -> None:
        program = """
import sys, graft_pypi_stats as graft
before = ["graft_pypi_stats.stats" in sys.modules, "mean" in vars(graft)]
from graft_pypi_stats import mean, Portfolio
module = sys.modules["graft_pypi_stats.stats"]
print(json.dumps([before, mean is module.mean, Portfolio is module.Portfolio,
                  vars(graft)["mean"] is module.mean, "names" in vars(graft), "walk" in dir(graft)]))
"""
        self.assertEqual(self.run_program(program), [[False, False], True, True, True, False, True])

    def test_a_remote_route_never_imports_the_module(self) -> None:
        program = """
import sys, graft_pypi_stats as graft
from graftwire import GraftError
try: graft.mean([1])
except GraftError as error: said = [error.code, error.path]
print(json.dumps([*said, "graft_pypi_stats.stats" in sys.modules]))
"""
        self.assertEqual(
            self.run_program(program, GRAFT_STATS_CONFIG="host=tcp://example.com:7420"),
            ["unimplemented", "GRAFT_STATS_CONFIG:1 host", False],
        )
        self.assertEqual(
            self.run_program(program, GRAFT_STATS_CONFIG="plugin=kafka"),
            ["unimplemented", "GRAFT_STATS_CONFIG:1 plugin", False],
        )

    def test_configuration_may_come_after_the_import_and_name_another_module(self) -> None:
        with open(os.path.join(self.folder, "other_stats.py"), "w") as file:
            file.write("def mean(values): return 'of the other'\n")
        program = """
import graft_pypi_stats as graft
from graftwire.config import GraftConfig
GraftConfig.set_config("name=graft.pypi.stats;modules=./other_stats.py")
from graftwire import GraftError
said = [graft.mean([1])]
try: graft.walk()
except GraftError as error: said.append(error.code)
print(json.dumps(said))
"""
        self.assertEqual(self.run_program(program), ["of the other", "unknown-member"])

    def test_a_bound_graft_asks_its_configuration_again_when_that_is_forgotten(self) -> None:
        with open(os.path.join(self.folder, "other_stats.py"), "w") as file:
            file.write("def mean(values): return 'of the other'\n")
        program = """
import graft_pypi_stats as graft, graftwire
from graftwire.config import GraftConfig, forget_configuration
def mean():
    try: return graft.mean([1, 2])
    except graftwire.GraftError as error: return error.code
said = [mean()]
GraftConfig.set_config("name=graft.pypi.stats;modules=./other_stats.py")
said.append(mean())
graftwire.reload()
said.append(mean())
GraftConfig.set_config("name=graft.pypi.stats;host=tcp://a")
forget_configuration("graft.npm.other")
said.append(mean())
forget_configuration("graft.pypi.stats")
said.append(mean())
GraftConfig.set_config("name=graft.pypi.stats;strict=true")
forget_configuration()
said += [mean(), "mean" in vars(graft)]
print(json.dumps(said))
"""
        self.assertEqual(
            self.run_program(program),
            [1.5, 1.5, "of the other", "of the other", "unimplemented", 1.5, True],
        )

    def test_loopback_knows_only_what_the_model_has(self) -> None:
        program = """
import graft_pypi_stats as graft
from graftwire import GraftError
portfolio = graft.Portfolio("EUR")
try: said = [portfolio.hidden()]
except (AttributeError, GraftError) as error: said = [getattr(error, "code", "attribute")]
try: graft.secret
except AttributeError as error: said.append(str(error))
print(json.dumps(said))
"""
        with open(os.path.join(self.folder, "graft_pypi_stats", "stats.py"), "a") as file:
            file.write("\nPortfolio.hidden = lambda self: 'hidden'\nsecret = 1\n")
        nowhere = "module 'graft_pypi_stats' has no attribute 'secret'"
        self.assertEqual(self.run_program(program), ["hidden", nowhere])
        self.assertEqual(self.run_program(program, GRAFT_CONFIG="host=loopback"), ["unknown-member", nowhere])


class Strictness(unittest.TestCase):
    def test_copies_what_crosses_by_value_and_nothing_else(self) -> None:
        import datetime
        import decimal
        import enum

        from graftwire.grafts.wire_copy import wire_copy

        class Side(enum.Enum):
            BUY = 1

        class Opaque:
            pass

        opaque = Opaque()
        values = [
            *(None, True, 2**70, -0.0, "é", b"x", [1, [2]], {"a": {1: (2, 3)}}, {1, 2}, frozenset([(1,)])),
            *(decimal.Decimal("1.10"), datetime.date(2020, 2, 3), range(3), 1 + 2j),
        ]
        copied = wire_copy(values)
        self.assertEqual(repr(copied), repr(values))
        self.assertIsNot(copied[6][1], values[6][1])  # type: ignore[index]
        for one in (opaque, print, Opaque, Side.BUY, iter([]), ValueError("x")):
            self.assertIs(wire_copy([one])[0], one)

    def test_refuses_what_the_wire_refuses_and_says_where(self) -> None:
        from graftwire.errors import GraftError
        from graftwire.grafts.wire_copy import wire_copy

        cyclic: list[Any] = []
        cyclic.append({"x": cyclic})
        deep: list[Any] = []
        for _ in range(600):
            deep = [deep]
        for value, code, path in ((cyclic, "cyclic-value", "args[0][0]['x']"), (deep, "too-deep", None)):
            with self.assertRaises(GraftError) as raised:
                wire_copy(value, "args[0]")
            self.assertEqual(raised.exception.code, code)
            if path is not None:
                self.assertEqual(raised.exception.path, path)


if __name__ == "__main__":
    unittest.main()
