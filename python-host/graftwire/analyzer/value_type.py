"""The type of a value that is at hand, as far as it says what others in its place would be."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Optional

    from .types import Type

_SCALARS = {
    "bool": "bool",
    "int": "int",
    "float": "float",
    "complex": "complex",
    "str": "string",
    "bytes": "bytes",
    "range": "range",
    "slice": "slice",
    "decimal.Decimal": "decimal",
    "fractions.Fraction": "fraction",
    "datetime.date": "date",
    "datetime.time": "time",
    "datetime.datetime": "datetime",
    "datetime.timedelta": "timedelta",
    "uuid.UUID": "uuid",
    "memoryview": "array",
    "numpy.ndarray": "array",
    "array.array": "array",
}
_COLLECTIONS = {"list": "list", "set": "set", "frozenset": "frozenset"}


def value_type(value: object) -> "Optional[Type]":
    """None for None, which says nothing, and for objects of other classes. What collections hold is not
    looked at: it may be something else tomorrow."""
    cls = type(value)
    name = cls.__qualname__ if cls.__module__ == "builtins" else f"{cls.__module__}.{cls.__qualname__}"
    if name in _SCALARS:
        return {"kind": _SCALARS[name]}
    if name in _COLLECTIONS:
        return {"kind": _COLLECTIONS[name], "of": {"kind": "any"}}
    if name == "dict":
        return {"kind": "map", "key": {"kind": "any"}, "value": {"kind": "any"}}
    if name == "tuple":
        return {"kind": "tuple", "items": [], "rest": {"kind": "any"}}
    return None
