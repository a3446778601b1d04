"""Stubs of the standard library: where they are found, which modules they count for, and what they say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import textwrap
import unittest
from pathlib import Path
from typing import Any, Optional

ROOT = Path(__file__).resolve().parents[2]

#: A typeshed of one Python that is named 9.9, so to speak: only what these tests look at.
FILES = {
    "stdlib/VERSIONS": """
        # comment
        builtins: 3.0-
        colorsys: 3.0-
        collections: 3.0-
        collections.abc: 3.3-
        _typeshed: 3.0-
        typing: 3.5-
        sched: 3.0-3.1  # gone
        """,
    "stdlib/colorsys.pyi": """
        import sys
        __all__ = ["rgb_to_yiq"]
        if sys.version_info >= (3, 8) and (sys.platform != "nowhere" or sys.version_info >= (99,)):
            def rgb_to_yiq(r: float, g: float, b: float) -> tuple[float, float, float]: ...
        else:
            def rgb_to_yiq(r: str, g: str, b: str) -> str: ...
        def yiq_to_rgb(*args: str) -> str: ...
        """,
    "stdlib/sched.pyi": "class scheduler:\n    queue: int\n",
    "stdlib/typing.pyi": """
        T = TypeVar("T")
        V = TypeVar("V")
        class Mapping(Generic[T, V]): ...
        class MutableMapping(Mapping[T, V]):
            def popitem(self) -> tuple[T, V]: ...
        """,
    "stdlib/collections/__init__.pyi": """
        from typing import Generic, MutableMapping, TypeVar
        K = TypeVar("K")
        W = TypeVar("W")
        class UserDict(MutableMapping[K, W]):
            data: dict[K, W]
            def popitem(self) -> tuple[K, W]: ...
        class ChainMap(MutableMapping[K, W]):
            maps: list[MutableMapping[K, W]]
        class Counter(dict[K, int], Generic[K]): ...
        class UserString: ...
        """,
    "stdlib/builtins.pyi": """
        from typing import Generic, TypeVar
        A = TypeVar("A")
        B = TypeVar("B")
        class dict(Generic[A, B]):
            def popitem(self) -> tuple[A, B]: ...
        """,
}


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")


class OfTheStandardLibrary(unittest.TestCase):
    def setUp(self) -> None:
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = Path(held.name).resolve()
        self.typeshed = self.folder / "typeshed"
        write(self.typeshed, FILES)

    def analyse(self, module: str, typeshed: Optional[str] = None, path: str = "") -> Any:
        """The analysis by a Python that runs in the folder and has no packages."""
        env = {key: value for key, value in os.environ.items() if key != "GRAFT_TYPESHED"}
        env["PYTHONPATH"] = os.pathsep.join([str(ROOT / "python-host"), *([path] if path else [])])
        env["PYTHONDONTWRITEBYTECODE"] = "1"
        if typeshed is not None:
            env["GRAFT_TYPESHED"] = typeshed
        command = [sys.executable, "-S", "-m", "graftwire.analyzer", module]
        done = subprocess.run(command, env=env, cwd=self.folder, capture_output=True, check=False)
        return json.loads(done.stdout)

    def function(self, analysis: Any, name: str) -> Any:
        return next(each for each in analysis["model"]["functions"] if each["name"] == name)

    def test_a_typeshed_says_the_types_of_a_module_of_the_standard_library(self) -> None:
        analysis = self.analyse("colorsys", str(self.typeshed))
        found = self.function(analysis, "rgb_to_yiq")
        self.assertEqual([part["type"] for part in found["parameters"]], [{"kind": "float"}] * 3)
        self.assertEqual(found["returns"], {"kind": "tuple", "items": [{"kind": "float"}] * 3})
        self.assertEqual(analysis["stubs"], ["the typeshed that GRAFT_TYPESHED names"])
        self.assertEqual(analysis, self.analyse("colorsys", str(self.typeshed)))
        self.assertNotIn(str(self.folder), json.dumps(analysis))

    def test_without_one_and_with_none_everything_is_the_same(self) -> None:
        plain, off = self.analyse("colorsys"), self.analyse("colorsys", "off")
        self.assertEqual(plain, off)
        self.assertEqual(plain["stubs"], [])
        self.assertEqual(plain, self.analyse("colorsys", str(self.folder / "nowhere")))
        self.assertNotIn("type", self.function(plain, "rgb_to_yiq")["parameters"][0])

    def test_versions_says_which_modules_this_python_has(self) -> None:
        analysis = self.analyse("sched", str(self.typeshed))
        self.assertEqual(analysis["stubs"], [])

    def test_the_model_of_another_module_does_not_depend_on_it(self) -> None:
        source = "import collections\nclass Mine(collections.UserDict):\n    def own(self): return 1\n"
        (self.folder / "mine.py").write_text(source, encoding="utf-8")
        (self.folder / "colorsys.py").write_text("def rgb_to_yiq(r, g, b): return r\n", encoding="utf-8")
        for file in ("./mine.py", "./colorsys.py"):
            self.assertEqual(self.analyse(file, str(self.typeshed)), self.analyse(file, "off"))

    def test_type_checkers_beside_the_module_and_beside_the_tool_bring_one(self) -> None:
        packages = self.folder / "site"
        write(self.folder / "node_modules" / "pyright" / "dist" / "typeshed-fallback", FILES)
        write(self.folder / "node_modules" / "pyright", {"package.json": '{"version": "1.2.3"}'})
        self.assertEqual(self.analyse("colorsys")["stubs"], ["the typeshed of pyright 1.2.3"])
        write(packages / "jedi" / "third_party" / "typeshed", FILES)
        self.assertEqual(self.analyse("colorsys", path=str(packages))["stubs"], ["the typeshed of jedi"])
        write(packages / "mypy" / "typeshed", FILES)
        write(
            packages / "mypy-9.8.7.dist-info",
            {"METADATA": "Metadata-Version: 2.1\nName: mypy\nVersion: 9.8.7\n"},
        )
        found = self.analyse("colorsys", path=str(packages))
        self.assertEqual(found["stubs"], ["the typeshed of mypy 9.8.7"])
        self.assertEqual(self.analyse("colorsys", "off", str(packages))["stubs"], [])

    def test_classes_are_generic_as_their_stubs_are(self) -> None:
        model = self.analyse("collections", str(self.typeshed))["model"]
        classes = {each["name"]: each for each in model["classes"]}

        def popped(name: str) -> Any:
            method = next(each for each in classes[name]["methods"] if each["name"] == "popitem")
            self.assertNotIn("typeParameters", method)
            return method["returns"]["items"]

        key, value = {"kind": "var", "name": "K"}, {"kind": "var", "name": "W"}
        self.assertEqual(classes["UserDict"]["typeParameters"], [{"name": "K"}, {"name": "W"}])
        self.assertEqual(popped("UserDict"), [key, value])
        # What a base has by names of its own is said by those of the class.
        self.assertEqual(popped("ChainMap"), [key, value])
        self.assertEqual(popped("Counter"), [key, {"kind": "int"}])
        data = next(each for each in classes["UserDict"]["attributes"] if each["name"] == "data")
        self.assertEqual(data["type"], {"kind": "map", "key": key, "value": value})


if __name__ == "__main__":
    unittest.main()
