"""The kinds of frames (docs/iip.md, section 4). A new one goes into kinds.ts and frame_header.h too."""

from __future__ import annotations

from typing import Final

__all__ = ["FrameKind"]


class FrameKind:
    """The number of each kind."""

    HELLO: Final = 1
    BIND: Final = 2
    INVOCATION: Final = 3
    RESULT: Final = 4
    EXCEPTION: Final = 5
    CANCEL: Final = 6
    RELEASE: Final = 7
    ITEM: Final = 8
    END: Final = 9
    CREDIT: Final = 10
    EVENT: Final = 11
    UNSUBSCRIBE: Final = 12
    DESCRIBE: Final = 13
    RESUME: Final = 14
    PING: Final = 15
    GOODBYE: Final = 16
