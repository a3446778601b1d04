"""Signatures are those that inspect.signature gives, mostly without importing inspect."""

from __future__ import annotations

import functools
import importlib
import inspect
import subprocess
import sys
import unittest
import warnings
from pathlib import Path
from typing import Any, Callable, Optional

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python-host"))

from graftwire.host.function_model import function_model
from graftwire.host.signature import signature_of

# fmt: off
MODULES = [
    "os", "sys", "math", "cmath", "json", "re", "random", "statistics", "itertools", "functools",
    "collections", "operator", "string", "textwrap", "datetime", "time", "decimal", "fractions", "pathlib",
    "shutil", "glob", "fnmatch", "csv", "zlib", "gzip", "hashlib", "hmac", "secrets", "base64", "binascii",
    "struct", "array", "bisect", "heapq", "copy", "pprint", "io", "tempfile", "subprocess", "socket",
    "select", "threading", "queue", "asyncio", "contextlib", "types", "ast", "tokenize", "traceback",
    "logging", "urllib.parse", "urllib.request", "http.client", "email.utils", "html", "uuid", "ipaddress",
    "calendar", "locale", "unicodedata", "difflib", "platform", "zipfile", "tarfile", "pickle", "weakref",
    "gc", "builtins", "dataclasses", "configparser", "argparse",
]
# fmt: on

Shape = Optional[list[tuple[str, str, bool]]]


def shape_by_inspect(value: Any) -> Shape:
    try:
        signature = inspect.signature(value)
    except Exception:
        return None
    return [
        (
            parameter.name,
            parameter.kind.name.lower().replace("_", "-"),
            parameter.default is not parameter.empty,
        )
        for parameter in signature.parameters.values()
    ]


def shape(value: Any) -> Shape:
    signature = signature_of(value)
    if signature is None:
        return None
    return [(str(part["name"]), str(part["kind"]), "default" in part) for part in signature[0]]


def public_callables(module_name: str) -> list[tuple[str, Any]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        module = importlib.import_module(module_name)
    return [(name, value) for name, value in vars(module).items() if name[0] != "_" and callable(value)]


def methods_of(cls: type) -> list[tuple[str, Any]]:
    members = [(name, getattr(value, "__func__", value)) for name, value in vars(cls).items()]
    return [(name, value) for name, value in members if name[0] != "_" and callable(value)]


def decorated(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    return wrapper


class AsInspect(unittest.TestCase):
    def assert_as_inspect(self, label: str, value: Any) -> bool:
        expected = shape_by_inspect(value)
        if expected is not None:
            self.assertEqual(shape(value), expected, label)
        return expected is not None

    def test_functions_and_methods_of_the_standard_library_have_the_parameters_that_inspect_finds(
        self,
    ) -> None:
        known = 0
        for module_name in MODULES:
            for name, value in public_callables(module_name):
                if not isinstance(value, type):
                    known += self.assert_as_inspect(f"{module_name}.{name}", value)
                    continue
                for method_name, method in methods_of(value):
                    if method_name == "register" and sys.version_info < (3, 10):
                        # Its inspect drops a parameter whose default it cannot read (select.epoll.register).
                        continue
                    known += self.assert_as_inspect(f"{module_name}.{name}.{method_name}", method)
        self.assertGreater(known, 2000)

    @unittest.skipIf(
        sys.version_info < (3, 11), "until 3.10, inspect preferred any __new__ to a nearer __init__"
    )
    def test_classes_of_the_standard_library_take_what_inspect_finds(self) -> None:
        known = 0
        for module_name in MODULES:
            for name, value in public_callables(module_name):
                if isinstance(value, type):
                    known += self.assert_as_inspect(f"{module_name}.{name}", value)
        self.assertGreater(known, 300)

    def test_every_kind_of_parameter_is_told(self) -> None:
        def function(
            a: int, b: int = 1, /, c: int = 2, *rest: int, d: int, e: int = 3, **more: int
        ) -> None: ...

        self.assert_as_inspect("function", function)
        self.assertEqual(
            [kind for _, kind, _ in shape(function) or []],
            [
                *["positional-only"] * 2,
                *["positional-or-keyword", "var-positional"],
                *["keyword-only"] * 2,
                "var-keyword",
            ],
        )

    def test_a_decorated_function_has_the_parameters_of_the_one_inside(self) -> None:
        @decorated
        @decorated
        def function(a: int, *, b: int = 1) -> None: ...

        self.assertEqual(
            shape(function), [("a", "positional-or-keyword", False), ("b", "keyword-only", True)]
        )

    def test_wrappers_that_lead_back_to_themselves_end(self) -> None:
        def function(a: int) -> None: ...

        function.__wrapped__ = function  # type: ignore[attr-defined]
        self.assertEqual(shape(function), [("a", "positional-or-keyword", False)])

    def test_what_is_bound_is_left_out(self) -> None:
        class Account:
            def pay(self, amount: int) -> None: ...

            @classmethod
            def open(cls, name: str) -> None: ...

            @staticmethod
            def check(number: int) -> None: ...

            def any(*args: int) -> None: ...

            def __call__(self, question: str) -> None: ...

        account = Account()
        for value in (account.pay, Account.open, Account.check, account.any, account, Account, Account.pay):
            self.assert_as_inspect(repr(value), value)

    def test_partial_objects_and_signatures_made_by_hand_are_followed(self) -> None:
        def function(a: int, b: int, c: int = 1) -> None: ...

        def mimic(*args: int) -> None: ...

        mimic.__signature__ = inspect.signature(function)  # type: ignore[attr-defined]
        for value in (functools.partial(function, 1), functools.partial(function, b=2), mimic):
            self.assert_as_inspect(repr(value), value)

    def test_generated_classes_take_what_their_fields_say(self) -> None:
        import collections
        import dataclasses
        import enum

        @dataclasses.dataclass
        class Point:
            x: int
            y: int = 0

        pair = collections.namedtuple("pair", "left right", defaults=[1])  # noqa: PYI024
        colour = enum.Enum("colour", "red green")
        for value in (Point, pair, colour):
            self.assert_as_inspect(repr(value), value)


class Texts(unittest.TestCase):
    def test_defaults_have_their_text_and_if_json_holds_it_their_value(self) -> None:
        class Odd:
            def __repr__(self) -> str:
                raise RuntimeError

        class Strange:
            def __repr__(self) -> str:
                return "\ud800"

        odd, strange, long, plain = Odd(), Strange(), list(range(1000)), object()

        def function(
            a: Any = None,
            b: Any = True,
            c: Any = 2**53,
            d: Any = float("inf"),
            e: Any = "text",
            f: Any = b"bytes",
            g: Any = odd,
            h: Any = long,
            i: Any = plain,
            j: Any = "\ud800",
            k: Any = 1.5,
            m: Any = strange,
        ) -> None: ...

        signature = signature_of(function)
        assert signature is not None
        defaults = {part["name"]: part["default"] for part in signature[0]}
        self.assertEqual(defaults["a"], {"text": "None", "value": None})
        self.assertEqual(defaults["b"], {"text": "True", "value": True})
        self.assertEqual(defaults["c"], {"text": "9007199254740992"})
        self.assertEqual(defaults["d"], {"text": "inf"})
        self.assertEqual(defaults["e"], {"text": "'text'", "value": "text"})
        self.assertEqual(defaults["f"], {"text": "b'bytes'"})
        self.assertEqual(defaults["g"], {"text": "<Odd whose repr() failed>"})
        self.assertEqual(len(str(defaults["h"]["text"])), 120)  # type: ignore[index]
        self.assertEqual(defaults["i"], {"text": "<object object>"})
        self.assertEqual(defaults["j"], {"text": "'\\ud800'"})
        self.assertEqual(defaults["m"], {"text": "'\\ud800'"})
        self.assertEqual(defaults["k"], {"text": "1.5", "value": 1.5})

    def test_annotations_are_written_as_in_the_source_and_never_evaluated(self) -> None:
        namespace: dict[str, Any] = {}
        source = (
            "import datetime, typing\n"
            "def function(a: int, b: 'NoSuchName', c: datetime.date, d: typing.Optional[int], e: list[int],"
            " f: None) -> 'Also[Missing]': ..."
        )
        exec(compile(source, "annotated.py", "exec", dont_inherit=True), namespace)
        model: Any = function_model("it", namespace["function"])
        self.assertEqual(
            [part["annotation"] for part in model["parameters"]],
            ["int", "NoSuchName", "datetime.date", "typing.Optional[int]", "list[int]", "None"],
        )
        self.assertEqual(model["returnAnnotation"], "Also[Missing]")

    def test_defaults_of_c_functions_are_read_from_their_text(self) -> None:
        signature = signature_of(sorted)
        assert signature is not None
        self.assertEqual(
            signature[0][1],
            {"name": "key", "kind": "keyword-only", "default": {"text": "None", "value": None}},
        )

    def test_what_nobody_knows_is_said_to_be_unknown(self) -> None:
        for value in (dict, str, min):
            if shape_by_inspect(value) is None:
                model = function_model("it", value)
                self.assertEqual(model["signature"], "unknown")
                self.assertEqual(
                    model["parameters"],
                    [{"name": "args", "kind": "var-positional"}, {"name": "kwargs", "kind": "var-keyword"}],
                )

    def test_inspect_is_not_imported_for_what_code_objects_and_texts_say(self) -> None:
        script = (
            "import sys\n"
            "from graftwire.host.signature import signature_of\n"
            "def function(a, *, b=1): ...\n"
            "class Point:\n"
            "    def __init__(self, x): ...\n"
            "for value in (function, Point, sorted, len, Point(1).__init__, min, str.find):\n"
            "    signature_of(value)\n"
            "print('inspect' in sys.modules)"
        )
        root = Path(__file__).resolve().parents[2]
        run = subprocess.run(
            [sys.executable, "-S", "-B", "-c", script],
            cwd=root / "python-host",
            capture_output=True,
            text=True,
            check=True,
        )
        self.assertEqual(run.stdout.strip(), "False")


if __name__ == "__main__":
    unittest.main()
