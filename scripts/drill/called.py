"""What the drill calls."""

from __future__ import annotations

import array as array_module
from typing import Callable, Iterable, Iterator

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


def call(function: Callable[[int], object], value: int) -> object:
    return function(value)


def count(end: int) -> Iterator[int]:
    yield from range(end)


def first(items: Iterable[object]) -> object:
    for item in items:
        return item
    return None


def last(values: memoryview) -> object:
    return values[-1]


def array(value: int) -> array_module.array[float]:
    return array_module.array("d", [0, value])


class Counter:
    def __init__(self, value: int) -> None:
        self.value = value

    def add(self, more: int) -> int:
        self.value += more
        return self.value


class DrillError(ValueError):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text
        self.number = len(text)
