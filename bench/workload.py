"""What every subject calls: functions that do next to nothing, so that what counts is the way to them.

Nothing is imported that CPython has not imported by itself, which would be counted at every start.
"""

import sys

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
