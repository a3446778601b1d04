"""What a Graft makes of values that arrive, where its types say more than what arrives: at depth, too."""

from graftwire.host.js_objects import is_js

from .listeners import listener_for

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from typing import Any, Optional

    Convert = Optional[Callable[[Any], Any]]

__all__ = ["callback", "each", "items", "steps", "steps_later", "values"]

# What is not of the type that the module says is passed on as it is: a Graft hides nothing.


def each(value: "Any", convert: "Callable[[Any], Any]") -> "Any":
    """Of a list or a set."""
    kind = type(value)
    return kind(map(convert, value)) if kind in (list, tuple, set, frozenset) else value


def values(value: "Any", convert: "Callable[[Any], Any]") -> "Any":
    """Of a dict."""
    return {key: convert(item) for key, item in value.items()} if type(value) is dict else value


def items(value: "Any", *converts: "Convert") -> "Any":
    """Of a tuple, which arrives as a list."""
    if type(value) not in (list, tuple):
        return value
    return tuple(
        item if index >= len(converts) or (convert := converts[index]) is None else convert(item)
        for index, item in enumerate(value)
    )


def steps(value: "Any", convert: "Callable[[Any], Any]") -> "Any":
    """Of an iterator."""
    return _Steps(value, convert) if is_js(value) else each(value, convert)


def steps_later(value: "Any", convert: "Callable[[Any], Any]") -> "Any":
    """Of an asynchronous iterator."""
    return _later(value, convert) if is_js(value) else value


class _Steps:
    __slots__ = ("_convert", "_iterator", "_of")

    def __init__(self, of: "Any", convert: "Callable[[Any], Any]") -> None:
        self._of = of
        self._iterator: Any = None
        self._convert = convert

    def __iter__(self) -> "Iterator[Any]":
        return self

    def __next__(self) -> "Any":
        if self._iterator is None:
            self._iterator = iter(self._of)
        return self._convert(next(self._iterator))

    def __graft_crosses_as__(self) -> object:
        return self._of


async def _later(of: "Any", convert: "Callable[[Any], Any]") -> "AsyncIterator[Any]":
    async for value in of:
        yield convert(value)


def callback(*converts: "Convert") -> "Callable[[Any], Any]":
    """What makes of a function one whose arguments are converted."""
    return lambda function: listener_for(function, converts) if callable(function) else function
