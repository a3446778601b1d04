# mypy: disable-error-code="overload-overlap, overload-cannot-match, override, misc"
# pyright: reportOverlappingOverload=false, reportInconsistentOverload=false, reportInvalidTypeVarUse=false, reportIncompatibleMethodOverride=false, reportIncompatibleVariableOverride=false
"""The stock of a shop.

Small enough to be read beside its Graft.
"""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from enum import Enum, IntEnum
from graftwire.events import EventStream, Subscription
from graftwire.generated import GraftObject, GraftedError
from typing import Any, ClassVar, Final, Literal, TypeVar, TypedDict, overload
from typing_extensions import NotRequired, Self, TypeAlias, deprecated

_T = TypeVar("_T")
_A = TypeVar("_A")
_B = TypeVar("_B")

class Shape1(TypedDict):
    deep: NotRequired[Shape2]

class Shape2(TypedDict):
    currency: NotRequired[str]

class Unit(str, Enum):
    """What is counted."""

    PIECE = "piece"
    KILO = "kilo"
    """A thousand grams."""
    title_ = "title"

class Level(IntEnum):
    LOW = 0
    HIGH = 1

class TotalOptions(TypedDict):
    """How total() adds."""

    rate: NotRequired[float]
    """Factor."""
    round: NotRequired[int]

GreetOptions = TypedDict("GreetOptions", {"mark": str, "from": NotRequired[str]})

ItemOptions = TypedDict("ItemOptions", {"price": NotRequired[float], "from": NotRequired[str]})

Row = TypedDict("Row", {"id": str, "from": str, "tags": list[str]})

Label: TypeAlias = str | Literal[1, 2] | None
"""What it is called."""

class StockError(GraftedError):
    """Something is wrong with the stock."""

    def __init__(self, item: str, /, *, cause: Any = ...) -> None: ...
    @property
    def item(self) -> str:
        """Of which there is none."""
    @item.setter
    def item(self, value: str) -> None: ...

class OutOfStock(StockError):
    """There is none left."""

    def __init__(self, item: str, /, *, cause: Any = ...) -> None: ...
    @property
    def missing(self) -> int:
        """How many are missing."""

class Item(GraftObject):
    """One thing."""

    def __init__(self, label: str, unit: Unit = ..., /, *, price: float = ..., from_: str = ...) -> None:
        """Make an item."""
    @property
    def label(self) -> str: ...
    @label.setter
    def label(self, value: str) -> None: ...
    @property
    def unit(self) -> Unit: ...
    @unit.setter
    def unit(self, value: Unit) -> None: ...
    @property
    def price(self) -> float: ...
    @price.setter
    def price(self, value: float) -> None: ...
    @property
    def origin(self) -> str | None: ...
    @origin.setter
    def origin(self, value: str | None) -> None: ...
    made: ClassVar[int]
    @property
    def total(self) -> float:
        """Twice its price."""
    def from_(self, place: str, /) -> Self:
        """Say where it comes from."""
    def describe(self, style: str = ..., /, *, loud: bool = ...) -> str:
        """Its label."""
    @classmethod
    def of(cls, label: str, /, *, price: float = ...) -> Item:
        """A special one."""

class SpecialItem(Item):
    def __init__(self, label: str, unit: Unit = ..., /, *, price: float = ..., from_: str = ...) -> None:
        """Make an item."""
    @property
    def special(self) -> bool: ...

class Inventory(GraftObject):
    """Holds items, and says so when one is added."""

    def __init__(self, owner: str = ..., /) -> None: ...
    @property
    def owner(self) -> str: ...
    @owner.setter
    def owner(self, value: str) -> None: ...
    @property
    def size(self) -> int: ...
    def add(self, item: Item, amount: int = ..., /) -> Self: ...
    def take(self, label: str, /) -> Item:
        """The item with a label.

        Raises:
            OutOfStock
        """
    def find(self, label: str, /) -> Item | None: ...
    def all(self) -> list[Item]: ...
    def each(self, visit: Callable[[Item, Unit], object], /) -> None: ...
    def walk(self) -> Iterator[Item]: ...
    def stream(self) -> AsyncIterator[Item]: ...
    async def fetch(self, label: str, /) -> Item: ...
    def fail(self, message: str, /) -> None: ...
    @overload
    def on(self, event: Literal["added"], listener: Callable[[Item, int], object]) -> Subscription:
        """Call ``listener`` each time that ``event`` is emitted, until the subscription is closed.

        An item has come.
        """
    @overload
    def on(self, event: Literal["full"], listener: Callable[[], object]) -> Subscription:
        """Call ``listener`` each time that ``event`` is emitted, until the subscription is closed."""
    @overload
    def once(self, event: Literal["added"], listener: Callable[[Item, int], object]) -> Subscription:
        """Call ``listener`` the next time that ``event`` is emitted.

        An item has come.
        """
    @overload
    def once(self, event: Literal["full"], listener: Callable[[], object]) -> Subscription:
        """Call ``listener`` the next time that ``event`` is emitted."""
    @overload
    def off(self, event: Literal["added"], listener: Callable[[Item, int], object]) -> None:
        """Do not call ``listener`` any more.

        An item has come.
        """
    @overload
    def off(self, event: Literal["full"], listener: Callable[[], object]) -> None:
        """Do not call ``listener`` any more."""
    @overload
    def events(self, event: Literal["added"]) -> EventStream[tuple[Item, int]]:
        """What is emitted as ``event`` from now on, for ``async for``.

        An item has come.
        """
    @overload
    def events(self, event: Literal["full"]) -> EventStream[None]:
        """What is emitted as ``event`` from now on, for ``async for``."""
    def __iter__(self) -> Iterator[str]: ...

def total(prices: Sequence[float], /, *, rate: float = ..., round: int = ...) -> float:
    """The sum of prices, times a rate.

    Args:
        prices: What each costs.
    """

@overload
def greet(name: str, greeting: str = ..., /) -> tuple[str, bool, str | None]: ...
@overload
def greet(name: str, greeting: str = ..., /, *, mark: str, from_: str = ...) -> tuple[str, bool, str | None]: ...

def level(of: float, /) -> Level: ...

def isHigh(given: Level, /) -> bool: ...

def units() -> list[Unit]: ...

async def later(value: _T, ms: float = ..., /) -> _T:
    """Gives it back, later."""

def countdown(from_: int, /) -> Iterator[int]: ...

def ticks(to: int, /) -> AsyncIterator[int]: ...

def pair(a: _A, b: _B, /) -> tuple[_A, _B]: ...

def row(id: str, /) -> Row: ...

def apply(f: Callable[[float], float], /, *values: float) -> list[float]: ...

@overload
def identity(value: str, /) -> str: ...
@overload
def identity(value: float, /) -> float: ...

@deprecated("Use total().")
def old() -> str:
    """Says \"\"\"old\"\"\" \\ twice."""

def S_dollar() -> str: ...

def inventory(owner: str = ..., /) -> Inventory:
    """The default export."""

LIMIT: Final[int]
"""The most that there may be."""

settings: Final[Shape1]

count: int
