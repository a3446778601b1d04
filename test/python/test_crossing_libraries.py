"""Values of numpy, attrs and pydantic, where they are installed."""

from __future__ import annotations

import datetime
import importlib.util
import sys
import unittest
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python-host"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from test_crossing import round_trip, sent

from graftwire.host.crossing import decode


def is_installed(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


@unittest.skipUnless(is_installed("numpy"), "numpy is not installed")
class Numpy(unittest.TestCase):
    def test_scalars_cross_as_what_holds_them_without_loss(self) -> None:
        import numpy

        for scalar, plain in [
            (numpy.int64(-5), -5),
            (numpy.uint64(2**64 - 1), 2**64 - 1),
            (numpy.bool_(True), True),
            (numpy.float16(0.1), float(numpy.float16(0.1))),
            (numpy.float32(0.1), float(numpy.float32(0.1))),
            (numpy.float64(0.1), 0.1),
            (numpy.str_("a"), "a"),
            (numpy.bytes_(b"a"), b"a"),
            (numpy.complex64(1 + 2j), 1 + 2j),
            (numpy.complex128(1 + 2j), 1 + 2j),
            (numpy.datetime64("2024-01-01"), datetime.date(2024, 1, 1)),
            (numpy.datetime64("2024-01-01T00:00:00.5"), datetime.datetime(2024, 1, 1, 0, 0, 0, 500000)),
            (
                numpy.datetime64("2024-01-01T00:00:00.000001000", "ns"),
                datetime.datetime(2024, 1, 1, 0, 0, 0, 1),
            ),
            (numpy.timedelta64(-1, "s"), datetime.timedelta(seconds=-1)),
            (numpy.timedelta64(2, "W"), datetime.timedelta(weeks=2)),
        ]:
            with self.subTest(scalar=scalar):
                back = round_trip(scalar)
                self.assertIs(type(back), type(plain))
                self.assertEqual(back, plain)

    def test_what_no_type_of_pythons_holds_crosses_by_reference(self) -> None:
        import numpy

        for scalar in [
            numpy.longdouble(1),
            numpy.clongdouble(1),
            numpy.datetime64("NaT"),
            numpy.timedelta64("NaT"),
            numpy.datetime64("2024-01-01T00:00:00.000000001", "ns"),
            numpy.datetime64("2024", "Y"),
            numpy.datetime64(2**62, "s"),
            numpy.timedelta64(2**62, "s"),
            numpy.timedelta64(5),
            numpy.void(b"abc"),
            numpy.zeros(3),
        ]:
            with self.subTest(scalar=repr(scalar)):
                self.assertIsNone(sent(scalar))


@unittest.skipUnless(is_installed("attrs"), "attrs is not installed")
class Attrs(unittest.TestCase):
    def test_values_come_back(self) -> None:
        import library_classes as classes

        order = classes.attrs_classes()
        for value in order["values"]:
            with self.subTest(value=value):
                self.assertEqual(round_trip(value), value)
                self.assertIs(type(round_trip(value)), type(value))
        for value in order["references"]:
            with self.subTest(value=value):
                self.assertIsNone(sent(value))


@unittest.skipUnless(is_installed("pydantic"), "pydantic is not installed")
class Pydantic(unittest.TestCase):
    def test_values_come_back_and_are_checked(self) -> None:
        import library_classes as classes

        order: Any = classes.pydantic_classes()
        for value in order["values"]:
            with self.subTest(value=value):
                self.assertEqual(round_trip(value), value)
                self.assertIs(type(round_trip(value)), type(value))
        for value in order["references"]:
            with self.subTest(value=value):
                self.assertIsNone(sent(value))
        with self.assertRaises(ValueError):
            decode(18, ["library_classes:Item", {"price": "no number"}])


if __name__ == "__main__":
    unittest.main()
