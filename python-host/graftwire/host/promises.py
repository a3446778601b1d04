"""Promises of JavaScript in Python: they can be awaited, and waited for."""

import itertools
from _thread import get_ident

from .js_objects import ask

TYPE_CHECKING = False
if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from asyncio import Future as AsyncFuture
    from collections.abc import Callable, Generator
    from concurrent.futures import Future
    from typing import Any, NoReturn

_owner: "Callable[[object], int]"
_work: "Callable[[bool], str | None]"
_nudge: "Callable[[], None]"

#: By tickets: what is to be settled, and the loop that it is of; None where a thread waits.
_waiting: "dict[int, tuple[AsyncFuture[Any] | Future[Any], AbstractEventLoop | None]]" = {}
_tickets = itertools.count(1)

_LOOP, _SIDE = 0, 1


def adopt(
    promise_type: "Any",
    owner: "Callable[[object], int]",
    work: "Callable[[bool], str | None]",
    nudge: "Callable[[], None]",
) -> None:
    """Give the type of promises its methods."""
    global _owner, _work, _nudge
    _owner, _work, _nudge = owner, work, nudge
    promise_type.__await__ = _await
    promise_type.result = _result


def _await(self: object) -> "Generator[Any, Any, Any]":
    import asyncio

    if _owner(self) == get_ident():
        _deadlock("awaited", self)
    loop = asyncio.get_running_loop()
    future: AsyncFuture[Any] = loop.create_future()
    _subscribe(self, future, loop, _LOOP)
    return future.__await__()


def _result(self: object, timeout: "float | None" = None) -> object:
    """Wait for what the promise gives; raise what it is rejected with.

    ``timeout``: seconds; None waits for ever. Raises GraftError ``deadlock`` where the thread of JavaScript
    cannot get to it meanwhile, and TimeoutError.
    """
    import time
    from asyncio import _get_running_loop
    from concurrent.futures import Future

    here, owner = get_ident(), _owner(self)
    if owner == here:
        _deadlock("waited for", self)
    if _get_running_loop() is not None:
        _deadlock("waited for on a loop", self, "Await it.")
    future: Future[Any] = Future()
    until = None if timeout is None else time.monotonic() + timeout
    works = _work(True) if timeout is None else None
    _note_wait(here, owner, future)
    try:
        if not future.done():
            _subscribe(self, future, None, _SIDE if works == "side" else _LOOP)
        # What is asked meanwhile of this very thread is executed here: the promise may wait for it.
        while works is not None and not future.done() and _work(False) is not None:
            continue
        return future.result(None if until is None else max(0.0, until - time.monotonic()))
    finally:
        _waits.pop(here, None)


#: Which thread waits for a promise of which thread of JavaScript.
_waits: "dict[int, tuple[int, Future[Any]]]" = {}


def _note_wait(here: int, owner: int, future: "Future[Any]") -> None:
    """Threads of JavaScript that wait in a circle wait for ever: each of them is told so."""
    _waits[here] = owner, future
    circle = [here]
    at = owner
    while at in _waits and at not in circle:
        circle.append(at)
        at = _waits[at][0]
    if at != here:
        return
    from graftwire.errors import GraftError

    stacks = "".join(_stack(thread) for thread in circle)
    for thread in circle:
        waiting = _waits[thread][1]
        if not waiting.done():
            waiting.set_exception(
                GraftError(
                    "deadlock",
                    f"Threads of JavaScript wait for promises of each other, in calls of Python:\n{stacks}",
                    remedy="Call one of these functions by graft.async(…), or make it an async def.",
                )
            )

    _nudge()


def _stack(thread: int) -> str:
    import sys
    import traceback

    frame = sys._current_frames().get(thread)
    shown = "" if frame is None else "".join(traceback.format_stack(frame))
    return f"Thread {thread}:\n{shown}"


def _subscribe(
    promise: object, future: "AsyncFuture[Any] | Future[Any]", loop: "AbstractEventLoop | None", thread: int
) -> None:
    ticket = next(_tickets)
    _waiting[ticket] = future, loop
    ask("settle", promise, ticket, thread)


def settled(ticket: int, fulfilled: bool, value: object) -> None:
    """JavaScript tells what has become of a promise."""
    waiting = _waiting.pop(ticket, None)
    if waiting is None:
        return
    future, loop = waiting
    if loop is None:
        _settle(future, fulfilled, value)
        _nudge()
        return
    try:
        loop.call_soon_threadsafe(_settle, future, fulfilled, value)
    except RuntimeError:
        # The loop has been closed: nobody waits any more.
        return


def _settle(future: "AsyncFuture[Any] | Future[Any]", fulfilled: bool, value: object) -> None:
    if future.done():
        return
    if fulfilled:
        future.set_result(value)
    elif isinstance(value, StopIteration):
        # A future cannot hold one.
        error = RuntimeError("the promise was rejected with StopIteration")
        error.__cause__ = value
        future.set_exception(error)
    else:
        future.set_exception(value)  # type: ignore[arg-type]


def _deadlock(verb: str, promise: object, remedy: "str | None" = None) -> "NoReturn":
    from graftwire.errors import GraftError

    raise GraftError(
        "deadlock",
        f"{promise!r} is {verb} by a call that JavaScript's thread itself waits for: it would never come.\n"
        f"{_stack(get_ident())}",
        remedy=remedy or "Call this function by graft.async(…), or make it an async def.",
    )
