"""``on``, ``once``, ``off`` and ``events`` of a generated Graft's classes that emit."""

from graftwire import events as _events

from .emitters import emitter_of
from .listeners import listener_for

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

__all__ = ["event_methods"]


def event_methods(converts: "Mapping[str, tuple[Any, ...]]") -> "tuple[Any, Any, Any, Any]":
    """The four methods. ``converts``: by event, what makes the values that listeners get; an event that is
    not there passes on what arrives."""

    def listening(name: str, listener: "Callable[..., object]") -> "Callable[..., object]":
        return listener_for(listener, converts.get(name, ()))

    def on(self: object, event: str, listener: "Callable[..., object]") -> "_events.Subscription":
        """Call ``listener`` each time that ``event`` is emitted."""
        return _events._subscribe(emitter_of(self), event, listening(event, listener), False)

    def once(self: object, event: str, listener: "Callable[..., object]") -> "_events.Subscription":
        """Call ``listener`` the next time that ``event`` is emitted."""
        return _events._subscribe(emitter_of(self), event, listening(event, listener), True)

    def off(self: object, event: str, listener: "Callable[..., object]") -> None:
        """Do not call ``listener`` any more."""
        emitter_of(self).remove(event, listening(event, listener))

    def stream(self: object, event: str) -> "_events.EventStream[Any]":
        """What is emitted as ``event`` from now on, for ``async for``."""
        return _events.EventStream(self, event, converts.get(event, ()))

    stream.__name__ = stream.__qualname__ = "events"
    return on, once, off, stream
