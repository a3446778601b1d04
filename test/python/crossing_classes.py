"""Classes of values for test_crossing.py, in a module of their own, as users have them."""

from __future__ import annotations

import enum
from collections import namedtuple
from dataclasses import InitVar, dataclass, field
from functools import cached_property
from typing import Any, NamedTuple


class Color(enum.Enum):
    RED = 1
    GREEN = "green"
    CRIMSON = 1  # noqa: PIE796

    def brighter(self) -> Color:
        return self


class Access(enum.IntFlag):
    READ = 1
    WRITE = 2
    ALL = 3


class Style(enum.Flag):
    BOLD = enum.auto()
    ITALIC = enum.auto()


class Level(enum.IntEnum):
    LOW = 1


class Pinned(enum.Enum):
    __graft__ = "reference"
    ONE = 1


@dataclass
class Point:
    x: float
    y: float = 0.0


@dataclass(frozen=True)
class Line:
    start: Point
    end: Point
    tags: list[str] = field(default_factory=list)
    length: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        object.__setattr__(self, "length", 1.0)


@dataclass
class Slotted:
    __slots__ = ("a",)
    a: int


@dataclass
class Counter:
    count: int

    def __post_init__(self) -> None:
        self.count += 1


@dataclass
class Account:
    balance: int

    def deposit(self, amount: int) -> None:
        self.balance += amount


@dataclass
class Savings(Account):
    rate: float = 0.0


@dataclass
class Circle:
    radius: float

    @property
    def area(self) -> float:
        return self.radius**2


@dataclass
class Cached:
    radius: float

    @cached_property
    def area(self) -> float:
        return self.radius**2


@dataclass
class MarkedValue:
    a: int
    __graft__ = "value"

    def method(self) -> int:
        return self.a


@dataclass
class MarkedReference:
    a: int
    __graft__ = "reference"


@dataclass
class WithInitVar:
    a: int
    b: InitVar[int]


class Undecorated(Point):
    pass


@dataclass
class ExtraSlot:
    __slots__ = ("a", "hidden")
    a: int


class Plain:
    def __init__(self) -> None:
        self.a = 1


class Pair(NamedTuple):
    left: int
    right: Any = None


class Measured(NamedTuple):
    value: float

    def doubled(self) -> float:
        return self.value * 2


Old = namedtuple("Old", ["a", "_b"], rename=True)  # noqa: PYI024


class Sub(namedtuple("Sub", "a b")):  # noqa: PYI024
    __slots__ = ()


class WithNew(namedtuple("WithNew", "a b")):  # noqa: PYI024
    __slots__ = ()

    def __new__(cls, text: str) -> WithNew:  # noqa: PYI034
        return super().__new__(cls, text, text)


class WithInit(namedtuple("WithInit", "a b")):  # noqa: PYI024
    __slots__ = ()

    def __init__(self, a: int, b: int) -> None:
        if a > b:
            raise ValueError("a is above b")


class MyInt(int):
    pass


class MyTuple(tuple):
    __slots__ = ()


@dataclass
class Weighed:
    """JavaScript has one type of number: 2.0 comes back from it as 2."""

    count: int
    size: float
    other: float = 0.0
