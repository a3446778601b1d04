"""What is wrong with a configuration, and where."""

from __future__ import annotations

from typing import NamedTuple, Optional

from graftwire.errors import GraftError

__all__ = ["ConfiguredValueError", "Place", "config_fault"]


class Place(NamedTuple):
    """Where in a source something stands; lines are counted from 1."""

    source: str
    line: Optional[int] = None
    key: Optional[str] = None

    def __str__(self) -> str:
        line = "" if self.line is None else f":{self.line}"
        key = "" if self.key is None else f" {self.key}"
        return f"{self.source}{line}{key}"


class ConfiguredValueError(Exception):
    """What is wrong with a value, wherever that stands. It never quotes what may be secret."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


def config_fault(place: Place, message: str, remedy: str) -> GraftError:
    """The error; neither text may hold a value that can be a secret, nor may it be raised from a parser's
    error, which quotes what it could not read."""
    return GraftError("invalid-configuration", message, path=str(place), remedy=remedy)
