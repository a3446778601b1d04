"""What the Python implementation of IIP sends, refuses and reads, with the paths of its errors."""

from __future__ import annotations

import datetime
import decimal
import enum
import math
import subprocess
import sys
import unittest
from collections import OrderedDict
from typing import Any, Dict, List, NamedTuple

from graftwire.errors import GraftError
from graftwire.iip.extensions import Extension
from graftwire.iip.keywords import Keywords
from graftwire.iip.limits import NETWORK_LIMITS
from graftwire.iip.value_reader import ValueReader
from graftwire.iip.value_writer import ValueWriter


class Colour(enum.IntEnum):
    RED = 1


class Point(NamedTuple):
    x: int


class Text(str):
    __slots__ = ()


class Row(dict):  # type: ignore[type-arg]
    __slots__ = ()


def encode(value: object, path: str = "result") -> bytes:
    writer = ValueWriter()
    writer.write_value(value, path)
    return bytes(writer.out)


def decode(data: bytes, **options: Any) -> object:
    return ValueReader(data, **options).read_value("args[0]")


def nested(levels: int) -> object:
    value: object = 0
    for level in range(levels):
        value = [value] if level % 2 == 0 else {"k": value}
    return value


class Case(unittest.TestCase):
    def refusal(self, code: str, value: object) -> GraftError:
        with self.assertRaises(GraftError) as caught:
            encode(value)
        self.assertEqual(caught.exception.code, code)
        return caught.exception


class Writing(Case):
    def test_bools_are_no_ints(self) -> None:
        self.assertEqual(encode([True, 1, False, 0]).hex(), "94c301c200")

    def test_every_nan_is_the_same_bytes(self) -> None:
        for nan in (math.nan, -math.nan, float("nan")):
            self.assertEqual(encode(nan).hex(), "cb7ff8000000000000")

    def test_a_lone_surrogate_is_kept_and_a_pair_of_two_code_points_is_refused(self) -> None:
        self.assertEqual(decode(encode("a\udc80")), "a\udc80")
        self.assertEqual(decode(encode("\udc00\ud800")), "\udc00\ud800")
        error = self.refusal("unsupported-value", {"name": "\ud83d\ude00"})
        self.assertEqual(error.path, "result.name")
        self.assertIn("utf-16", str(error))

    def test_types_that_are_not_exactly_those_of_the_table_are_refused_by_name(self) -> None:
        cases: List[Any] = [
            ((1, 2), "tuple"),
            ({1}, "set"),
            (frozenset(), "frozenset"),
            (bytearray(b"x"), "bytearray"),
            (memoryview(b"x"), "memoryview"),
            (1j, "complex"),
            (range(3), "range"),
            (object(), "object"),
            (len, "builtin_function_or_method"),
            (int, "type"),
            (datetime.date(2024, 1, 1), "datetime.date"),
            (decimal.Decimal(1), "decimal.Decimal"),
            (Colour.RED, "Colour"),
            (Point(1), "Point"),
            (Text("x"), "Text"),
            (Row(), "Row"),
            (OrderedDict(), "collections.OrderedDict"),
            (Ellipsis, "ellipsis"),
            (iter([]), "list_iterator"),
        ]
        for value, name in cases:
            with self.subTest(name):
                error = self.refusal("unsupported-value", {"items": [0, value]})
                self.assertEqual(error.path, "result.items[1]")
                self.assertIn(f"{name} cannot cross", str(error))

    def test_keywords_cannot_stand_inside_a_value(self) -> None:
        self.assertIn("last argument", str(self.refusal("unsupported-value", [Keywords({})])))

    def test_keys_that_are_not_scalars_are_refused(self) -> None:
        for key in ((1, 2), frozenset(), Colour.RED, Point(1), Text("x")):
            with self.subTest(repr(key)):
                error = self.refusal("unsupported-value", [{key: 1}])
                self.assertIn("as a key", str(error))
                self.assertTrue(str(error.path).startswith("result[0]"), error.path)

    def test_two_keys_that_are_nan_are_refused(self) -> None:
        error = self.refusal("duplicate-key", {"a": {float("nan"): 1, float("nan"): 2}})
        self.assertEqual(error.path, "result.a")

    def test_paths_name_indices_and_keys(self) -> None:
        bad = {1}
        for value, path in (
            ({"items": [0, 1, 2, {"when": bad}]}, "result.items[3].when"),
            ({"odd key": {'a"b': bad}}, 'result["odd key"]["a\\"b"]'),
            ({5: [bad]}, "result.get(5)[0]"),
            ({b"x": bad}, "result.get(b'x')"),
            ({None: bad}, "result.get(None)"),
            (bad, "result"),
        ):
            with self.subTest(path):
                self.assertEqual(self.refusal("unsupported-value", value).path, path)

    def test_a_value_that_contains_itself_is_found(self) -> None:
        value: Dict[str, Any] = {"items": [{"x": 1}]}
        value["items"].append({"back": value})
        error = self.refusal("cyclic-value", value)
        self.assertEqual(error.path, "result.items[1].back")
        inner: List[Any] = []
        inner.append([inner])
        self.assertEqual(self.refusal("cyclic-value", {"a": inner}).path, "result.a[0][0]")

    def test_a_part_that_stands_twice_is_no_cycle(self) -> None:
        part = [1]
        self.assertEqual(encode([part, part, {"p": part}]).hex(), "939101910181a1709101")

    def test_512_levels_are_written_and_read_and_513_are_not(self) -> None:
        self.assertEqual(decode(encode(nested(512))), nested(512))
        error = self.refusal("too-deep", nested(513))
        self.assertIn("more)…", str(error.path))

    def test_depth_does_not_depend_on_the_stack_that_is_left(self) -> None:
        def deep(levels: int) -> object:
            return decode(encode(nested(512))) if levels == 0 else deep(levels - 1)

        self.assertEqual(deep(sys.getrecursionlimit() - 150), nested(512))

    def test_what_is_longer_than_a_frame_is_refused(self) -> None:
        writer = ValueWriter(NETWORK_LIMITS._replace(max_frame_bytes=100))
        writer.write_value(b"x" * 98)
        with self.assertRaises(GraftError):
            ValueWriter(writer.limits).write_value(b"x" * 99)
        with self.assertRaises(GraftError) as caught:
            ValueWriter(NETWORK_LIMITS._replace(max_frame_bytes=100)).write_value(
                {"a": [b"x" * 98]}, "result"
            )
        self.assertEqual((caught.exception.code, caught.exception.path), ("too-large", "result.a[0]"))

    def test_keywords_are_named_by_strings(self) -> None:
        writer = ValueWriter()
        writer.write_keywords(Keywords({"axis": 0}))
        self.assertEqual(writer.out.hex(), "c7071681a46178697300")
        with self.assertRaises(GraftError) as caught:
            writer.write_keywords(Keywords({1: 0}))  # type: ignore[dict-item]
        self.assertEqual(caught.exception.code, "invalid-argument")


class Reading(Case):
    def fault(self, data: str, **options: Any) -> GraftError:
        with self.assertRaises(GraftError) as caught:
            decode(bytes.fromhex(data), **options)
        return caught.exception

    def test_ints_and_floats_stay_what_they_are(self) -> None:
        self.assertIs(type(decode(bytes.fromhex("cb4000000000000000"))), float)
        self.assertEqual(decode(bytes.fromhex("cfffffffffffffffff")), 2**64 - 1)
        self.assertEqual(decode(bytes.fromhex("c709010102" + "00" * 7)), 2**64 + 2**57)

    def test_dicts_keep_the_order_of_their_keys(self) -> None:
        value = decode(encode({"b": 1, "1": 2, "a": 3, 0: 4}))
        assert isinstance(value, dict)
        self.assertEqual(list(value), ["b", "1", "a", 0])

    def test_bytes_are_copies(self) -> None:
        data = bytearray.fromhex("c4020102")
        value = decode(data)  # type: ignore[arg-type]
        data[2:] = b"\xff\xff"
        self.assertEqual(value, b"\x01\x02")

    def test_an_unknown_extension_is_kept_or_refused_with_its_path(self) -> None:
        data = "81a16191d40d05"
        self.assertEqual(decode(bytes.fromhex(data)), {"a": [Extension(13, b"\x05")]})
        error = self.fault(data, refuses_extensions=True)
        self.assertEqual((error.code, error.path), ("unsupported-value", "args[0].a[0]"))

    def test_faults_say_where_they_are(self) -> None:
        error = self.fault("930181a178c100")
        self.assertEqual((error.code, error.path), ("malformed", "args[0][1].x"))
        self.assertIn("at byte 5", str(error))
        self.assertEqual(self.fault("81a1789282010001000c").path, "args[0].x[0]")

    def test_a_length_that_is_not_there_allocates_nothing(self) -> None:
        import tracemalloc

        for data in (
            "ddffffffffc0",
            "dfffffffffc0c0",
            "dbffffffff61",
            "c6ffffffff00",
            "c9ffffffff6400",
            "ddffffffff" * 200,
        ):
            with self.subTest(data[:20]):
                tracemalloc.start()
                try:
                    self.assertEqual(self.fault(data).code, "malformed")
                    self.assertLess(tracemalloc.get_traced_memory()[1], 100_000)
                finally:
                    tracemalloc.stop()

    def test_what_a_body_becomes_takes_at_most_128_bytes_for_each_of_its_bytes(self) -> None:
        import tracemalloc

        for item in (
            "90",
            "80",
            "c400",
            "c40100",
            "8101c0",
            "81a06e",
            "91c0",
            "ca3fc00000",
            "c70064",
            "a161",
            "a2c3a9",
        ):
            count = 30_000 // (len(item) // 2)
            data = bytes.fromhex(f"dd{count:08x}{item * count}")
            with self.subTest(item):
                tracemalloc.start()
                try:
                    value = decode(data)
                    peak = tracemalloc.get_traced_memory()[1]
                finally:
                    tracemalloc.stop()
                assert isinstance(value, list)
                self.assertEqual(len(value), count)
                self.assertLess(peak, 128 * len(data) + 100_000)


class Extensions(Case):
    def test_extensions_are_equal_by_type_and_payload_and_cannot_change(self) -> None:
        one = Extension(13, b"a")
        self.assertEqual(one, Extension(13, b"a"))
        self.assertEqual(len({one, Extension(13, b"a"), Extension(14, b"a")}), 2)
        self.assertNotEqual(one, (13, b"a"))
        with self.assertRaises(AttributeError):
            one.type = 14
        with self.assertRaises(AttributeError):
            del one.payload

    def test_importing_the_package_imports_nothing_else(self) -> None:
        script = (
            "import sys; before = set(sys.modules); import graftwire; "
            "print(sorted(name for name in set(sys.modules) - before if not name.startswith('graftwire')))"
        )
        child = subprocess.run(
            [sys.executable, "-S", "-c", script], capture_output=True, text=True, check=True
        )
        self.assertEqual(child.stdout.strip(), "[]")


if __name__ == "__main__":
    unittest.main()
