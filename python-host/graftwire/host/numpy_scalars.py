"""Scalars of numpy: what Python's own types hold without loss crosses as those."""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Optional

    from .crossing import Encode


def scalar_encoder(cls: "Any") -> "Optional[tuple[int, Encode]]":
    """None for what is wider than any type of Python's (longdouble), and for what is no scalar (void)."""
    numpy: Any = sys.modules["numpy"]
    if cls is numpy.datetime64 or cls is numpy.timedelta64:
        return 0, _encode_time
    if issubclass(cls, (numpy.longdouble, numpy.clongdouble)):
        return None
    if issubclass(cls, numpy.complexfloating):
        return 12, _encode_complex
    if issubclass(cls, (numpy.bool_, numpy.number, numpy.str_, numpy.bytes_)):
        return 0, _encode_item
    return None


def _encode_item(value: "Any") -> "tuple[object, ...]":
    return (value.item(),)


def _encode_complex(value: "Any") -> "tuple[object, ...]":
    number = value.item()
    return (number.real, number.imag)


def _encode_time(value: "Any") -> "Optional[tuple[object, ...]]":
    """A datetime, date or timedelta where one is exactly it: not for NaT, and not for nanoseconds within a
    microsecond."""
    numpy: Any = sys.modules["numpy"]
    unit = numpy.datetime_data(value.dtype)[0]
    if numpy.isnat(value) or unit in ("generic", "Y", "M"):
        return None
    if unit in ("W", "D"):
        item = value.item()
    else:
        try:
            microseconds = value.astype(value.dtype.type(0, "us").dtype)
            # Compared as integers: a conversion that overflows says nothing, before numpy 2.5.
            back = microseconds.astype(value.dtype)
        except OverflowError:
            return None
        if back != value:
            return None
        item = microseconds.item()
    return None if isinstance(item, int) else (item,)
