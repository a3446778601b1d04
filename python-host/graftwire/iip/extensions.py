"""Extension types (docs/iip.md, section 2). A new one goes into extensions.ts and extension_type.h."""

from __future__ import annotations

from typing import Final

__all__ = ["Extension", "ExtensionType"]


class ExtensionType:
    """The number of each type."""

    INT: Final = 1
    STRING: Final = 2
    TUPLE: Final = 3
    SET: Final = 4
    FROZENSET: Final = 5
    DATETIME: Final = 6
    DATE: Final = 7
    TIME: Final = 8
    TIMEDELTA: Final = 9
    DECIMAL: Final = 10
    FRACTION: Final = 11
    COMPLEX: Final = 12
    UUID: Final = 13
    RANGE: Final = 14
    SLICE: Final = 15
    PATH: Final = 16
    ENUM: Final = 17
    RECORD: Final = 18
    REFERENCE: Final = 19
    HOME: Final = 20
    STEP: Final = 21
    KEYWORDS: Final = 22
    ASSIGN: Final = 23
    STREAM: Final = 24
    ARRAY: Final = 25
    BUFFER: Final = 26
    URL: Final = 27
    ERROR: Final = 28
    #: Inside one process only.
    UTF16: Final = 29
    #: Inside one process only.
    LATIN1: Final = 30


class Extension:
    """An extension that nobody has materialised: its type, -128 to 127, and its bytes on the wire.

    Immutable and hashable. Written by hand: ``dataclasses`` takes longer to import than this package.
    """

    __slots__ = ("payload", "type")

    type: int
    payload: bytes

    def __init__(self, type: int, payload: bytes) -> None:  # noqa: A002
        object.__setattr__(self, "type", type)
        object.__setattr__(self, "payload", payload)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"an Extension cannot be changed ({name})")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"an Extension cannot be changed ({name})")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Extension):
            return NotImplemented
        return self.type == other.type and self.payload == other.payload

    def __hash__(self) -> int:
        return hash((self.type, self.payload))

    def __repr__(self) -> str:
        return f"Extension({self.type}, {self.payload!r})"
