"""Functions that stand for listeners, and for callbacks whose arguments are made into what types say."""

from weakref import WeakValueDictionary

from graftwire.errors import GraftError
from graftwire.host.js_objects import ask, is_js

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

__all__ = ["checked", "has_ended", "listener_for"]

# A bound method is another object each time that it is read, but equal: taking a listener away must find the
# very function that was added. It is kept by who has it, the emitter in the other runtime, and holds its
# listener, so that this table keeps nothing alive.
_listeners: "WeakValueDictionary[Any, Any]" = WeakValueDictionary()


def listener_for(listener: "Callable[..., Any]", converts: "tuple[Any, ...]") -> "Callable[..., Any]":
    """The function that is called in place of ``listener``: the same one as long as somebody has it.

    ``converts``: for each argument what makes the value that the listener gets, None for as it is.
    """
    checked(listener)
    try:
        hash(listener)
        key: Any = (listener, converts)
    except TypeError:
        key = (id(listener), converts)
    found = _listeners.get(key)
    if found is None:
        found = _listeners.setdefault(key, _make(listener, converts))
    return found  # type: ignore[no-any-return]


def checked(listener: "Callable[..., Any]") -> "Callable[..., Any]":
    """Raises GraftError ``invalid-argument`` for what cannot be called."""
    if not callable(listener):
        raise GraftError("invalid-argument", f"A listener can be called; a {type(listener).__name__} cannot.")
    return listener


def has_ended(listener: object, raised: GraftError) -> bool:
    """Whether a listener of JavaScript's has raised this because the lane that it is of has ended."""
    if raised.code != "unknown-reference" or not is_js(listener):
        return False
    # What it has called itself may have raised the same.
    try:
        ask("arity", listener)
    except GraftError as error:
        return error.code == "unknown-reference"
    return False


def _make(listener: "Callable[..., Any]", converts: "tuple[Any, ...]") -> "Callable[..., Any]":
    if not any(convert is not None for convert in converts):

        def listening(*args: "Any") -> "Any":
            return listener(*args)

        return listening

    def converting(*args: "Any") -> "Any":
        given = [
            value if index >= len(converts) or converts[index] is None else converts[index](value)
            for index, value in enumerate(args)
        ]
        return listener(*given)

    return converting
