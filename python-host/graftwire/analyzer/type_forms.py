"""What generic classes and the special forms of typing mean in a model, by their full names."""

from __future__ import annotations

from typing import Callable, Dict, Sequence

from .types import (
    ANY,
    BOOL,
    BYTES,
    INT,
    NONE,
    NUMBER,
    OBJECT,
    SELF,
    STRING,
    Type,
    map_of,
    of,
    tuple_of,
    union_of,
)

#: Classes that cross as a value of their own (docs/types.md), and what they are in a model.
SIMPLE: Dict[str, str] = {
    "bool": "bool",
    "int": "int",
    "float": "float",
    "complex": "complex",
    "str": "string",
    "bytes": "bytes",
    "range": "range",
    "slice": "slice",
    "memoryview": "array",
    "array.array": "array",
    "numpy.ndarray": "array",
    "datetime.date": "date",
    "datetime.time": "time",
    "datetime.datetime": "datetime",
    "datetime.timedelta": "timedelta",
    "decimal.Decimal": "decimal",
    "fractions.Fraction": "fraction",
    "uuid.UUID": "uuid",
    "pathlib.Path": "path",
    "pathlib.PurePath": "path",
    "pathlib.PosixPath": "path",
    "pathlib.PurePosixPath": "path",
    "pathlib.WindowsPath": "path",
    "pathlib.PureWindowsPath": "path",
    "os.PathLike": "path",
    "numbers.Integral": "int",
    "numbers.Real": "number",
    "typing.LiteralString": "string",
    "typing.Never": "never",
    "typing.NoReturn": "never",
    "typing.Self": "self",
    "types.NoneType": "none",
    "NoneType": "none",
}

#: What takes anything, or says nothing.
ANYTHING = frozenset(
    (
        "object",
        "typing.Any",
        "_typeshed.Incomplete",
        "_typeshed.Unused",
        "collections.abc.Hashable",
        "collections.abc.Sized",
        "collections.abc.Container",
    )
)

#: Aliases that stubs take from a module which only type checkers have.
TYPESHED: Dict[str, Type] = {
    "_typeshed:StrPath": union_of([STRING, {"kind": "path"}]),
    "_typeshed:StrOrBytesPath": union_of([STRING, BYTES, {"kind": "path"}]),
    "_typeshed:BytesPath": union_of([BYTES, {"kind": "path"}]),
    "_typeshed:ReadableBuffer": union_of([BYTES, {"kind": "array"}, OBJECT]),
    "_typeshed:WriteableBuffer": union_of([{"kind": "array"}, OBJECT]),
    "_typeshed:SizedBuffer": union_of([BYTES, {"kind": "array"}, OBJECT]),
    "_typeshed:FileDescriptorOrPath": union_of([INT, STRING, BYTES, {"kind": "path"}]),
    "_typeshed:FileDescriptorLike": union_of([INT, OBJECT]),
    "_typeshed:FileDescriptor": INT,
    "_typeshed:SupportsKeysAndGetItem": union_of([map_of(ANY, ANY), OBJECT]),
    "_typeshed:SupportsLenAndGetItem": union_of([of("iterable", ANY), OBJECT]),
    "_typeshed:SupportsGetItem": union_of([of("iterable", ANY), OBJECT]),
    "_typeshed:SupportsItems": union_of([map_of(ANY, ANY), OBJECT]),
    "_typeshed:SupportsIter": union_of([of("iterable", ANY), OBJECT]),
    "_typeshed:SupportsTrunc": union_of([NUMBER, OBJECT]),
    # Files, and what can be compared: nothing that could be said of them would let a caller go without one.
    "_typeshed:SupportsRead": OBJECT,
    "_typeshed:SupportsReadline": OBJECT,
    "_typeshed:SupportsWrite": OBJECT,
    "_typeshed:SupportsFlush": OBJECT,
    "_typeshed:Incomplete": ANY,
    # They have no names before 3.10.
    "ellipsis": OBJECT,
    "builtins:ellipsis": OBJECT,
    "types:EllipsisType": OBJECT,
    "types:NoneType": NONE,
    "types:NotImplementedType": OBJECT,
}

Arguments = Sequence[Type]


def _item(arguments: Arguments, index: int = 0) -> Type:
    return arguments[index] if index < len(arguments) else ANY


def _each(kind: str) -> Callable[[Arguments], Type]:
    return lambda arguments: of(kind, _item(arguments))


def _sequence(arguments: Arguments) -> Type:
    item = _item(arguments)
    return union_of([of("list", item), tuple_of([], item)])


def _set(arguments: Arguments) -> Type:
    return union_of([of("set", _item(arguments)), of("frozenset", _item(arguments))])


def _map(arguments: Arguments) -> Type:
    return map_of(_item(arguments), _item(arguments, 1))


#: Full name of a class or form -> what it means, given the types in its brackets.
GENERIC: Dict[str, Callable[[Arguments], Type]] = {
    "list": _each("list"),
    "collections.abc.MutableSequence": _each("list"),
    "set": _each("set"),
    "collections.abc.MutableSet": _each("set"),
    "collections.abc.Set": _set,
    "frozenset": _each("frozenset"),
    "collections.abc.Sequence": _sequence,
    "collections.abc.Iterable": _each("iterable"),
    "collections.abc.Collection": _each("iterable"),
    "collections.abc.Reversible": _each("iterable"),
    "collections.abc.KeysView": _each("iterable"),
    "collections.abc.ValuesView": _each("iterable"),
    "collections.abc.MappingView": _each("iterable"),
    "collections.abc.ItemsView": lambda a: of("iterable", tuple_of([_item(a), _item(a, 1)])),
    "collections.abc.Iterator": _each("iterator"),
    "collections.abc.Generator": _each("iterator"),
    "collections.abc.AsyncIterable": _each("asyncIterable"),
    "collections.abc.AsyncIterator": _each("asyncIterator"),
    "collections.abc.AsyncGenerator": _each("asyncIterator"),
    "collections.abc.Awaitable": _each("awaitable"),
    "collections.abc.Coroutine": lambda a: of("awaitable", _item(a, 2)),
    "dict_keys": _each("iterable"),
    "dict_values": lambda a: of("iterable", _item(a, 1)),
    "dict_items": lambda a: of("iterable", tuple_of([_item(a), _item(a, 1)])),
    "dict": _map,
    "collections.abc.Mapping": _map,
    "collections.abc.MutableMapping": _map,
    "type": lambda a: of("class", _item(a)),
    "typing.TypeForm": lambda a: of("class", _item(a)),
    "typing.Optional": lambda a: union_of([_item(a), NONE]),
    "typing.Union": lambda a: union_of(a) if a else ANY,
    "types.UnionType": lambda a: union_of(a) if a else ANY,
    "typing.Annotated": _item,
    "typing.Final": _item,
    "typing.ClassVar": _item,
    "typing.Required": _item,
    "typing.NotRequired": _item,
    "typing.ReadOnly": _item,
    "dataclasses.InitVar": _item,
    "typing.TypeGuard": lambda a: BOOL,
    "typing.TypeIs": lambda a: BOOL,
    "typing.SupportsIndex": lambda a: union_of([INT, OBJECT]),
    "typing.SupportsInt": lambda a: union_of([NUMBER, OBJECT]),
    "typing.SupportsFloat": lambda a: union_of([NUMBER, OBJECT]),
    "typing.SupportsComplex": lambda a: union_of([NUMBER, {"kind": "complex"}, OBJECT]),
    "numbers.Number": lambda a: union_of([NUMBER, {"kind": "complex"}, OBJECT]),
    "collections.abc.Buffer": lambda a: union_of([BYTES, {"kind": "array"}, OBJECT]),
    "typing.Buffer": lambda a: union_of([BYTES, {"kind": "array"}, OBJECT]),
    "collections.abc.ByteString": lambda a: union_of([BYTES, OBJECT]),
    "array": lambda a: {"kind": "array"},
}

#: Classes of typing that no instance has, and those that instances do have.
INSTEAD: Dict[str, str] = {
    "typing.TextIO": "io:TextIOBase",
    "typing.BinaryIO": "io:IOBase",
    "typing.IO": "io:IOBase",
}

#: Functions and methods, however they were made.
CALLABLES = frozenset(
    (
        "collections.abc.Callable",
        "function",
        "method",
        "builtin_function_or_method",
        "types.FunctionType",
        "types.MethodType",
        "types.BuiltinFunctionType",
    )
)

__all__ = ["ANYTHING", "CALLABLES", "GENERIC", "INSTEAD", "SELF", "SIMPLE", "TYPESHED"]
