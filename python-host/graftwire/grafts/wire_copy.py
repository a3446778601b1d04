"""What a value is once it has crossed: written as IIP writes it, and read again."""

from __future__ import annotations

from typing import Any, Callable, Dict, FrozenSet, List, Tuple

from graftwire.errors import GraftError
from graftwire.host import crossing
from graftwire.iip.extensions import Extension, ExtensionType
from graftwire.iip.value_reader import ValueReader
from graftwire.iip.value_writer import ValueWriter

__all__ = ["wire_copy"]

_SCALARS: FrozenSet[type] = frozenset((type(None), bool, int, float, str, bytes))
_BOXES: Dict[type, int] = {
    tuple: ExtensionType.TUPLE,
    set: ExtensionType.SET,
    frozenset: ExtensionType.FROZENSET,
}
_MADE_OF: Dict[int, Callable[[List[Any]], object]] = {
    ExtensionType.TUPLE: tuple,
    ExtensionType.SET: set,
    ExtensionType.FROZENSET: frozenset,
}


def wire_copy(value: Any, path: str = "value") -> Any:
    """A copy of what crosses by value (docs/types.md), at any depth; what crosses by reference, functions,
    iterators, awaitables and memory included, is the same object.

    ``path``: where the value stands, for errors. Raises what the wire refuses: GraftError ``cyclic-value``,
    ``too-deep``, ``unsupported-value`` and the like.
    """
    if type(value) in _SCALARS and type(value) is not str:
        return value
    references: List[object] = []
    try:
        encoded = _Encoding(references).encode(value, path)
        return _decode(ValueReader(encoded).read_value(path), references)
    except RecursionError:
        raise GraftError("too-deep", "is nested too deep.", path=path) from None


class _Encoding:
    def __init__(self, references: List[object]) -> None:
        self._references = references
        #: Containers around what is being encoded.
        self._around: List[int] = []

    def encode(self, value: object, path: str) -> bytes:
        writer = ValueWriter()
        writer.write_value(self._plain(value, path), path)
        return bytes(writer.out)

    def _plain(self, value: Any, path: str) -> object:
        """``value`` with extensions for all that is neither a scalar nor a list nor a dict."""
        kind = type(value)
        if kind in _SCALARS:
            return value
        if id(value) in self._around:
            raise GraftError(
                "cyclic-value", "contains itself.", path=path, remedy="Only trees of values can cross."
            )
        self._around.append(id(value))
        try:
            if kind is list:
                return [self._plain(item, f"{path}[{index}]") for index, item in enumerate(value)]
            if kind is dict:
                return {
                    self._plain(key, path): self._plain(item, f"{path}[{key!r}]")
                    for key, item in value.items()
                }
            if kind in _BOXES:
                return Extension(_BOXES[kind], self._payload(value, path))
            return self._instance(value, path)
        finally:
            self._around.pop()

    def _instance(self, value: Any, path: str) -> object:
        kind = type(value)
        is_class = issubclass(kind, (type, BaseException))
        encoder = None if is_class else crossing.encoder_of(kind)
        values = None if encoder is None else encoder[1](value)
        if encoder is None or values is None:
            self._references.append(value)
            return Extension(ExtensionType.REFERENCE, self._payload((len(self._references) - 1,), path))
        if encoder[0] == 0:
            return self._plain(values[0], path)
        return Extension(encoder[0], self._payload(values, path))

    def _payload(self, values: Any, path: str) -> bytes:
        writer = ValueWriter()
        for index, value in enumerate(values):
            writer.write_value(self._plain(value, f"{path}[{index}]"), path)
        return bytes(writer.out)


def _decode(value: Any, references: List[object]) -> Any:
    kind = type(value)
    if kind is list:
        return [_decode(item, references) for item in value]
    if kind is dict:
        return {_decode(key, references): _decode(item, references) for key, item in value.items()}
    if kind is not Extension:
        return value
    values = _payload_of(value, references)
    if value.type == ExtensionType.REFERENCE:
        return references[values[0]]
    make = _MADE_OF.get(value.type)
    return crossing.decode(value.type, list(values)) if make is None else make(list(values))


def _payload_of(extension: Extension, references: List[object]) -> Tuple[Any, ...]:
    reader = ValueReader(extension.payload)
    values = []
    while reader.pos < reader.end:
        values.append(_decode(reader.read_value(), references))
    return tuple(values)
