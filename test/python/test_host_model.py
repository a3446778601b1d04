"""Outlines, and the Unified Graft Model of modules, functions and classes."""

from __future__ import annotations

import inspect
import json
import os
import sys
import types
import unittest
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python-host"))

from source_tree import SourceTree

from graftwire.errors import GraftError
from graftwire.host import resolve
from graftwire.host.loading import load
from graftwire.host.model import describe_member, describe_module
from graftwire.host.outline import kind_of
from graftwire.host.text import documentation


class InSourceTree(unittest.TestCase):
    def setUp(self) -> None:
        self.tree = SourceTree().__enter__()
        self.addCleanup(self.tree.__exit__)

    def load(self, path: str, source: str) -> dict[str, Any]:
        return load(self.tree.write(path, source), "file")


class Outlines(InSourceTree):
    def test_public_members_are_told_in_order_with_their_kinds(self) -> None:
        outline = self.load(
            "mt_kinds.py",
            '''
            """What this is."""
            import functools, math, typing
            from math import sqrt
            zero = 0
            def plain(): ...
            async def soon(): ...
            def each(): yield
            async def each_soon(): yield
            class Thing:
                def method(self): ...
                async def later(self): ...
                async def __call__(self): ...
            bound = Thing().method
            bound_later = Thing().later
            callable_later = Thing()
            part = functools.partial(soon, 1)
            Number = typing.NewType("Number", int)
            Numbers = list[int]
            Many = typing.List[int]
            _hidden = 1
            __also__ = 2
            ''',
        )
        self.assertEqual(outline["doc"], "What this is.")
        self.assertEqual(
            list(outline["members"].items()),
            [
                *[("functools", "module"), ("math", "module"), ("typing", "module"), ("sqrt", "function")],
                *[("zero", "attribute"), ("plain", "function"), ("soon", "async-function")],
                *[("each", "generator-function"), ("each_soon", "async-generator-function")],
                *[("Thing", "class"), ("bound", "function"), ("bound_later", "async-function")],
                *[("callable_later", "async-function"), ("part", "async-function")],
                *[("Number", "function" if sys.version_info < (3, 10) else "attribute")],
                *[("Numbers", "attribute"), ("Many", "attribute")],
            ],
        )

    def test_kinds_are_those_that_inspect_tells(self) -> None:
        import asyncio
        import contextlib

        for module in (asyncio, contextlib, inspect):
            for name, value in vars(module).items():
                if inspect.isfunction(value):
                    kind = kind_of(value)
                    self.assertEqual(kind == "async-function", inspect.iscoroutinefunction(value), name)
                    self.assertEqual(kind == "generator-function", inspect.isgeneratorfunction(value), name)
                self.assertEqual(kind_of(value) == "class", inspect.isclass(value), name)

    def test_asking_for_a_kind_wakes_no_lazy_object(self) -> None:
        class Sleeper:
            def __getattribute__(self, name: str) -> Any:
                raise AssertionError(f"asked for {name}")

        self.assertEqual(kind_of(Sleeper()), "attribute")

    def test_members_of_a_lazy_module_are_told_without_making_them(self) -> None:
        outline = self.load(
            "mt_lazy.py",
            """
            __all__ = ["made", "here", "_not"]
            here = 1
            count = 0
            def __dir__(): return ["here", "dreamt", "broken", "_no", 5]
            def __getattr__(name):
                global count
                count += 1
                if name == "broken":
                    raise ImportError("not today")
                if name in ("made", "dreamt", "unannounced"):
                    return lambda: name
                raise AttributeError(name)
            """,
        )
        self.assertEqual(
            outline["members"],
            {"here": "attribute", "count": "attribute", "made": "lazy", "dreamt": "lazy", "broken": "lazy"},
        )
        module = sys.modules["mt_lazy"]
        self.assertEqual(module.count, 0)
        kind, made, _ = resolve("mt_lazy:made")
        self.assertEqual((kind, made()), ("function", "made"))  # type: ignore[operator]
        self.assertEqual(describe_member("mt_lazy", "dreamt")["kind"], "function")
        with self.assertRaises(GraftError):
            describe_member("mt_lazy", "unannounced")
        with self.assertRaises(ImportError):
            resolve("mt_lazy:broken")
        names = [function["name"] for function in describe_module("mt_lazy")["functions"]]  # type: ignore[attr-defined]
        self.assertEqual(names, ["made", "dreamt"])

    def test_a_module_that_lists_nonsense_still_has_its_members(self) -> None:
        outline = self.load(
            "mt_nonsense.py", "__all__ = 5\nnumber = 1\ndef __dir__(): raise ValueError\nglobals()[3] = 4\n"
        )
        self.assertEqual(outline["members"], {"number": "attribute"})

    def test_large_modules_have_outlines(self) -> None:
        for name in ("os", "socket", "tkinter.constants", "unittest.mock", "ctypes"):
            try:
                members: Any = load(name, "module")["members"]
            except (GraftError, ImportError):
                continue
            self.assertGreater(len(members), 20)
            self.assertFalse([member for member in members if member.startswith("_")])


class Members(InSourceTree):
    def test_a_function_is_described(self) -> None:
        self.load(
            "mt_function.py",
            '''
            def add(a: int, b: "int" = 2, *, scale=1.5) -> int:
                """Add.

                For instance:
                    add(1)
                """
            async def later(): yield 1
            ''',
        )
        self.assertEqual(
            describe_member("mt_function", "add"),
            {
                "kind": "function",
                "name": "add",
                "doc": "Add.\n\nFor instance:\n    add(1)",
                "parameters": [
                    {"name": "a", "kind": "positional-or-keyword", "annotation": "int"},
                    {
                        "name": "b",
                        "kind": "positional-or-keyword",
                        "annotation": "int",
                        "default": {"text": "2", "value": 2},
                    },
                    {"name": "scale", "kind": "keyword-only", "default": {"text": "1.5", "value": 1.5}},
                ],
                "returnAnnotation": "int",
                "async": False,
                "generator": False,
                "signature": "known",
            },
        )
        later = describe_member("mt_function", "later")
        self.assertEqual((later["async"], later["generator"]), (True, True))

    def test_a_class_is_described_with_what_it_inherits(self) -> None:
        self.load(
            "mt_class.py",
            '''
            import abc, functools
            class Base(abc.ABC):
                """The base."""
                shared: str = "s"
                def inherited(self, x): ...
                def replaced(self, old): ...
                @abc.abstractmethod
                def missing(self): ...
            class Account(Base):
                """An account."""
                owner: "Owner"
                limit = 3
                def __init__(self, owner, *, limit=0):
                    """Open it."""
                def replaced(self, new): ...
                async def pay(self, amount: int) -> bool: ...
                @staticmethod
                def check(number): ...
                @classmethod
                def parse(cls, text): ...
                @property
                def balance(self) -> float:
                    """What is there."""
                @property
                def name(self): ...
                @name.setter
                def name(self, value): ...
                @functools.cached_property
                def history(self): ...
                class Inner: ...
                def _hidden(self): ...
            ''',
        )
        model: Any = describe_member("mt_class", "Account")
        self.assertEqual((model["kind"], model["name"], model["doc"]), ("class", "Account", "An account."))
        self.assertEqual((model["bases"], model["abstract"]), (["mt_class:Base"], True))
        self.assertEqual([part["name"] for part in model["constructor"]["parameters"]], ["owner", "limit"])
        self.assertEqual(model["constructor"]["doc"], "Open it.")

        def told(group: str) -> list[tuple[str, Any]]:
            return [(member["name"], member.get("inheritedFrom")) for member in model[group]]

        self.assertEqual(
            told("methods"),
            [("replaced", None), ("pay", None), ("inherited", "mt_class:Base"), ("missing", "mt_class:Base")],
        )
        self.assertEqual([part["name"] for part in model["methods"][0]["parameters"]], ["new"])
        self.assertEqual(
            (model["methods"][1]["async"], model["methods"][1]["returnAnnotation"]), (True, "bool")
        )
        self.assertEqual(
            (told("staticMethods"), told("classMethods")), ([("check", None)], [("parse", None)])
        )
        self.assertEqual([part["name"] for part in model["classMethods"][0]["parameters"]], ["text"])
        self.assertEqual(
            [(item["name"], item["settable"], item.get("annotation")) for item in model["properties"]],
            [("balance", False, "float"), ("name", True, None), ("history", True, None)],
        )
        self.assertEqual(model["properties"][0]["doc"], "What is there.")
        self.assertEqual(
            model["attributes"],
            [
                {"name": "limit", "doc": None, "value": 3},
                {"name": "Inner", "doc": None},
                {"name": "owner", "doc": None, "annotation": "Owner"},
                {
                    "name": "shared",
                    "doc": None,
                    "annotation": "str",
                    "value": "s",
                    "inheritedFrom": "mt_class:Base",
                },
            ],
        )

    def test_classes_written_in_c_are_described(self) -> None:
        load("builtins", "module")
        model: Any = describe_member("builtins", "bytearray")
        names = {
            group: [member["name"] for member in model[group]]
            for group in ("methods", "classMethods", "staticMethods")
        }
        self.assertIn("extend", names["methods"])
        self.assertEqual((names["classMethods"], names["staticMethods"]), (["fromhex"], ["maketrans"]))
        self.assertEqual([part["name"] for part in model["classMethods"][0]["parameters"]], ["string"])
        self.assertEqual(
            [item["name"] for item in describe_member("builtins", "complex")["properties"]],  # type: ignore[attr-defined]
            ["real", "imag"],
        )

    def test_attributes_and_modules_are_described(self) -> None:
        self.load("mt_plain.py", "import os.path\nimport os\nrate: float = 1.5\nraw = b'x'\nitems = [1]\n")
        self.assertEqual(
            describe_member("mt_plain", "rate"),
            {
                "kind": "attribute",
                "name": "rate",
                "doc": None,
                "type": {"kind": "float"},
                "annotation": "float",
                "value": 1.5,
            },
        )
        self.assertEqual(
            describe_member("mt_plain", "raw"),
            {"kind": "attribute", "name": "raw", "doc": None, "type": {"kind": "bytes"}},
        )
        self.assertEqual(
            describe_member("mt_plain", "items")["type"], {"kind": "list", "of": {"kind": "any"}}
        )
        self.assertEqual(describe_member("mt_plain", "os"), {"kind": "module", "name": "os", "module": "os"})

    def test_a_member_that_was_defined_later_is_found_when_it_is_described(self) -> None:
        self.load("mt_later.py", "def define():\n    global late\n    def late(): return 9\n")
        with self.assertRaises(GraftError):
            resolve("mt_later:late")
        resolve("mt_later:define")[1]()  # type: ignore[operator]
        self.assertEqual(describe_member("mt_later", "late")["kind"], "function")
        self.assertEqual(resolve("mt_later:late")[1](), 9)  # type: ignore[operator]

    def test_what_is_not_public_or_not_loaded_is_unknown(self) -> None:
        self.load("mt_secret.py", "import os\n_secret = 1\nclass A:\n    b = 1\n")
        asked = ["_secret", "__dict__", "", "os.path", "A.b", "nothing", "__class__", "__loader__", 5, None]
        for name in asked:
            with self.assertRaises(GraftError) as caught:
                describe_member("mt_secret", name)  # type: ignore[arg-type]
            self.assertEqual(caught.exception.code, "unknown-member")
            with self.assertRaises(GraftError) as caught:
                resolve(f"mt_secret:{name}")
            self.assertIn(f"mt_secret:{name}", str(caught.exception))
        for full_name in (
            "subprocess:run",
            "mt_secret",
            "",
            "graftwire.host:resolve",
            "graftwire.host:_members",
        ):
            with self.assertRaises(GraftError):
                resolve(full_name)
        with self.assertRaises(GraftError):
            describe_member("subprocess", "run")
        with self.assertRaises(GraftError):
            describe_module("shutil.nothing")


class Modules(InSourceTree):
    def test_a_whole_module_is_described_as_json(self) -> None:
        self.load(
            "mt_whole.py",
            '"""Doc."""\nimport math\ndef f(a=float("nan"), b=b"x", c=2**80, d="\\ud800"): ...\n'
            "class C: ...\nx = 1\n",
        )
        model = describe_module("mt_whole")
        self.assertEqual(json.loads(json.dumps(model, allow_nan=False)), model)
        json.dumps(model, ensure_ascii=False).encode()
        self.assertEqual(
            (model["ugm"], model["name"], model["ecosystem"], model["runtime"]),
            (1, "mt_whole", "pypi", "python"),
        )
        self.assertEqual(model["doc"], "Doc.")
        # Where it stands on this machine is nobody's business.
        self.assertNotIn(str(self.tree.root), json.dumps(model))
        for group, names in (
            ("functions", ["f"]),
            ("classes", ["C"]),
            ("attributes", ["x"]),
            ("modules", ["math"]),
        ):
            self.assertEqual([member["name"] for member in model[group]], names)  # type: ignore[attr-defined]

    def test_the_model_of_a_small_module_is_the_one_beside_it(self) -> None:
        # GRAFTWIRE_UPDATE_GOLDEN=1 writes it anew.
        golden = Path(__file__).resolve().parents[1] / "golden" / "ugm"
        name = str(load(str(golden / "portfolio.py"), "file")["name"])
        self.addCleanup(sys.path.remove, str(golden))
        model = describe_module(name)
        text = json.dumps(model, indent=2, ensure_ascii=False) + "\n"
        if os.environ.get("GRAFTWIRE_UPDATE_GOLDEN"):
            (golden / "portfolio.json").write_text(text, encoding="utf-8")
        self.assertEqual(text, (golden / "portfolio.json").read_text(encoding="utf-8"))

    def test_modules_of_the_standard_library_are_described_as_json_alike_each_time(self) -> None:
        for name in (
            "builtins",
            "statistics",
            "datetime",
            "collections",
            "asyncio",
            "unittest.mock",
            "types",
            "enum",
        ):
            load(name, "module")
            text = json.dumps(describe_module(name), allow_nan=False, ensure_ascii=False)
            text.encode()
            self.assertNotRegex(text, r" at 0x[0-9a-f]{6}")
            self.assertEqual(json.dumps(describe_module(name), ensure_ascii=False), text)

    def test_documentation_is_cleaned_as_inspect_does(self) -> None:
        for module in (inspect, types, json, unittest):
            for value in [module, *vars(module).values()]:
                doc = getattr(value, "__doc__", None)
                if isinstance(doc, str) and doc != type(value).__doc__:
                    self.assertEqual(documentation(value) or "", inspect.cleandoc(doc))
        self.assertIsNone(documentation(5))
        self.assertEqual(documentation(types.SimpleNamespace(__doc__="a \ud800")), "a \\ud800")
        for text in ("", "\n\n", "one", "\n  a\n    b\n\n", "a\n\tb\n\t\tc", "  a", "a\n   \n b"):
            self.assertEqual(documentation(types.SimpleNamespace(__doc__=text)) or "", inspect.cleandoc(text))


if __name__ == "__main__":
    unittest.main()
