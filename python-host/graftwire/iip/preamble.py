"""What each peer sends first on a byte stream (docs/iip.md, section 3)."""

from __future__ import annotations

from struct import Struct
from typing import Final, NamedTuple

from graftwire.errors import GraftError

__all__ = ["PREAMBLE_BYTES", "PROTOCOL_VERSION", "Preamble", "negotiate_version"]

PREAMBLE_BYTES: Final = 16
#: The version of IIP that this implementation speaks.
PROTOCOL_VERSION: Final = 1

_STRUCT = Struct("<4sBBHII")
_LETTERS = b"GIIP"


class Preamble(NamedTuple):
    """What a peer says of itself before the first frame; ``max_frame_bytes`` is the longest that it takes."""

    lowest_version: int
    highest_version: int
    max_frame_bytes: int

    def encode(self) -> bytes:
        return _STRUCT.pack(_LETTERS, self.lowest_version, self.highest_version, 0, self.max_frame_bytes, 0)

    @classmethod
    def decode(cls, data: bytes) -> Preamble:
        """Reads the 16 bytes.

        Raises :class:`GraftError` ``malformed`` where they are not those of IIP; their sender gets no answer.
        """
        if len(data) != PREAMBLE_BYTES or not cls.is_prefix(data):
            raise GraftError("malformed", "What was received first is not the preamble of IIP.")
        _, lowest, highest, _, max_frame_bytes, _ = _STRUCT.unpack(data)
        return cls(lowest, highest, max_frame_bytes)

    @staticmethod
    def is_prefix(data: bytes) -> bool:
        """Whether ``data`` can still become a preamble: a stranger need not be heard to the end."""
        return data[:4] == _LETTERS[: len(data)]


def negotiate_version(one: Preamble, other: Preamble) -> int:
    """The version in force between two peers, whichever of them asks: the smaller of the two highest.

    Raises :class:`GraftError` ``version-mismatch`` where one of them does not speak it.
    """
    version = min(one.highest_version, other.highest_version)
    if version < one.lowest_version or version < other.lowest_version:
        ranges = " and ".join(f"{peer.lowest_version} to {peer.highest_version}" for peer in (one, other))
        raise GraftError("version-mismatch", f"The peers speak versions {ranges} of IIP.")
    return version
