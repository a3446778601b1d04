"""Calls of JavaScript with arguments that are left out, which Python's None does not say: it is null."""

from graftwire.host import js_objects
from graftwire.host.js_objects import ask

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

__all__ = ["CALL", "GET", "SET", "Options", "call_with_options", "construct_with_options", "invoke"]

CALL, GET, SET = 0, 1, 2


def invoke(owner: object, shape: int, member: "str | None", *args: object) -> "Any":
    """Call (0), read (1) or set (2) a member of an object of JavaScript; with None, the object itself."""
    return js_objects._invoke(owner, shape, member, *args)


class Options:
    """Where the keyword arguments of a function go: into one plain object, which is its last argument."""

    __slots__ = ("always", "names", "places")

    def __init__(self, *places: int, always: bool = False, names: "Mapping[str, str] | None" = None) -> None:
        #: Where it may stand, counted from 0, in ascending order.
        self.places = places
        #: The function takes no call without it.
        self.always = always
        #: Keywords whose property has another name, which Python cannot write.
        self.names = names or {}

    def place(self, given: int) -> int:
        """The place behind ``given`` arguments; -1 where there is none."""
        return next((place for place in self.places if place >= given), -1)

    def object_of(self, keywords: "dict[str, Any]") -> "dict[str, Any]":
        if not self.names:
            return keywords
        return {self.names.get(name, name): value for name, value in keywords.items()}


def call_with_options(
    owner: object, name: "str | None", options: Options, args: "tuple[Any, ...]", keywords: "dict[str, Any]"
) -> "Any":
    """Call a method, or with None the function itself."""
    place = options.place(len(args))
    if not keywords and not (options.always and place == len(args)):
        return invoke(owner, CALL, name, *args)
    if place < 0:
        raise _too_many(name or "it", args)
    given = options.object_of(keywords)
    if place == len(args):
        return invoke(owner, CALL, name, *args, given)
    function = owner if name is None else ask("attribute", owner, name)[0]
    return invoke(function, CALL, "apply", None if name is None else owner, _spread((*args,), place, given))


def construct_with_options(
    cls: object, options: "Options | None", args: "tuple[Any, ...]", keywords: "dict[str, Any]"
) -> "Any":
    """Make an object of a class."""
    if options is None:
        if keywords:
            raise TypeError(f"there is no keyword argument {next(iter(keywords))!r}")
        return ask("construct", cls, *args)
    place = options.place(len(args))
    if not keywords and not (options.always and place == len(args)):
        return ask("construct", cls, *args)
    if place < 0:
        raise _too_many("the class", args)
    given = options.object_of(keywords)
    if place == len(args):
        return ask("construct", cls, *args, given)
    # What is bound to nothing leaves the same arguments out.
    bind = ask("attribute", cls, "bind")[0]
    return ask("construct", invoke(bind, CALL, "apply", cls, _spread((None, *args), place + 1, given)))


def _spread(args: "tuple[Any, ...]", place: int, options: object) -> "dict[str, Any]":
    """What ``apply`` takes for a list of arguments: what has no key is undefined."""
    listed: dict[str, Any] = {str(index): value for index, value in enumerate(args)}
    listed[str(place)] = options
    listed["length"] = place + 1
    return listed


def _too_many(name: str, args: "tuple[Any, ...]") -> TypeError:
    return TypeError(f"{name}() takes no keyword arguments behind {len(args)} positional ones")
