"""What stats.json describes."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import Any, AsyncIterator, Callable, Dict, Iterator, List, NamedTuple, Optional

from graftwire.events import Event

RATE = 1.25
names = ["ACME"]


class Side(enum.Enum):
    BUY = "buy"
    SELL = "sell"


class Rank(enum.IntEnum):
    LOW = 0
    HIGH = 1


@dataclass
class Position:
    symbol: str
    amount: float = 0
    tags: List[str] = field(default_factory=list)


class Point(NamedTuple):
    x: float
    y: float = 0


class InsufficientFunds(LookupError):  # noqa: N818
    def __init__(self, needed: float) -> None:
        super().__init__(f"needs {needed}")
        self.needed = needed


class Portfolio:
    """Holds positions."""

    opened = 0
    changed: Event[Position] = Event()

    def __init__(self, currency: str, /, *, cash: float = 0) -> None:
        self.currency = currency
        self.cash = cash
        self.positions: List[Position] = []

    def add(self, position: Position) -> Portfolio:
        self.positions.append(position)
        self.changed.emit(position)
        return self

    @property
    def value(self) -> float:
        return sum(position.amount for position in self.positions)

    def pay(self, amount: float) -> float:
        if amount > self.cash:
            raise InsufficientFunds(amount)
        self.cash -= amount
        return self.cash

    @classmethod
    def empty(cls) -> Portfolio:
        return cls("EUR")

    @staticmethod
    def currencies() -> List[str]:
        return ["EUR"]

    def __len__(self) -> int:
        return len(self.positions)

    def __iter__(self) -> Iterator[Position]:
        return iter(self.positions)


def mean(values: List[float], /, *, digits: int = 2) -> float:
    """The mean of some values."""
    return round(sum(values) / len(values), digits)


def push(values: List[float], value: float = 1) -> List[float]:
    """Adds to what it is given."""
    values.append(value)
    return values


def keep(portfolio: Portfolio) -> Portfolio:
    return portfolio


def made(amount: float) -> Portfolio:
    return Portfolio("USD").add(Position("X", amount))


def each(values: List[float], visit: Callable[[float], Any]) -> None:
    for value in values:
        visit(value)


def walk(steps: int = 3) -> Iterator[int]:
    yield from range(steps)


async def fetch(name: str, limit: Optional[int] = None) -> List[str]:
    return [name]


async def follow(steps: int) -> AsyncIterator[int]:
    for step in range(steps):
        yield step


def options(**more: Any) -> Dict[str, Any]:
    return more
