"""One message of IIP, as bytes and as what it says (docs/iip.md, section 1)."""

from __future__ import annotations

from typing import List, NamedTuple, Optional, Sequence, Tuple, Union

from graftwire.errors import GraftError

from .body import ANSWERED_KINDS, KINDS, decode_values
from .frame_header import FRAME_HEADER_BYTES, FrameFlag, FrameHeader
from .invocation import InvocationStep, decode_steps, encode_steps
from .kinds import FrameKind
from .limits import NETWORK_LIMITS, Limits
from .optional_header import (
    OptionalFields,
    OptionalTag,
    RawField,
    decode_field,
    decode_fields,
    encode_fields,
    fields_of,
)
from .segments import Segment, decode_segment_table, encode_segment_table, place_segments
from .value_reader import ValueReader
from .value_writer import ValueWriter

__all__ = ["Frame"]

_KNOWN_FLAGS = FrameFlag.ONE_WAY | FrameFlag.SELF_CONTAINED | FrameFlag.SEGMENTS


class Frame(NamedTuple):
    """``body``: the steps of an invocation, and of every other kind its values one after the other."""

    kind: int
    body: Sequence[object]
    #: Ties an answer to what it answers; 0 where nothing is answered.
    correlation: int = 0
    #: 0 before there is a session, and in self-contained frames.
    session: int = 0
    is_one_way: bool = False
    is_self_contained: bool = False
    optional: OptionalFields = OptionalFields()
    #: Buffers that follow the body; None where the frame has no table of them.
    segments: Optional[Sequence[bytes]] = None

    def encode(self, limits: Limits = NETWORK_LIMITS) -> bytes:
        """The frame in its canonical form.

        Raises :class:`GraftError` with the codes of values and their path, ``too-large``, or ``malformed``
        where parts of the frame contradict each other.
        """
        flags = (
            (FrameFlag.ONE_WAY if self.is_one_way else 0)
            | (FrameFlag.SELF_CONTAINED if self.is_self_contained else 0)
            | (FrameFlag.SEGMENTS if self.segments is not None else 0)
        )
        _check_header(FrameHeader(0, self.kind, flags, 0, self.correlation, self.session))
        if self.is_self_contained and self.optional.model_hash is None:
            raise _without_model_hash()
        body = _encode_body(self.kind, self.body, limits)
        fields = fields_of(self.optional)
        buffers = self.segments or ()
        # The length of the table is known before what stands in it.
        table = [] if self.segments is None else [RawField(OptionalTag.SEGMENTS, bytes(4 + 8 * len(buffers)))]
        body_offset = FRAME_HEADER_BYTES + len(encode_fields(fields + table))
        places, end = place_segments(buffers, body_offset + len(body))
        if end > limits.max_frame_bytes:
            raise GraftError("too-large", f"A frame of {end} bytes is above {limits.max_frame_bytes}.")
        if self.segments is not None:
            fields.append(RawField(OptionalTag.SEGMENTS, encode_segment_table(places, len(body))))
        optional = encode_fields(fields)
        header = FrameHeader(end, self.kind, flags, len(optional), self.correlation, self.session)
        out = bytearray(header.encode() + optional + body)
        for place, buffer in zip(places, buffers):
            out += bytes(place.offset - len(out)) + buffer
        return bytes(out)

    @classmethod
    def decode(cls, data: Union[bytes, bytearray, memoryview], limits: Limits = NETWORK_LIMITS) -> Frame:
        """The frame that ``data`` is, all of it.

        Raises :class:`GraftError` with the first fault in the order of docs/iip.md, section 1.
        """
        header = FrameHeader.decode(data, limits)
        if header.length != len(data):
            raise GraftError("malformed", f"A frame of {header.length} bytes came as {len(data)}.")
        _check_header(header)
        body_offset = FRAME_HEADER_BYTES + header.optional_bytes
        optional, table = _decode_optional(bytes(data[FRAME_HEADER_BYTES:body_offset]), header, limits)
        is_self_contained = bool(header.flags & FrameFlag.SELF_CONTAINED)
        if is_self_contained and optional.model_hash is None:
            raise _without_model_hash()
        if (table is not None) != bool(header.flags & FrameFlag.SEGMENTS):
            raise GraftError(
                "malformed", "A frame has a table of segments without its flag, or the flag alone."
            )
        body_end = header.length if table is None else body_offset + table[0]
        reader = ValueReader(memoryview(data)[body_offset:body_end], limits)
        body: Sequence[object]
        if header.kind == FrameKind.INVOCATION:
            body = decode_steps(reader, limits, is_self_contained=is_self_contained)
        else:
            body = decode_values(reader, header.kind)
        return cls(
            header.kind,
            body,
            header.correlation,
            header.session,
            bool(header.flags & FrameFlag.ONE_WAY),
            is_self_contained,
            optional,
            None if table is None else [bytes(data[at : at + length]) for at, length in table[1]],
        )


def _encode_body(kind: int, body: Sequence[object], limits: Limits) -> bytes:
    writer = ValueWriter(limits)
    if kind == FrameKind.INVOCATION:
        encode_steps(writer, [step for step in body if isinstance(step, InvocationStep)])
    else:
        for value in body:
            writer.write_value(value)
    return bytes(writer.out)


def _decode_optional(
    data: bytes, header: FrameHeader, limits: Limits
) -> Tuple[OptionalFields, Optional[Tuple[int, List[Segment]]]]:
    optional = OptionalFields()
    table: Optional[Tuple[int, List[Segment]]] = None
    for field in decode_fields(data):
        if field.tag == OptionalTag.SEGMENTS:
            body_offset = FRAME_HEADER_BYTES + header.optional_bytes
            table = decode_segment_table(field.payload, body_offset, header.length)
        else:
            optional = decode_field(optional, field, limits)
    return optional, table


def _check_header(header: FrameHeader) -> None:
    """Checks what the header says against itself."""
    if header.kind not in KINDS:
        raise GraftError("unimplemented", f"The kind of frame {header.kind} is unknown.")
    if header.flags & ~_KNOWN_FLAGS:
        raise GraftError("unimplemented", f"The flags {header.flags} of a frame are unknown.")
    is_one_way = header.flags & FrameFlag.ONE_WAY
    if is_one_way and (header.kind != FrameKind.INVOCATION or header.correlation != 0):
        raise GraftError("malformed", "A one-way frame is an invocation with the correlation id 0.")
    if not is_one_way and header.kind in ANSWERED_KINDS and header.correlation == 0:
        raise GraftError("malformed", "A frame that is answered has a correlation id other than 0.")
    if header.flags & FrameFlag.SELF_CONTAINED and header.session != 0:
        raise GraftError("malformed", "A self-contained frame has the session 0.")


def _without_model_hash() -> GraftError:
    return GraftError("malformed", "A self-contained frame lacks the hash of its model.")
