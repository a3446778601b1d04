"""What the code that is called can know of the call: until when somebody waits for it.

>>> from graftwire import context
>>> while work and not context.is_cancelled():
...     work.pop().do()

All of it is about the call that runs on this thread, or this asyncio task, and the calls around it: an outer
deadline that is nearer counts. Threads that the call starts know nothing of it; hand them what they need.
Outside of any call there is no deadline, and nothing is cancelled.
"""

from __future__ import annotations

import time
from contextvars import ContextVar, Token
from typing import Optional, Tuple

from .host import interrupts

__all__ = ["CallContext", "deadline", "enter", "is_cancelled", "leave", "remaining_ms"]


class CallContext:
    """What is known of a call that does not keep its thread to itself, such as an asyncio task's."""

    __slots__ = ("cancelled", "deadline", "outer")

    def __init__(self, deadline: Optional[float] = None) -> None:
        #: In seconds of :func:`time.monotonic`; None: there is none.
        self.deadline = deadline
        #: Set by whoever cancels the call.
        self.cancelled = False
        #: The call that this one is made in.
        self.outer: Optional[CallContext] = None


_current: ContextVar[Optional[CallContext]] = ContextVar("graftwire.call", default=None)


def enter(call: CallContext) -> Token[Optional[CallContext]]:
    """From now on this context's code is part of ``call``; for who runs calls.

    Gives what :func:`leave` takes.
    """
    call.outer = _current.get()
    return _current.set(call)


def leave(token: Token[Optional[CallContext]]) -> None:
    """Counterpart of :func:`enter`."""
    _current.reset(token)


def deadline() -> Optional[float]:
    """When the time of this call is over, in seconds of :func:`time.monotonic`; None: it may take as long as
    it likes."""
    nearest, _ = _state()
    return nearest


def remaining_ms() -> Optional[float]:
    """How many milliseconds are left, at least 0; None: as many as it likes."""
    nearest, _ = _state()
    return None if nearest is None else max(0.0, (nearest - time.monotonic()) * 1000)


def is_cancelled() -> bool:
    """Whether nobody waits for the result any more: its caller has cancelled it, or its time is over."""
    nearest, cancelled = _state()
    return cancelled or (nearest is not None and nearest <= time.monotonic())


def _state() -> Tuple[Optional[float], bool]:
    """The nearest deadline and whether anything is cancelled, of what is known of this thread and of this
    context."""
    nearest, cancelled = None, False
    if interrupts.call_state is not None:
        of_thread = interrupts.call_state()
        if of_thread is not None:
            nearest, cancelled, _ = of_thread
    call = _current.get()
    while call is not None:
        cancelled = cancelled or call.cancelled
        if call.deadline is not None and (nearest is None or call.deadline < nearest):
            nearest = call.deadline
        call = call.outer
    return nearest, cancelled
