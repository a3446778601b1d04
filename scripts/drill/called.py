"""What the drill calls."""

from __future__ import annotations

setting = 0
kept: list[object] = []


def add(a: float, b: float) -> float:
    return a + b


def echo(value: object) -> object:
    return value


def fail(text: str) -> None:
    raise DrillError(text)


def keyword_only(a: int, *, b: int = 1, c: int = 2) -> int:
    return a + b + c


def collect(*args: object, **kwargs: object) -> list[object]:
    return [len(args), kwargs]


def keep(value: object) -> None:
    kept.append(value)


class DrillError(ValueError):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text
        self.number = len(text)
