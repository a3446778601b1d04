"""Errors of JavaScript's own classes, as classes of Python's that ``except`` knows."""

from graftwire.errors import JavaScriptError
from graftwire.host.js_objects import ask, is_js

from .objects import GraftClass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["GraftedError", "recognise", "register"]

#: By the name of JavaScript's class, the classes of Grafts that may be meant: two modules may have one each.
_registered: "dict[str, list[GraftClass]]" = {}


class GraftedError(JavaScriptError, metaclass=GraftClass):
    """An error of a class that a Graft has. Making one makes JavaScript's, which is thrown there where nobody
    catches it here."""

    def __init__(self, *args: object, **keywords: object) -> None:
        made: JavaScriptError = type(self)._graft_new(args, keywords)
        super().__init__(made.name, made.message, stack=made.stack, classes=made.classes, thrown=made.thrown)

    @property
    def _graft_object(self) -> "Any":
        return self.thrown

    def __getattr__(self, name: str) -> "Any":
        thrown = self.__dict__.get("thrown")
        if name[:1] == "_" or not is_js(thrown):
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        return getattr(thrown, name)


def register(cls: GraftClass) -> None:
    """From now on errors of JavaScript's class are of this one."""
    _registered.setdefault(cls._graft_name, []).append(cls)


def recognise(error: JavaScriptError) -> None:
    """Make an error that arrives one of the class of the Graft that has its class."""
    for name in error.classes:
        for cls in _registered.get(name, ()):
            graft = cls._graft
            # A Graft that has not been used on this thread cannot have thrown it here.
            if graft is not None and graft.is_bound and ask("instance", error.thrown, cls._graft_class()):
                error.__class__ = cls  # type: ignore[assignment]
                return
