"""Enums of JavaScript, whose members are scalars there."""

from enum import Enum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["GraftEnum", "GraftIntEnum", "GraftStrEnum"]


class _Scalar:
    def __graft_crosses_as__(self) -> object:
        return self._value_  # type: ignore[attr-defined]

    @classmethod
    def _graft_of(cls, value: "Any") -> "Any":
        """The member with a value; the value itself where there is none, as of several flags together."""
        try:
            return cls(value) if type(value) in (int, float, str) else value  # type: ignore[call-arg]
        except ValueError:
            return value


class GraftEnum(_Scalar, Enum):
    """Of numbers and strings."""


class GraftIntEnum(_Scalar, int, Enum):
    """Of integers, which its members are, too."""

    __str__ = int.__repr__
    __format__ = int.__format__  # type: ignore[assignment]


class GraftStrEnum(_Scalar, str, Enum):
    """Of strings, which its members are, too."""

    __str__ = str.__str__
    __format__ = str.__format__  # type: ignore[assignment]
