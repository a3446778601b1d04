"""What only type checkers know: classes, aliases and keyword arguments that stand in stubs alone."""

from __future__ import annotations

import sys
import textwrap
import unittest
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python-host"))

from source_tree import SourceTree

from graftwire.analyzer.command import analyze

OBJECT = {"kind": "object"}
EXPLICIT = "It is annotated as what may be anything."


class OnlyInStubs(unittest.TestCase):
    def setUp(self) -> None:
        self.tree = SourceTree().__enter__()
        self.addCleanup(self.tree.__exit__)

    def analysis(self, name: str, stub: str, source: str) -> Any:
        self.tree.write(f"{name}.pyi", textwrap.dedent(stub))
        return analyze(self.tree.write(f"{name}.py", textwrap.dedent(source)))

    def types(self, name: str, stub: str) -> list[Any]:
        """The types of the parameters of a function ``f``, of which the stub says all there is to know."""
        analysis = self.analysis(name, stub, "def f(*args, **kwargs): ...\n")
        return [part.get("type") for part in analysis["model"]["functions"][0]["parameters"]]

    def test_a_protocol_is_what_has_its_members(self) -> None:
        stub = """
            from typing import Protocol, TypeVar
            T = TypeVar("T", covariant=True)
            class Calls(Protocol[T]):
                def __call__(self, a: int) -> T: ...
            class Array(Protocol):
                def __array__(self): ...
            class Above(Protocol):
                def __iter__(self): ...
            class Below(Above, Protocol): ...
            class Other(Protocol):
                def anything(self): ...
            def f(a: Calls[int], b: Array, c: Below, d: Other): ...
            """
        calls, array, below, other = self.types("ts_protocols", stub)
        self.assertEqual(calls, {"kind": "callback"})
        self.assertEqual(array, {"kind": "union", "of": [{"kind": "array"}, OBJECT]})
        self.assertEqual(below["of"][0]["kind"], "iterable")
        self.assertEqual(other, OBJECT)

    def test_other_classes_are_maps_tuples_what_they_derive_from_or_objects(self) -> None:
        stub = """
            from typing import Any, NamedTuple, TypedDict
            class Options(TypedDict, total=False):
                depth: int
                title: str
            class Pair(NamedTuple):
                a: int
                b: str
            class Word(str): ...
            class Plain:
                def m(self) -> None: ...
            def f(a: Options, b: Pair, c: Word, d: Plain): ...
            """
        options, pair, word, plain = self.types("ts_classes", stub)
        self.assertEqual((options["kind"], options["key"]), ("map", {"kind": "string"}))
        self.assertEqual(options["value"], {"kind": "union", "of": [{"kind": "int"}, {"kind": "string"}]})
        self.assertEqual(pair, {"kind": "tuple", "items": [{"kind": "int"}, {"kind": "string"}]})
        self.assertEqual((word, plain), ({"kind": "string"}, OBJECT))

    def test_keyword_arguments_of_a_typed_dictionary_are_parameters(self) -> None:
        stub = """
            from typing import TypedDict
            from typing_extensions import Unpack
            class Base(TypedDict, total=False):
                where: bool
            class Options(Base, total=False):
                order: str
            def f(a: int, **options: Unpack[Options]) -> int: ...
            """
        analysis = self.analysis("ts_unpacked", stub, "def f(*args, **kwargs): ...\n")
        parameters = analysis["model"]["functions"][0]["parameters"]
        self.assertEqual(
            [(part["name"], part["kind"], part["type"]["kind"]) for part in parameters],
            [
                ("a", "positional-or-keyword", "int"),
                ("where", "keyword-only", "bool"),
                ("order", "keyword-only", "string"),
            ],
        )
        self.assertEqual([part.get("default") for part in parameters][1:], [{"text": "..."}] * 2)

    def test_a_literal_of_a_literal_and_the_arguments_of_an_alias_are_read(self) -> None:
        stub = """
            from typing import Dict, Literal, TypeVar
            T = TypeVar("T")
            Mode = Literal["r", "w"]
            More = Literal[Mode, "a"]
            Named = Dict[str, T]
            def f(a: More, b: Named[int]): ...
            """
        more, named = self.types("ts_aliases", stub)
        self.assertEqual(more, {"kind": "literal", "values": ["a", "r", "w"]})
        self.assertEqual(named["value"], {"kind": "int"})

    def test_a_class_that_a_stub_has_by_another_name_is_found(self) -> None:
        stub = """
            from typing import Generic, TypeVar
            T = TypeVar("T")
            class whole(Generic[T]):
                def bits(self) -> int: ...
            byte = whole[int]
            """
        source = "class byte:\n    def bits(self): return self._bits\n"
        model = self.analysis("ts_renamed", stub, source)["model"]
        self.assertEqual(model["classes"][0]["methods"][0]["returns"], {"kind": "int"})

    def test_what_a_stub_leaves_open_is_lost_as_such(self) -> None:
        stub = """
            from typing import Any
            from _typeshed import Incomplete, SupportsWrite
            class C:
                field: Any
                @property
                def given(self) -> Any: ...
            def f(a: Any, b: SupportsWrite[str], c: ellipsis) -> Incomplete: ...
            """
        source = "class C:\n    field = None\n    given = property(None)\ndef f(a, b, c): return a\n"
        analysis = self.analysis("ts_open", stub, source)
        self.assertEqual(
            [(loss["path"], loss["reason"]) for loss in analysis["losses"]],
            [(path, EXPLICIT) for path in ("f(a)", "f() returns", "C.given", "C.field")],
        )

    @unittest.skipIf(sys.version_info < (3, 12), "the syntax is that of 3.12")
    def test_aliases_in_their_own_syntax_are_read_at_each_place(self) -> None:
        self.tree.write(
            "ts_types.py", "type _Nested[T] = T | list[T]\ntype Shape = _Nested[int]\ntype Odd = list[Odd]\n"
        )
        stub = """
            from ts_types import Shape, Odd
            type Near[T] = dict[str, T]
            def f(a: Shape | None, b: Near[bytes], c: Odd): ...
            """
        shape, near, odd = self.types("ts_syntax", stub)
        union = {"kind": "union", "of": [{"kind": "int"}, {"kind": "list", "of": {"kind": "int"}}]}
        self.assertEqual(shape, {"kind": "optional", "of": union})
        self.assertEqual(near["value"], {"kind": "bytes"})
        self.assertEqual(odd["kind"], "list")

    @unittest.skipIf(sys.version_info < (3, 13), "the syntax is that of 3.13")
    def test_defaults_of_type_parameters_in_stubs_are_said(self) -> None:
        analysis = self.analysis("ts_defaults", "def f[T = int](a: T) -> T: ...\n", "def f(a): ...\n")
        self.assertEqual(
            analysis["model"]["functions"][0]["typeParameters"], [{"name": "T", "default": {"kind": "int"}}]
        )


if __name__ == "__main__":
    unittest.main()
