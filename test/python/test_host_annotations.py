"""Annotations that are evaluated late (PEP 649), as CPython 3.14 has them. Older ones run the same code with
an ``annotationlib`` that is made up; what only 3.14 can say is tested there."""

from __future__ import annotations

import enum
import sys
import types
import unittest
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python-host"))

from source_tree import SourceTree

from graftwire.analyzer.command import analyze
from graftwire.analyzer.references import References
from graftwire.analyzer.scope import scope_of_module
from graftwire.analyzer.type_reader import TypeReader
from graftwire.host.annotations import annotations_of, own_annotations
from graftwire.host.text import annotation_text


class Format(enum.Enum):
    VALUE = 1
    FORWARDREF = 3
    STRING = 4


class ForwardRef:
    def __init__(self, argument: str) -> None:
        self.__forward_arg__ = argument
        self.__forward_module__ = None


ForwardRef.__module__ = "annotationlib"


def annotationlib(answers: dict[Format, Any]) -> Any:
    """The module, which answers in some formats and raises in the others."""

    def get_annotations(value: object, format: Format = Format.VALUE) -> Any:  # noqa: A002
        if format not in answers:
            raise NameError("Order is not defined")
        return answers[format]

    made: Any = types.ModuleType("annotationlib")
    made.Format, made.get_annotations, made.ForwardRef = Format, get_annotations, ForwardRef
    return mock.patch.dict(sys.modules, {"annotationlib": made})


class _Late(type):
    """Of classes whose annotations have a name that is known to type checkers only."""

    @property
    def __annotations__(cls) -> Any:
        raise NameError("Order is not defined")


class Late(metaclass=_Late):
    __annotate_func__ = staticmethod(lambda _form: {})


class Under(Late):
    pass


class LateAnnotations(unittest.TestCase):
    def test_a_name_that_nobody_knows_is_a_forward_reference(self) -> None:
        found = {"amount": int, "order": ForwardRef("Order")}
        with annotationlib({Format.FORWARDREF: found}):
            self.assertEqual(annotations_of(Late), found)
            self.assertEqual(own_annotations(Late), found)
            # Those of a base are not a class's own.
            self.assertEqual(own_annotations(Under), {})

    def test_where_that_fails_too_they_are_texts(self) -> None:
        with annotationlib({Format.STRING: {"amount": "int"}}):
            self.assertEqual(annotations_of(Late), {"amount": "int"})
        with annotationlib({}):
            self.assertEqual(annotations_of(Late), {})

    @unittest.skipIf(sys.version_info >= (3, 14), "there is one")
    def test_without_annotationlib_there_are_none(self) -> None:
        self.assertEqual(annotations_of(Late), {})

    def test_forward_references_are_read_as_the_text_that_they_hold(self) -> None:
        reader = TypeReader(References(types.ModuleType("any_module"), "any_module"))
        lost: list[str] = []
        scope = scope_of_module(Decimal.__module__)
        self.assertEqual(reader.read(ForwardRef("Decimal | None"), scope, lost)["kind"], "optional")
        self.assertEqual(lost, [])
        self.assertEqual(annotation_text(ForwardRef("Decimal | None")), "Decimal | None")

    @unittest.skipIf(sys.version_info < (3, 14), "annotations are evaluated late from 3.14 on")
    def test_a_module_that_uses_names_of_type_checkers_only_keeps_its_other_types(self) -> None:
        with SourceTree() as tree:
            path = tree.write(
                "late_names.py",
                "TYPE_CHECKING = False\n"
                "if TYPE_CHECKING:\n    from decimal import Decimal\n    from nowhere import Order\n"
                "def pay(amount: Decimal, order: Order, times: int) -> Later: ...\n"
                "class Later:\n    amount: Decimal\n    times: int\n    def m(self): ...\n",
            )
            model = analyze(path)["model"]
        function, cls = model["functions"][0], model["classes"][0]
        self.assertEqual(
            [part.get("type", {"kind": "any"})["kind"] for part in function["parameters"]],
            ["decimal", "any", "int"],
        )
        self.assertEqual(function["returns"], {"kind": "ref", "name": "Later"})
        self.assertEqual([each["type"]["kind"] for each in cls["attributes"]], ["decimal", "int"])


if __name__ == "__main__":
    unittest.main()
