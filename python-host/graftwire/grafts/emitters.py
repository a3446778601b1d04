"""What emits: adding and taking away listeners, whatever it is."""

from graftwire.errors import GraftError
from graftwire.host import js_objects
from graftwire.host.emitting import emits, is_event
from graftwire.host.js_objects import ask, is_js

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Protocol

    class Emitter(Protocol):
        #: An ``error`` event means that it has failed.
        has_errors: bool
        #: It finds a listener again only if that is the same object.
        needs_the_same: bool

        def add(self, name: str, listener: "Callable[..., object]", once: bool) -> "Callable[[], None]":
            """Gives what ends it."""

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
        from graftwire.events import BoundEvent

        if isinstance(target, BoundEvent):
            return _PythonEvent(target)
        if emits(type(target)):
            return _PythonEmitter(target)
    raise GraftError(
        "invalid-argument",
        f"{target!r} emits no events.",
        remedy="Give an EventEmitter, an EventTarget or an object of a class with a graftwire.events.Event.",
    )


class _OfJavaScript:
    needs_the_same = True

    def __init__(self, target: "Any") -> None:
        self._target = target

    def remove(self, name: str, listener: "Callable[..., object]") -> None:
        raise NotImplementedError

    def _end(self, name: str, listener: "Callable[..., object]") -> "Callable[[], None]":
        def end() -> None:
            try:
                self.remove(name, listener)
            except GraftError as error:
                # The lane that the emitter was of has ended, and with it all that listened there.
                if error.code != "unknown-reference":
                    raise

        return end


class _NodeEmitter(_OfJavaScript):
    has_errors = True

    def add(self, name: str, listener: "Callable[..., object]", once: bool) -> "Callable[[], None]":
        js_objects.call_member(self._target, "once" if once else "on", name, listener)
        return self._end(name, listener)

    def remove(self, name: str, listener: "Callable[..., object]") -> None:
        off = "off" if ask("attribute", self._target, "off") is not None else "removeListener"
        js_objects.call_member(self._target, off, name, listener)


class _EventTarget(_OfJavaScript):
    has_errors = False

    def add(self, name: str, listener: "Callable[..., object]", once: bool) -> "Callable[[], None]":
        js_objects.call_member(self._target, "addEventListener", name, listener, {"once": once})
        return self._end(name, listener)

    def remove(self, name: str, listener: "Callable[..., object]") -> None:
        js_objects.call_member(self._target, "removeEventListener", name, listener)


class _PythonEvent:
    has_errors = False
    needs_the_same = False

    def __init__(self, event: "Any") -> None:
        self._event = event

    def add(self, name: str, listener: "Callable[..., object]", once: bool) -> "Callable[[], None]":
        return _ended_by(self._event, listener, once)

    def remove(self, name: str, listener: "Callable[..., object]") -> None:
        self._event.off(listener)


class _PythonEmitter:
    """Its events are attributes of its class."""

    needs_the_same = False

    def __init__(self, target: "Any") -> None:
        self._target = target
        self.has_errors = "error" in self._names()

    def add(self, name: str, listener: "Callable[..., object]", once: bool) -> "Callable[[], None]":
        return _ended_by(self._event(name), listener, once)

    def remove(self, name: str, listener: "Callable[..., object]") -> None:
        self._event(name).off(listener)

    def _names(self) -> "list[str]":
        # What a class derived from another has made something else of is no event of its.
        found: dict[str, bool] = {}
        for base in type(self._target).__mro__:
            for name, member in vars(base).items():
                found.setdefault(name, is_event(member))
        return sorted(name for name, is_one in found.items() if is_one)

    def _event(self, name: str) -> "Any":
        names = self._names()
        if name not in names:
            raise GraftError(
                "unknown-member",
                f"A {type(self._target).__name__} has no event {name!r}.",
                remedy=f"Its events: {', '.join(names)}.",
            )
        return getattr(self._target, name)


def _ended_by(event: "Any", listener: "Callable[..., object]", once: bool) -> "Callable[[], None]":
    subscription = event.once(listener) if once else event.on(listener)
    return subscription.close  # type: ignore[no-any-return]
