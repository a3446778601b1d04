"""Properties of JavaScript's objects and classes, in the classes of a generated Graft."""

from .javascript_calls import GET, SET, invoke

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["Property", "StaticProperty"]


class Property:
    """A property of JavaScript's objects, read and set there each time."""

    __slots__ = ("convert", "name", "settable")

    def __init__(self, name: str, convert: "Any" = None, settable: bool = False) -> None:
        self.name = name
        self.convert = convert
        self.settable = settable

    def __get__(self, owner: "Any", cls: object = None) -> "Any":
        if owner is None:
            return self
        value = invoke(owner._graft_object, GET, self.name)
        return value if self.convert is None else self.convert(value)

    def __set__(self, owner: "Any", value: object) -> None:
        if not self.settable:
            raise AttributeError(f"{self.name} cannot be set")
        invoke(owner._graft_object, SET, self.name, value)


class StaticProperty:
    """The same of a class."""

    __slots__ = ("convert", "name")

    def __init__(self, name: str, convert: "Any" = None) -> None:
        self.name = name
        self.convert = convert

    def __get__(self, owner: object, cls: "Any" = None) -> "Any":
        value = invoke(cls._graft_class(), GET, self.name)
        return value if self.convert is None else self.convert(value)
