# mypy: disable-error-code="override, misc"
# pyright: reportIncompatibleMethodOverride=false, reportIncompatibleVariableOverride=false
"""Statistics of a portfolio."""

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from enum import Enum, IntEnum
from graftwire.events import Event
from typing import Any, ClassVar, Final, NamedTuple
from typing_extensions import deprecated

class Side(Enum):
    BUY = "buy"
    SELL = "sell"

class Rank(IntEnum):
    LOW = 0
    HIGH = 1

@dataclass
class Position:
    """What is held."""

    symbol: str
    amount: float = ...
    tags: list[str] = ...

class Point(NamedTuple):
    x: float
    y: float = ...

class InsufficientFunds(LookupError):
    """There is not enough cash."""

    def __init__(self, needed: float) -> None: ...
    needed: float

class Portfolio:
    """Holds positions."""

    def __init__(self, currency: str, /, *, cash: float = ...) -> None: ...
    currency: str
    cash: float
    positions: list[Position]
    opened: ClassVar[int]
    @property
    def value(self) -> float:
        """What all of it is worth."""
    def add(self, position: Position) -> Portfolio: ...
    def pay(self, amount: float) -> float:
        """Raises:
            InsufficientFunds
        """
    @staticmethod
    def currencies() -> list[str]: ...
    @classmethod
    def empty(cls) -> Portfolio: ...
    changed: Event[Position]
    """A position has come."""
    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Position]: ...

def mean(values: list[float], /, *, digits: int = ...) -> float:
    """The mean of some values."""

def push(values: list[float], value: float = ...) -> list[float]:
    """Adds to what it is given."""

def keep(portfolio: Portfolio) -> Portfolio: ...

def made(amount: float) -> Portfolio: ...

@deprecated("Iterate over the list.")
def each(values: list[float], visit: Callable[[float], Any]) -> None: ...

def walk(steps: int = ...) -> Iterator[int]: ...

async def fetch(name: str, limit: int | None = ...) -> list[str]: ...

def follow(steps: int) -> AsyncIterator[int]: ...

def options(**more: Any) -> dict[str, Any]: ...

RATE: Final[float]
"""The rate."""

names: list[str]
