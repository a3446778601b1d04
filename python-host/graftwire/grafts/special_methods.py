"""Special methods of a generated Graft's classes: what Python does with objects of JavaScript anyway."""

import operator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Optional

__all__ = ["itself", "special_method"]

_functions: "dict[str, Callable[..., Any]]" = {
    "length": len,
    "iterate": iter,
    "next": next,
    "get": operator.getitem,
    "set": operator.setitem,
    "delete": operator.delitem,
    "has": operator.contains,
    "number": float,
    "iterateAsync": lambda value: value.__aiter__(),
    "nextAsync": lambda value: value.__anext__(),
}


def special_method(name: str, convert: "Optional[Callable[[Any], Any]]" = None) -> "Callable[..., Any]":
    """What stands in a class for one of the model's protocols; ``convert`` is for each step, or each item."""
    function = _functions[name]

    def call(self: "Any", *args: "Any") -> "Any":
        return function(self._graft_object, *args)

    if convert is None or name in ("length", "set", "delete", "has", "number"):
        return call
    converted = convert
    if name == "iterate":
        return lambda self: map(converted, iter(self._graft_object))
    if name == "iterateAsync":

        async def steps(self: "Any") -> "Any":
            async for value in self._graft_object:
                yield converted(value)

        return steps
    if name == "nextAsync":

        async def step(self: "Any") -> "Any":
            return converted(await self._graft_object.__anext__())

        return step
    return lambda self, *args: converted(call(self, *args))


def itself(self: object) -> object:
    """An iterator is its own."""
    return self
