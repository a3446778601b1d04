"""Statistics of portfolios.

Small, but with everything that a model can say.
"""

from __future__ import annotations

import array
import asyncio
import datetime
import decimal
import enum
import math
import os
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Optional, TypedDict, TypeVar, Union, overload

from graftwire.events import Event

T = TypeVar("T")

RATE = 1.25
LIMIT = None
counter = 0
path = os.path


class Currency(enum.Enum):
    """What money is counted in."""

    EUR = "eur"
    USD = "usd"


class Access(enum.IntFlag):
    READ = 1
    WRITE = 2


@dataclass
class Point:
    """A place."""

    x: float
    y: float = 0.0


class Span(NamedTuple):
    first: int
    last: int


class Trade(TypedDict, total=False):
    """What was bought."""

    name: str
    when: datetime.datetime
    tags: list[str]


Amount = Union[int, decimal.Decimal]
Tree = Union[int, "list[Tree]"]


class StatsError(ValueError):
    """Anything that goes wrong here."""


class InsufficientFunds(StatsError):  # noqa: N818
    """There is not enough."""

    def __init__(self, needed: int, available: float = 0.0) -> None:
        super().__init__(f"{needed} needed")
        self.needed = needed
        self.available = available


class Ledger:
    """Entries by name."""

    unit = "share"
    added: Event[tuple[str, int]] = Event("An entry has come.")
    closed: Event[None] = Event()

    def __init__(self, name: str, *, currency: str = "EUR") -> None:
        self.name = name
        self.opened: datetime.datetime = datetime.datetime(2024, 2, 29, 12, 30)
        self._currency = currency
        self._entries: dict[str, int] = {}

    @property
    def currency(self) -> str:
        """What it is counted in."""
        return self._currency

    @property
    def owner(self) -> Optional[str]:
        return None

    def add(self, name: str, amount: int = 1, *, note: Optional[str] = None) -> Ledger:
        """Adds an entry.

        Raises InsufficientFunds where it is too much.
        """
        if amount > 1000:
            raise InsufficientFunds(amount, 1000.0)
        self._entries[name] = amount
        self.added.emit(name, amount)
        return self

    def entries(self) -> Iterator[tuple[str, int]]:
        yield from self._entries.items()

    async def fetch(self, name: str) -> float:
        await asyncio.sleep(0)
        return float(self._entries[name])

    @staticmethod
    def parse(text: str) -> Ledger:
        return Ledger(text)

    @classmethod
    def empty(cls) -> Ledger:
        return cls("empty")

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __getitem__(self, key: str) -> int:
        return self._entries[key]

    def __setitem__(self, key: str, value: int) -> None:
        self._entries[key] = value

    def __delitem__(self, key: str) -> None:
        del self._entries[key]

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def __enter__(self) -> Ledger:  # noqa: PYI034
        return self

    def __exit__(self, *error: object) -> None:
        self._entries.clear()
        self.closed.emit()


class AuditedLedger(Ledger):
    """One that is looked at."""

    def audit(self) -> bool:
        return True


class LooseLedger(Ledger):
    """One whose `add` is another one, which TypeScript would refuse."""

    def add(self, *names: str) -> int:  # type: ignore[override]
        return len(names)


class Countdown:
    """An iterator."""

    def __init__(self, start: int) -> None:
        self._left = start

    def __iter__(self) -> Countdown:
        return self

    def __next__(self) -> int:
        if self._left == 0:
            raise StopIteration
        self._left -= 1
        return self._left


class Scaler:
    """Called like a function."""

    def __init__(self, factor: float) -> None:
        self.factor = factor

    def __call__(self, value: float) -> float:
        return self.factor * value


def mean(values: Iterable[float], *, weights: Optional[list[float]] = None, digits: int = 2) -> float:
    """The mean of some values."""
    given = list(values)
    return round(math.fsum(given) / len(given), digits)


def scale(values: list[float], factor: float = 2.0, offset: float = 0.0) -> list[float]:
    return [value * factor + offset for value in values]


def total(*amounts: float, currency: str = "EUR", **more: Any) -> float:
    return math.fsum(amounts)


def tag(name: str, **tags: str) -> dict[str, str]:
    return {"name": name, **tags}


def order(name: str, *, amount: int) -> int:
    return amount


async def fetch_rate(currency: str) -> float:
    await asyncio.sleep(0)
    return RATE


def walk(steps: int = 3) -> Iterator[int]:
    yield from range(steps)


async def follow(steps: int = 3) -> AsyncIterator[int]:
    for step in range(steps):
        await asyncio.sleep(0)
        yield step


def each(values: list[T], visit: Callable[[T, int], None]) -> None:
    for index, value in enumerate(values):
        visit(value, index)


def first(values: list[T], default: Optional[T] = None) -> Optional[T]:
    return values[0] if values else default


@overload
def double(value: int) -> int: ...
@overload
def double(value: str) -> str: ...
def double(value: Any) -> Any:
    return value * 2


def convert(amount: Amount, when: datetime.datetime, to: Currency = Currency.EUR) -> decimal.Decimal:
    return decimal.Decimal(amount)


def newest(trades: list[Trade]) -> Optional[Trade]:
    return trades[-1] if trades else None


def bucket(mode: Literal["low", "high"], counts: dict[int, str]) -> dict[int, str]:
    return counts


def middle(span: Span) -> Point:
    return Point((span.first + span.last) / 2)


def precision(context: decimal.Context) -> int:
    return context.prec


def context() -> decimal.Context:
    return decimal.Context(prec=7)


def kinds() -> list[type[Ledger]]:
    return [Ledger, AuditedLedger]


def memory(size: int) -> array.array[float]:
    return array.array("d", range(size))


def old(value):
    """The mean."""
    return value


def log(message: str) -> None:
    global counter
    counter += 1
