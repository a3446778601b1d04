"""What a frame's body says, by its kind (docs/iip.md, section 4)."""

from __future__ import annotations

from typing import Callable, Dict, Final, List, Sequence, Tuple

from graftwire.errors import GraftError

from .kinds import FrameKind
from .value_reader import ValueReader

__all__ = ["ANSWERED_KINDS", "KINDS", "decode_values"]

KINDS: Final = range(FrameKind.HELLO, FrameKind.GOODBYE + 1)
#: A result or an exception follows a frame of these kinds, unless it is one-way.
ANSWERED_KINDS: Final = (FrameKind.INVOCATION, FrameKind.DESCRIBE, FrameKind.RESUME, FrameKind.PING)

_LONGEST_PING = 64

_Read = Callable[[ValueReader], object]


def _expected(is_one: Callable[[object], bool]) -> _Read:
    def read(reader: ValueReader) -> object:
        value = reader.read_value()
        if not is_one(value):
            raise _malformed("has a value of another type than its kind says")
        return value

    return read


def _is_string_map(value: object) -> bool:
    return isinstance(value, dict) and all(type(key) is str for key in value)


_ID: _Read = ValueReader.read_id
_ANY: _Read = ValueReader.read_value
_STRING = _expected(lambda value: isinstance(value, str))
_STRING_OR_NIL = _expected(lambda value: value is None or isinstance(value, str))
_FIELDS = _expected(_is_string_map)
_FIELDS_OR_NIL = _expected(lambda value: value is None or _is_string_map(value))
_ARRAY = _expected(lambda value: isinstance(value, list))
_BYTES = _expected(lambda value: isinstance(value, bytes))
_PING = _expected(lambda value: isinstance(value, bytes) and len(value) <= _LONGEST_PING)

#: The values of each kind of body but an invocation's, and those of which more may follow.
_SHAPES: Dict[int, Tuple[Sequence[_Read], Sequence[_Read]]] = {
    FrameKind.HELLO: ((_FIELDS,), ()),
    FrameKind.BIND: ((_ID, _STRING), ()),
    FrameKind.RESULT: ((_ANY,), ()),
    FrameKind.EXCEPTION: ((_FIELDS,), ()),
    FrameKind.CANCEL: ((), ()),
    FrameKind.RELEASE: ((), (_ID, _ID)),
    FrameKind.ITEM: ((_ID, _ANY), (_ANY,)),
    FrameKind.END: ((_ID, _FIELDS_OR_NIL), ()),
    FrameKind.CREDIT: ((_ID, _ID), ()),
    FrameKind.EVENT: ((_ID, _ARRAY), ()),
    FrameKind.UNSUBSCRIBE: ((_ID,), ()),
    FrameKind.DESCRIBE: ((_STRING_OR_NIL,), ()),
    FrameKind.RESUME: ((_ID, _BYTES), ()),
    FrameKind.PING: ((_PING,), ()),
    FrameKind.GOODBYE: ((_STRING, _STRING, _ID), ()),
}


def decode_values(reader: ValueReader, kind: int) -> List[object]:
    """Reads the values of a body of ``kind``, which is not an invocation, to its end.

    Raises :class:`GraftError` ``malformed`` where they are not what the kind has.
    """
    first, more = _SHAPES[kind]
    values = [read(reader) for read in first]
    while more and not reader.is_at_end:
        values.extend([read(reader) for read in more])
    if not reader.is_at_end:
        raise _malformed("goes on behind its last value")
    return values


def _malformed(what: str) -> GraftError:
    return GraftError("malformed", f"The body of a frame {what}.")
