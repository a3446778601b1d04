"""A portfolio, small enough to read its model beside it."""

import math
from typing import Optional

rate = 0.05
NAMES = ["ACME"]


def mean(values: "list[float]", /, *, weights: Optional[list] = None, digits: int = 2) -> float:
    """The mean of some values.

    Rounded:
        to ``digits``.
    """
    return round(math.fsum(values) / len(values), digits)


def total(*amounts, currency="EUR", **more):
    return sum(amounts)


async def fetch(name: str):
    """Awaited."""


def walk(steps=3):
    yield from range(steps)


async def follow(limit=b"raw", start=float("inf")):
    yield 1


class Position:
    """What is held."""

    amount: int
    unit = "share"

    def __init__(self, name: str, amount: int = 0) -> None:
        """Hold ``amount`` of ``name``."""
        self.name = name
        self.amount = amount

    def add(self, amount: int) -> "Position":
        self.amount += amount
        return self

    @staticmethod
    def parse(text: str) -> "Position":
        return Position(text)

    @classmethod
    def empty(cls):
        return cls("")

    @property
    def value(self) -> float:
        """What it is worth."""
        return self.amount * rate


class Share(Position):
    def add(self, amount: int, price: float = 1.0) -> "Position":
        return super().add(amount)
