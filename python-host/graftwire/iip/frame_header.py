"""The 16 bytes that every frame begins with (docs/iip.md, section 1)."""

from __future__ import annotations

from struct import Struct
from typing import Final, NamedTuple, Union

from graftwire.errors import GraftError

from .limits import Limits

__all__ = ["FRAME_HEADER_BYTES", "FrameFlag", "FrameHeader"]

FRAME_HEADER_BYTES: Final = 16
_STRUCT = Struct("<IBBHII")


class FrameFlag:
    """The bits of a header's flags."""

    ONE_WAY: Final = 0x01
    SELF_CONTAINED: Final = 0x02
    SEGMENTS: Final = 0x04


class FrameHeader(NamedTuple):
    """The header as it stands on the wire; ``kind`` and ``flags`` may be unknown ones."""

    length: int
    kind: int
    flags: int
    optional_bytes: int
    correlation: int
    session: int

    def encode(self) -> bytes:
        return _STRUCT.pack(*self)

    @classmethod
    def decode(cls, data: Union[bytes, bytearray, memoryview], limits: Limits) -> FrameHeader:
        """Reads the header that ``data`` begins with, and checks its lengths against ``data`` and the limits.

        Raises :class:`GraftError` ``malformed`` or ``too-large``.
        """
        if len(data) < FRAME_HEADER_BYTES:
            raise GraftError("malformed", "A frame ends within its header.")
        header = cls._make(_STRUCT.unpack_from(data))
        if header.length < FRAME_HEADER_BYTES:
            raise GraftError("malformed", f"A frame says that it has {header.length} bytes.")
        if header.length > limits.max_frame_bytes:
            message = f"A frame of {header.length} bytes is above the limit of {limits.max_frame_bytes}."
            raise GraftError("too-large", message)
        if header.length > len(data):
            raise GraftError("malformed", f"A frame of {header.length} bytes ends after {len(data)}.")
        if FRAME_HEADER_BYTES + header.optional_bytes > header.length:
            message = f"An optional header of {header.optional_bytes} bytes is longer than its frame."
            raise GraftError("malformed", message)
        return header
