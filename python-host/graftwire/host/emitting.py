"""What JavaScript asks of objects of Python that emit. Members named ``graftwire.host:…``.

Nothing here is imported before something that emits has crossed; :func:`is_event` is asked of every class.
"""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from graftwire.events import Subscription


def is_event(value: object) -> bool:
    """Whether it is a ``graftwire.events.Event``: none is there before somebody has imported that module."""
    event = getattr(sys.modules.get("graftwire.events"), "Event", None)
    return event is not None and isinstance(value, event)


def emits(cls: type) -> bool:
    """Whether a class has an event of its own or from a base."""
    if "graftwire.events" not in sys.modules:
        return False
    return any(is_event(member) for base in cls.__mro__ for member in list(vars(base).values()))


# ``on``, ``once`` and ``off`` of an object give the object.


def listen(target: "Any", name: str, listener: "Callable[..., object]") -> object:
    _emitter(target).add(name, listener, False)
    return target


def listen_once(target: "Any", name: str, listener: "Callable[..., object]") -> object:
    _emitter(target).add(name, listener, True)
    return target


def unlisten(target: "Any", name: str, listener: "Callable[..., object]") -> object:
    _emitter(target).remove(name, listener)
    return target


def subscribe(target: "Any", name: str, listener: "Callable[..., object]", once: bool) -> "Subscription":
    """Not by the listener but by what is given is it ended: the same one may listen twice."""
    from graftwire.events import Subscription

    return Subscription(name, _emitter(target).add(name, listener, once))


def emits_errors(target: "Any") -> bool:
    """Whether an ``error`` event means that the object has failed. Raises GraftError ``invalid-argument`` for
    what emits nothing."""
    return bool(_emitter(target).has_errors)


def _emitter(target: "Any") -> "Any":
    from graftwire.grafts.emitters import emitter_of

    return emitter_of(target)
