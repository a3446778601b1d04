"""Bounds that are checked before anything is allocated (docs/iip.md, section 2)."""

from __future__ import annotations

from typing import Final, NamedTuple

__all__ = ["NETWORK_LIMITS", "PROCESS_LIMITS", "Limits"]


class Limits(NamedTuple):
    """Bytes of a whole frame, values of a body, containers around a value, steps of an invocation."""

    max_frame_bytes: int
    max_values: int
    max_depth: int
    max_steps: int


#: The default for bytes of strangers.
NETWORK_LIMITS: Final = Limits(16 * 1024 * 1024, 1_000_000, 512, 256)

#: The default between the two halves of one process, which trust each other; the depth guards stacks.
PROCESS_LIMITS: Final = Limits(1024 * 1024 * 1024, 2**32 - 1, 512, 256)
