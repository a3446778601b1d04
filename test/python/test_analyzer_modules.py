"""The Analyzer on modules that nobody here wrote: none raises, and how much of each gets types."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import unittest
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
STANDARD = [
    "json",
    "statistics",
    "pathlib",
    "datetime",
    "decimal",
    "sqlite3",
    "collections",
    "asyncio",
    "email",
]
PACKAGES = ["numpy", "pandas", "requests", "pydantic", "networkx"]
#: Those that come with annotations for all that they have.
ANNOTATED = ("numpy", "pydantic")
EXPLICIT = "It is annotated as what may be anything."
#: What a checkout has in any case: the development dependency pyright brings one.
TYPESHED = ROOT / "node_modules" / "pyright" / "dist" / "typeshed-fallback"


def pythons() -> list[str]:
    """This one, and the environment with packages that the other suites make for it."""
    folder = ROOT / ".cache" / f"scientific-{platform.python_version()}" / "bin" / "python"
    return [sys.executable, *([str(folder)] if folder.exists() else [])]


def analyse(python: str, module: str, typeshed: str = "off") -> Any:
    """The analysis, or its error; each in a process of its own, which has imported nothing else."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "python-host"), "PYTHONDONTWRITEBYTECODE": "1"}
    env["GRAFT_TYPESHED"] = typeshed
    command = [python, "-m", "graftwire.analyzer", module]
    done = subprocess.run(command, env=env, capture_output=True, check=False, timeout=300)
    return json.loads(done.stdout)


class RealModules(unittest.TestCase):
    analyses: dict[str, Any]

    @classmethod
    def setUpClass(cls) -> None:
        cls.analyses = {}
        for python in pythons():
            for module in STANDARD + PACKAGES:
                analysis = None if module in cls.analyses else analyse(python, module)
                if analysis is not None and analysis.get("error", {}).get("code") != "module-not-found":
                    cls.analyses[module] = analysis

    def share(self, module: str, without_explicit: bool = False) -> float:
        analysis = self.analyses[module]
        public, typed = analysis["coverage"]["public"], analysis["coverage"]["typed"]
        if without_explicit:
            public -= sum(loss["reason"] == EXPLICIT for loss in analysis["losses"])
        return float(100 * typed / public)

    def test_every_module_is_described_and_nothing_in_it_raises(self) -> None:
        for module in STANDARD:
            self.assertIn(module, self.analyses)
        for module, analysis in self.analyses.items():
            self.assertNotIn("error", analysis, module)
            self.assertGreater(analysis["coverage"]["public"], 0, module)
            raised = [loss for loss in analysis["losses"] if loss["reason"].startswith("Describing it")]
            self.assertEqual(raised, [], module)

    def test_each_member_without_a_type_is_among_the_losses(self) -> None:
        for module, analysis in self.analyses.items():
            coverage = analysis["coverage"]
            paths = {loss["path"] for loss in analysis["losses"]}
            # Two parameters of one name are one path: of overloads, and of methods that are aliases.
            self.assertGreaterEqual(len(paths) * 1.25, coverage["public"] - coverage["typed"], module)

    def test_the_shares_of_typed_members_are_printed_and_reach_their_marks(self) -> None:
        print(f"\nCPython {platform.python_version()}: public members typed other than any")
        public = typed = 0
        for module, analysis in self.analyses.items():
            coverage = analysis["coverage"]
            public, typed = public + coverage["public"], typed + coverage["typed"]
            told = f"{coverage['typed']:6} of {coverage['public']:6}  {self.share(module):5.1f} %"
            print(f"  {module:<12} {told}  {self.share(module, True):5.1f} % without explicit Any")
        print(f"  {'all':<12} {typed:6} of {public:6}  {100 * typed / public:5.1f} %")
        missing = [module for module in PACKAGES if module not in self.analyses]
        if missing:
            print(f"  declared gap: {', '.join(missing)} (not installed)")
        for module in ANNOTATED:
            if module in self.analyses:
                self.assertGreaterEqual(self.share(module, without_explicit=True), 95, module)
        if all(module in self.analyses for module in ("numpy", "pandas", "pydantic", "networkx")):
            self.assertGreaterEqual(100 * typed / public, 60)

    @unittest.skipUnless(TYPESHED.exists(), "pyright is not installed")
    def test_with_a_typeshed_the_standard_library_has_types(self) -> None:
        print(f"\nCPython {platform.python_version()} with a typeshed")
        public = typed = 0
        for module in STANDARD:
            analysis = analyse(sys.executable, module, str(TYPESHED))
            self.assertNotIn("error", analysis, module)
            raised = [loss for loss in analysis["losses"] if loss["reason"].startswith("Describing it")]
            self.assertEqual(raised, [], module)
            coverage = analysis["coverage"]
            share = 100 * coverage["typed"] / coverage["public"]
            print(f"  {module:<12} {coverage['typed']:6} of {coverage['public']:6}  {share:5.1f} %")
            self.assertGreaterEqual(share, 80, module)
            public, typed = public + coverage["public"], typed + coverage["typed"]
        print(f"  {'all':<12} {typed:6} of {public:6}  {100 * typed / public:5.1f} %")
        self.assertGreaterEqual(100 * typed / public, 90)


if __name__ == "__main__":
    unittest.main()
