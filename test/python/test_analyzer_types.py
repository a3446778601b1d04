"""How annotations, stubs and code become types."""

from __future__ import annotations

import sys
import unittest
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python-host"))

from source_tree import SourceTree

from graftwire.analyzer.command import analyze
from graftwire.host.loading import load
from graftwire.host.model import describe_member

ANY = {"kind": "any"}


class Analysed(unittest.TestCase):
    def setUp(self) -> None:
        self.tree = SourceTree().__enter__()
        self.addCleanup(self.tree.__exit__)

    def analysis(self, path: str, source: str) -> Any:
        return analyze(self.tree.write(path, source))

    def function(self, path: str, source: str) -> Any:
        return self.analysis(path, source)["model"]["functions"][0]


class Annotations(Analysed):
    def test_annotations_in_strings_and_as_objects_are_read_alike(self) -> None:
        source = """
            from typing import Callable, Dict, List, Literal, Optional, Tuple, Type, Union
            def f(a: Optional[int], b: Dict[str, List[bytes]], c: Tuple[int, ...], d: Tuple[int, str],
                  e: Callable[[int], str], g: Literal["x", 1], h: Type[int],
                  i: Union[int, str, None]) -> float: ...
            """
        plain = self.function("tt_plain.py", source)
        late = self.function(
            "tt_late.py", "from __future__ import annotations" + source.replace("\n            ", "\n")
        )
        types = [part["type"] for part in plain["parameters"]]
        self.assertEqual(types, [part["type"] for part in late["parameters"]])
        self.assertEqual(
            types,
            [
                {"kind": "optional", "of": {"kind": "int"}},
                {
                    "kind": "map",
                    "key": {"kind": "string"},
                    "value": {"kind": "list", "of": {"kind": "bytes"}},
                },
                {"kind": "tuple", "items": [], "rest": {"kind": "int"}},
                {"kind": "tuple", "items": [{"kind": "int"}, {"kind": "string"}]},
                {
                    "kind": "callback",
                    "parameters": [{"name": "arg0", "kind": "positional-only", "type": {"kind": "int"}}],
                    "returns": {"kind": "string"},
                },
                {"kind": "literal", "values": ["x", 1]},
                {"kind": "class", "of": {"kind": "int"}},
                {"kind": "optional", "of": {"kind": "union", "of": [{"kind": "int"}, {"kind": "string"}]}},
            ],
        )

    def test_unions_with_a_bar_in_strings_are_read_by_every_python(self) -> None:
        function = self.function("tt_bar.py", "def f(a: 'int | None') -> 'list[str] | bytes': ...\n")
        self.assertEqual(function["parameters"][0]["type"], {"kind": "optional", "of": {"kind": "int"}})
        self.assertEqual(function["returns"]["kind"], "union")

    def test_what_is_imported_for_type_checkers_only_is_found(self) -> None:
        function = self.function(
            "tt_checking.py",
            """
            from __future__ import annotations
            TYPE_CHECKING = False
            if TYPE_CHECKING:
                from decimal import Decimal as D
                import fractions
            def f(a: D) -> fractions.Fraction: ...
            """,
        )
        self.assertEqual(
            (function["parameters"][0]["type"], function["returns"]),
            ({"kind": "decimal"}, {"kind": "fraction"}),
        )

    def test_an_alias_that_names_itself_ends(self) -> None:
        analysis = self.analysis(
            "tt_itself.py",
            'from typing import List, Union\nJson = Union[int, List["Json"]]\ndef f(a: Json) -> Json: ...\n',
        )
        self.assertEqual(analysis["coverage"]["public"], 2)

    @unittest.skipIf(sys.version_info < (3, 12), "the syntax is that of 3.12")
    def test_type_parameters_in_their_own_syntax_are_read(self) -> None:
        model = self.analysis(
            "tt_syntax.py",
            "type Pair[T] = tuple[T, T]\nclass Box[T: int]:\n    def get(self) -> T: ...\n"
            "def first[T](a: Pair[T], b: list[T]) -> T: ...\n",
        )["model"]
        self.assertEqual(model["aliases"][0]["typeParameters"], [{"name": "T"}])
        self.assertEqual(model["classes"][0]["typeParameters"], [{"name": "T", "bound": {"kind": "int"}}])
        self.assertEqual(model["classes"][0]["methods"][0]["returns"], {"kind": "var", "name": "T"})
        self.assertEqual(
            model["functions"][0]["parameters"][0]["type"],
            {"kind": "ref", "name": "Pair", "args": [{"kind": "var", "name": "T"}]},
        )

    def test_what_cannot_be_said_is_lost_with_a_reason(self) -> None:
        analysis = self.analysis("tt_lost.py", "def f(a: 'Nowhere', b: 5, c, *d) -> 'x +': ...\n")
        self.assertEqual(
            [(loss["path"], loss["reason"]) for loss in analysis["losses"]],
            [
                ("f(a)", "Nowhere cannot be found."),
                ("f(b)", "A int is no type."),
                ("f(c)", "It has no annotation."),
                ("f(d)", "It has no annotation."),
                ("f() returns", "'x +' is no type."),
            ],
        )
        self.assertEqual(analysis["coverage"], {"public": 5, "typed": 0})


class Stubs(Analysed):
    def test_a_stub_beside_a_module_says_its_types_and_overloads(self) -> None:
        self.tree.write(
            "tt_stubbed.pyi",
            """
            from typing import overload
            from tt_other import Given
            def f(a: int, b: str = ...) -> Given: ...
            @overload
            def g(a: int) -> int: ...
            @overload
            def g(a: str) -> str: ...
            class C:
                def m(self, x: float) -> None: ...
                @property
                def p(self) -> bytes: ...
            """,
        )
        self.tree.write("tt_other.py", "class Given:\n    def m(self): ...\n")
        model = self.analysis(
            "tt_stubbed.py",
            "def f(a, b='x'): ...\ndef g(a): ...\n"
            "class C:\n    def m(self, x): ...\n    @property\n    def p(self): ...\n",
        )["model"]
        f, g = model["functions"]
        self.assertEqual([part["type"]["kind"] for part in f["parameters"]], ["int", "string"])
        self.assertEqual(f["parameters"][1]["default"], {"text": "'x'", "value": "x"})
        self.assertEqual(f["returns"], {"kind": "ref", "name": "Given", "module": "tt_other"})
        self.assertEqual([one["returns"]["kind"] for one in g["overloads"]], ["int", "string"])
        (cls,) = model["classes"]
        self.assertEqual(cls["methods"][0]["parameters"][0]["type"], {"kind": "float"})
        self.assertEqual(cls["properties"][0]["type"], {"kind": "bytes"})

    def test_a_package_of_stubs_is_found(self) -> None:
        self.tree.write("tt_far-stubs/__init__.pyi", "def f(a: int) -> str: ...\n")
        self.assertEqual(
            self.function("tt_far/__init__.py", "def f(a): ...\n")["returns"], {"kind": "string"}
        )


class Inferred(Analysed):
    def results(self, path: str, source: str) -> dict[str, Any]:
        functions = self.analysis(path, source)["model"]["functions"]
        return {function["name"]: function.get("returns", ANY)["kind"] for function in functions}

    def test_results_are_inferred_where_the_code_leaves_no_doubt(self) -> None:
        self.assertEqual(
            self.results(
                "tt_results.py",
                """
                def nothing(a): a.b()
                def text(a): return f"{a}"
                def check(a): return a is None
                def count(a): return len(a)
                def maybe(a):
                    if a: return "x"
                def through(a): return text(a)
                def steps(): yield 1
                """,
            ),
            {
                "nothing": "none",
                "text": "string",
                "check": "bool",
                "count": "int",
                "maybe": "optional",
                "through": "string",
                "steps": "int",
            },
        )

    def test_what_may_be_something_else_is_left_open(self) -> None:
        results = self.results(
            "tt_doubt.py",
            """
            import functools
            def given(a): return a
            def equal(a, b): return a == b
            def added(a): return a + 1
            def raising(): raise NotImplementedError
            def rebound(a):
                len = a
                return len(a)
            def looped(a):
                x = 1
                for x in a: pass
                return x
            def decorated(f):
                @functools.wraps(f)
                def inner(*args): return f(*args), 1
                return inner
            @decorated
            def changed(): return 1
            """,
        )
        self.assertEqual(set(results.values()) - {"any"}, set(), results)

    def test_defaults_say_something_unless_the_code_asks_what_it_was_given(self) -> None:
        model = self.analysis(
            "tt_defaults.py",
            "def f(a=True, b=2, c='x', d=None, e=-1, g=0, path='.'): ...\n"
            "def asks(a=True, b='x', c=2):\n    if a is None or isinstance(b, list): return callable(c)\n",
        )["model"]
        kinds = [
            [part.get("type", ANY)["kind"] for part in function["parameters"]]
            for function in model["functions"]
        ]
        self.assertEqual(kinds, [["bool", "number", "string", "any", "any", "any", "any"], ["any"] * 3])


class WhereAsked(Analysed):
    def test_single_members_have_types_only_where_these_are_asked_for(self) -> None:
        load(self.tree.write("tt_asked.py", "def f(a: int = 1) -> str: ...\n"), "file")
        plain: Any = describe_member("tt_asked", "f")
        typed: Any = describe_member("tt_asked", "f", True)
        self.assertNotIn("type", plain["parameters"][0])
        self.assertEqual(typed["parameters"][0]["type"], {"kind": "int"})
        for key in ("type", "returns"):
            typed.pop(key, None)
            typed["parameters"][0].pop(key, None)
        self.assertEqual(plain, typed)


if __name__ == "__main__":
    unittest.main()
