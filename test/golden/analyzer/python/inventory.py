"""A warehouse: one of each thing that a module can have, for every version of Python alike."""

from __future__ import annotations

import asyncio
import contextlib
import enum
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Context, Decimal
from pathlib import Path
from typing import (
    TYPE_CHECKING,
    Any,
    Callable,
    ClassVar,
    Dict,
    Final,
    Generic,
    List,
    Literal,
    NamedTuple,
    NewType,
    Optional,
    Protocol,
    Tuple,
    Type,
    TypedDict,
    TypeVar,
    Union,
    overload,
)

from graftwire.events import Event

if TYPE_CHECKING:
    from fractions import Fraction

    from typing_extensions import ParamSpec, Required, Self, TypeAlias

    P = ParamSpec("P")

__all__ = [
    "LIMIT",
    "Article",
    "ArticleId",
    "Colour",
    "Count",
    "Crate",
    "Labels",
    "Missing",
    "Notifier",
    "Options",
    "OutOfStock",
    "Place",
    "Quantity",
    "Rights",
    "Shelf",
    "Shelves",
    "T",
    "Warehouse",
    "audit",
    "collect",
    "count_all",
    "each_article",
    "each_later",
    "find",
    "google_style",
    "inferred",
    "notify",
    "numpy_style",
    "old_way",
    "opened",
    "rate",
    "ratio",
    "sphinx_style",
    "timed",
    "watch",
    "whatever",
]

T = TypeVar("T")
Number = TypeVar("Number", bound="Article")

Quantity: TypeAlias = "Union[int, float, Decimal]"
Labels = Dict[str, List[str]]
ArticleId = NewType("ArticleId", int)

LIMIT: Final = 100
rate: float = 1.5


class Colour(enum.Enum):
    """The colours that there are.

    Attributes:
        RED: like fire
    """

    RED = "red"
    GREEN = "green"


class Count(enum.IntEnum):
    NONE = 0
    ONE = 1


class Rights(enum.Flag):
    READ = 1
    WRITE = 2


@dataclass
class Article:
    """What is stored.

    Attributes:
        name: as people call it
    """

    name: str
    price: Decimal
    tags: List[str] = field(default_factory=list)
    colour: Optional[Colour] = None
    weight: float = 0.0


class Place(NamedTuple):
    row: int
    shelf: str = "A"


class Options(TypedDict, total=False):
    strict: Required[bool]
    depth: int
    parent: Options


class OutOfStock(LookupError):  # noqa: N818
    """There is none left."""

    def __init__(self, article: str, wanted: int = 1) -> None:
        super().__init__(article)
        self.article = article
        self.wanted = wanted


class Missing(OutOfStock):
    pass


class Notifier(Protocol):
    def notify(self, text: str, *, urgent: bool = False) -> None: ...


class Shelf(Generic[T]):
    """Holds things of one kind."""

    capacity: ClassVar[int] = 10
    filled: Event[T] = Event("Something has come.")
    moved: ClassVar[Event[Tuple[int, T]]] = Event()
    emptied: Event[None] = Event()

    def __init__(self, items: Sequence[T] = ()) -> None:
        self._items = list(items)

    def put(self, item: T) -> Self:
        self._items.append(item)
        return self

    def take(self, index: int = -1) -> T:
        return self._items.pop(index)

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def __getitem__(self, index: int) -> T:
        return self._items[index]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None: ...


class Crate(Shelf[Article]):
    """Articles only."""

    label = "crate"

    @property
    def weight(self) -> float:
        """All of it."""
        return 0.0

    @weight.setter
    def weight(self, value: float) -> None: ...


Shelves = Mapping[Place, "Shelf[Article]"]


class Warehouse(ABC):
    """Where it all is."""

    owner: str
    opened_at: Optional[datetime] = None

    @abstractmethod
    def find(self, name: str, /, *places: Place, limit: int = 10, **filters: Any) -> List[Article]: ...

    @classmethod
    def load(cls: Type[Warehouse], path: Union[str, Path]) -> Warehouse:
        raise NotImplementedError

    @staticmethod
    def is_valid(article: ArticleId) -> bool:
        return article > 0

    async def order(self, article: ArticleId, *, by: Optional[datetime] = None) -> Tuple[int, ...]:
        """Order more.

        Args:
            article: which one
            by: at the latest

        Raises:
            OutOfStock: nobody has any
            ValueError: it is unknown
        """
        return ()

    def old(self) -> None:  # noqa: B027
        """Not any more.

        .. deprecated:: 1.2
            Use :meth:`find`
            instead.
        """


@overload
def find(key: int) -> Article: ...
@overload
def find(key: str, default: Optional[Article] = None) -> Optional[Article]: ...
def find(key, default=None):
    """By number or by name."""
    return default


def collect(articles: Mapping[str, Article], key: Callable[[Article], T]) -> Dict[T, List[Article]]:
    return {}


def count_all(mode: Optional[Literal["all", "some", 3]], strict: bool = True) -> Count:
    return Count.NONE


def each_article(shelves: Shelves) -> Iterator[Article]:
    yield from ()


async def each_later(pause: float = 0.1) -> AsyncIterator[Tuple[str, int]]:
    await asyncio.sleep(pause)
    yield "", 0


def notify(notifier: Notifier, done: Callable[..., Awaitable[None]], options: Options) -> None: ...


def watch(callback: Callable[[str, Optional[int]], Awaitable[bool]], context: Context) -> Callable[[], None]:
    return lambda: None


def timed(function: Callable[P, T]) -> Callable[P, T]:
    return function


def ratio(values: Sequence[Quantity]) -> Fraction:
    raise NotImplementedError


def audit(first: Number, second: Number) -> Number:
    return first


@contextlib.contextmanager
def opened(name: str) -> Iterator[Shelf[Article]]:
    yield Shelf()


def whatever(anything, something: Any, unknown: NoSuchType) -> "not a type":  # noqa: F722, F821
    return anything


def google_style(a, b=3):
    """Google's.

    Args:
        a (int): the first
        b (str, optional): the second

    Returns:
        bool: whether it is

    Raises:
        KeyError: never
    """


def numpy_style(a, b="x", c=None):
    """numpy's.

    Parameters
    ----------
    a : int or float
        The first.
    b : {'x', 'y'}, optional
        The second.
    c : list of str
        The third.

    Returns
    -------
    out : ndarray
        All of it.

    Raises
    ------
    Missing
        Sometimes.
    """


def sphinx_style(a, b):
    """Sphinx's.

    :param int a: the first
    :param b: the second
    :type b: dict or None
    :rtype: list of Article
    :raises OutOfStock: at times
    """


def inferred(flag=False, text="x", count=1, size=-1):
    if flag:
        return None
    return f"{text}{count}{size}"


def old_way() -> int:
    return 1


old_way.__deprecated__ = "Use inferred."  # type: ignore[attr-defined]
