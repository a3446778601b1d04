"""Functions that stand for listeners, and for callbacks whose arguments are made into what types say."""

from weakref import WeakValueDictionary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

__all__ = ["listener_for"]

# A bound method is another object each time that it is read, but equal: taking a listener away must find the
# very function that was added. It is kept by who has it, the emitter in the other runtime, and holds its
# listener, so that this table keeps nothing alive.
_listeners: "WeakValueDictionary[Any, Any]" = WeakValueDictionary()


def listener_for(listener: "Callable[..., Any]", converts: "tuple[Any, ...]") -> "Callable[..., Any]":
    """The function that is called in place of ``listener``: the same one as long as somebody has it.

    ``converts``: for each argument what makes the value that the listener gets, None for as it is.
    """
    if not callable(listener):
        from graftwire.errors import GraftError

        raise GraftError("invalid-argument", f"A listener can be called; a {type(listener).__name__} cannot.")
    try:
        hash(listener)
        key: Any = (listener, converts)
    except TypeError:
        key = (id(listener), converts)
    found = _listeners.get(key)
    if found is None:
        found = _listeners.setdefault(key, _make(listener, converts))
    return found  # type: ignore[no-any-return]


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
