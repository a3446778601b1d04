"""What every subject calls: functions that do next to nothing, so that what counts is the way to them."""

from typing import Any, NoReturn


def add(left: int, right: int) -> int:
    return left + right


def echo(value: Any) -> Any:
    return value


def scale(value: int, *, factor: int = 1) -> int:
    return value * factor


def fail(message: str) -> NoReturn:
    raise ValueError(message)
