"""What every subject calls: functions that do next to nothing, so that what counts is the way to them.

Nothing is imported that CPython has not imported by itself, which would be counted at every start.
"""

import sys
from time import monotonic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

level = 1000


def add(left: int, right: int) -> int:
    return left + right


def echo(value: object) -> object:
    return value


def scale(value: int, *, factor: int = 1) -> int:
    return value * factor


def fail(message: str) -> None:
    raise ValueError(message)


def set_level(value: int) -> None:
    global level
    level = value


def prefix() -> str:
    """Which environment this runs in."""
    return sys.prefix


class Counter:
    """An object to hold."""

    def __init__(self) -> None:
        self.value = 0

    def add(self, left: int, right: int) -> int:
        return left + right


def call_back(function: "Callable[[int, int], int]", times: int) -> int:
    total = 0
    for number in range(times):
        total += function(number, 1)
    return total


def last_of(values: "memoryview") -> float:
    return values[-1]


def spin(seconds: float) -> int:
    """A loop of pure Python that lasts so long, and how often it went round."""
    end = monotonic() + seconds
    turns = 0
    while monotonic() < end:
        for _ in range(100):
            turns += 1
    return turns
