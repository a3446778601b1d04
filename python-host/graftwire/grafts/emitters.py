"""What emits: adding and taking away listeners, whatever it is."""

from graftwire.errors import GraftError
from graftwire.host import js_objects
from graftwire.host.js_objects import ask, is_js

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Protocol

    class Emitter(Protocol):
        #: An ``error`` event means that it has failed.
        has_errors: bool

        def add(self, name: str, listener: "Callable[..., object]", once: bool) -> None: ...
        def remove(self, name: str, listener: "Callable[..., object]") -> None: ...


__all__ = ["emitter_of"]


def emitter_of(target: "Any") -> "Emitter":
    """Raises GraftError ``invalid-argument`` for what emits nothing."""
    target = getattr(target, "_graft_object", target)
    if is_js(target):
        if ask("attribute", target, "on") is not None:
            return _NodeEmitter(target)
        if ask("attribute", target, "addEventListener") is not None:
            return _EventTarget(target)
    else:
        from graftwire.events import BoundEvent, Event

        if isinstance(target, BoundEvent):
            return _PythonEvent(target)
        if any(isinstance(member, Event) for base in type(target).__mro__ for member in vars(base).values()):
            return _PythonEmitter(target)
    raise GraftError(
        "invalid-argument",
        f"{target!r} emits no events.",
        remedy="Give an EventEmitter, an EventTarget or an object of a class with a graftwire.events.Event.",
    )


class _NodeEmitter:
    has_errors = True

    def __init__(self, target: "Any") -> None:
        self._target = target

    def add(self, name: str, listener: "Callable[..., object]", once: bool) -> None:
        js_objects.call_member(self._target, "once" if once else "on", name, listener)

    def remove(self, name: str, listener: "Callable[..., object]") -> None:
        off = "off" if ask("attribute", self._target, "off") is not None else "removeListener"
        js_objects.call_member(self._target, off, name, listener)


class _EventTarget:
    has_errors = False

    def __init__(self, target: "Any") -> None:
        self._target = target

    def add(self, name: str, listener: "Callable[..., object]", once: bool) -> None:
        js_objects.call_member(self._target, "addEventListener", name, listener, {"once": once})

    def remove(self, name: str, listener: "Callable[..., object]") -> None:
        js_objects.call_member(self._target, "removeEventListener", name, listener)


class _PythonEvent:
    has_errors = False

    def __init__(self, event: "Any") -> None:
        self._event = event

    def add(self, name: str, listener: "Callable[..., object]", once: bool) -> None:
        (self._event.once if once else self._event.on)(listener)

    def remove(self, name: str, listener: "Callable[..., object]") -> None:
        self._event.off(listener)


class _PythonEmitter:
    """Its events are attributes of its class."""

    def __init__(self, target: "Any") -> None:
        self._target = target
        self.has_errors = self._has("error")

    def add(self, name: str, listener: "Callable[..., object]", once: bool) -> None:
        event = self._event(name)
        (event.once if once else event.on)(listener)

    def remove(self, name: str, listener: "Callable[..., object]") -> None:
        self._event(name).off(listener)

    def _has(self, name: str) -> bool:
        from graftwire.events import Event

        return any(isinstance(vars(base).get(name), Event) for base in type(self._target).__mro__)

    def _event(self, name: str) -> "Any":
        if not self._has(name):
            raise GraftError("unknown-member", f"A {type(self._target).__name__} has no event {name!r}.")
        return getattr(self._target, name)
