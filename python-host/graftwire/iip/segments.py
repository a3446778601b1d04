"""The table of buffers that follow a frame's body (docs/iip.md, section 1, optional field 5)."""

from __future__ import annotations

from struct import Struct
from typing import List, NamedTuple, Sequence, Tuple

from graftwire.errors import GraftError

__all__ = ["Segment", "decode_segment_table", "encode_segment_table", "place_segments"]

_ALIGNMENT = 8
_BODY = Struct("<I")
_ENTRY = Struct("<II")


class Segment(NamedTuple):
    """Where a buffer stands in its frame."""

    offset: int
    length: int


def place_segments(buffers: Sequence[bytes], body_end: int) -> Tuple[List[Segment], int]:
    """Places buffers behind a body that ends at ``body_end``, and says where the frame ends."""
    segments: List[Segment] = []
    end = body_end
    for buffer in buffers:
        offset = -(-end // _ALIGNMENT) * _ALIGNMENT
        segments.append(Segment(offset, len(buffer)))
        end = offset + len(buffer)
    return segments, end


def encode_segment_table(segments: Sequence[Segment], body_bytes: int) -> bytes:
    return _BODY.pack(body_bytes) + b"".join(_ENTRY.pack(*segment) for segment in segments)


def decode_segment_table(table: bytes, body_offset: int, frame_bytes: int) -> Tuple[int, List[Segment]]:
    """The body's bytes and the segments.

    Raises :class:`GraftError` ``malformed`` where a segment is not aligned, overlaps what is before it or
    ends outside of the frame.
    """
    body_bytes: int = _BODY.unpack_from(table)[0]
    segments: List[Segment] = []
    end = body_offset + body_bytes
    for entry in _ENTRY.iter_unpack(table[_BODY.size :]):
        segment = Segment._make(entry)
        if segment.offset % _ALIGNMENT != 0 or segment.offset < end:
            raise _misplaced(len(segments))
        segments.append(segment)
        end = segment.offset + segment.length
    if end > frame_bytes:
        raise _misplaced(len(segments) - 1)
    return body_bytes, segments


def _misplaced(index: int) -> GraftError:
    return GraftError("malformed", f"Segment {index} of a frame is not where it can be.")
