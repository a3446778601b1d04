"""The optional header of a frame (docs/iip.md, section 1)."""

from __future__ import annotations

from struct import Struct
from typing import Dict, Final, Iterator, List, NamedTuple, Optional, Sequence, Tuple

from graftwire.errors import GraftError

from .limits import Limits
from .value_reader import ValueReader
from .value_writer import ValueWriter

__all__ = [
    "OptionalFields",
    "OptionalTag",
    "RawField",
    "TraceContext",
    "decode_field",
    "decode_fields",
    "encode_fields",
    "fields_of",
]

_HEAD = Struct("<BBH")
_U64 = Struct("<Q")
_LONGEST = 0xFFFF
#: From here on a tag that is not known is answered with ``unimplemented``.
_FIRST_MANDATORY_TAG = 128


class OptionalTag:
    """The tags of the fields."""

    DEADLINE: Final = 1
    TRACE: Final = 2
    MODEL_HASH: Final = 3
    HEADERS: Final = 4
    SEGMENTS: Final = 5


class TraceContext(NamedTuple):
    """As in W3C Trace Context: 16 bytes, 8 bytes, and a number of one byte."""

    trace_id: bytes
    span_id: bytes
    flags: int


class RawField(NamedTuple):
    """A field as it stands in a frame."""

    tag: int
    payload: bytes


class OptionalFields(NamedTuple):
    """What an optional header says, apart from segments."""

    #: Time left from the moment of sending.
    deadline_microseconds: Optional[int] = None
    trace: Optional[TraceContext] = None
    #: 32 bytes: SHA-256 of the model that the caller was made from.
    model_hash: Optional[bytes] = None
    headers: Optional[Dict[str, str]] = None
    #: Fields that this version does not know and may skip: tags 0 and 6 to 127.
    unknown: Tuple[RawField, ...] = ()


def encode_fields(fields: Sequence[RawField]) -> bytes:
    """The fields one behind the other, in the order of their tags."""
    ordered = sorted(fields)
    encoded = b"".join(_HEAD.pack(tag, 0, len(payload)) + payload for tag, payload in ordered)
    if len(encoded) > _LONGEST:
        raise GraftError("too-large", f"An optional header of {len(encoded)} bytes is too long.")
    return encoded


def decode_fields(data: bytes) -> Iterator[RawField]:
    """The fields of an optional header.

    Raises :class:`GraftError` ``malformed``, or ``unimplemented`` at an unknown field that must not be
    skipped.
    """
    pos = 0
    last_tag = -1
    while pos < len(data):
        if len(data) - pos < _HEAD.size:
            raise _bad_field("is cut off")
        tag, zero, length = _HEAD.unpack_from(data, pos)
        pos += _HEAD.size
        if tag <= last_tag:
            raise _bad_field(f"{tag} stands behind field {last_tag}")
        if zero != 0:
            raise _bad_field(f"{tag} has a second byte that is not zero")
        if length > len(data) - pos:
            raise _bad_field(f"{tag} is cut off")
        _check_length(tag, length)
        if tag >= _FIRST_MANDATORY_TAG:
            raise GraftError("unimplemented", f"Field {tag} is unknown and may not be skipped.")
        last_tag = tag
        yield RawField(tag, data[pos : pos + length])
        pos += length


def fields_of(optional: OptionalFields) -> List[RawField]:
    """The fields that say what ``optional`` says."""
    fields = list(optional.unknown)
    if optional.deadline_microseconds is not None:
        fields.append(RawField(OptionalTag.DEADLINE, _U64.pack(optional.deadline_microseconds)))
    if optional.trace is not None:
        trace_id, span_id, flags = optional.trace
        fields.append(RawField(OptionalTag.TRACE, trace_id + span_id + bytes([flags])))
    if optional.model_hash is not None:
        fields.append(RawField(OptionalTag.MODEL_HASH, optional.model_hash))
    if optional.headers is not None:
        writer = ValueWriter()
        writer.write_value(optional.headers, "headers")
        fields.append(RawField(OptionalTag.HEADERS, bytes(writer.out)))
    for tag, payload in fields:
        _check_length(tag, len(payload))
    return fields


def decode_field(optional: OptionalFields, field: RawField, limits: Limits) -> OptionalFields:
    """``optional`` with what one more field says; that of segments is its frame's."""
    tag, payload = field
    if tag == OptionalTag.DEADLINE:
        return optional._replace(deadline_microseconds=_U64.unpack(payload)[0])
    if tag == OptionalTag.TRACE:
        return optional._replace(trace=TraceContext(payload[:16], payload[16:24], payload[24]))
    if tag == OptionalTag.MODEL_HASH:
        return optional._replace(model_hash=payload)
    if tag == OptionalTag.HEADERS:
        return optional._replace(headers=_decode_headers(payload, limits))
    return optional._replace(unknown=(*optional.unknown, field))


def _decode_headers(payload: bytes, limits: Limits) -> Dict[str, str]:
    reader = ValueReader(payload, limits)
    headers: Dict[str, str] = {}
    count = reader.read_map_header()
    for _ in range(count):
        name = reader.read_flat()
        value = reader.read_flat()
        if not isinstance(name, str) or not isinstance(value, str):
            raise _bad_field("4 holds more than strings")
        headers[name] = value
    if not reader.is_at_end:
        raise _bad_field("4 holds more than one map")
    if len(headers) != count:
        raise GraftError("duplicate-key", "Two headers of a frame have the same name.")
    return headers


def _check_length(tag: int, length: int) -> None:
    expected = {OptionalTag.DEADLINE: 8, OptionalTag.TRACE: 25, OptionalTag.MODEL_HASH: 32}.get(tag, length)
    is_table = tag == OptionalTag.SEGMENTS
    if length != expected or (is_table and length % 8 != 4):
        raise _bad_field(f"{tag} has {length} bytes")


def _bad_field(what: str) -> GraftError:
    return GraftError("malformed", f"A field of an optional header {what}.")
