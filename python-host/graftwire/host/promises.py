"""Promises of JavaScript in Python: they can be awaited, and waited for."""

import itertools

from .js_objects import ask

TYPE_CHECKING = False
if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from asyncio import Future as AsyncFuture
    from collections.abc import Callable, Generator
    from concurrent.futures import Future
    from typing import Any, NoReturn

_blocks: "Callable[[object], bool]"
_work: "Callable[[bool], bool]"

#: By tickets: what is to be settled, and the loop that it is of; None where a thread waits.
_waiting: "dict[int, tuple[AsyncFuture[Any] | Future[Any], AbstractEventLoop | None]]" = {}
_tickets = itertools.count(1)

_LOOP, _SIDE = 0, 1


def adopt(promise_type: "Any", blocks: "Callable[[object], bool]", work: "Callable[[bool], bool]") -> None:
    """Give the type of promises its methods."""
    global _blocks, _work
    _blocks, _work = blocks, work
    promise_type.__await__ = _await
    promise_type.result = _result


def _await(self: object) -> "Generator[Any, Any, Any]":
    import asyncio

    if _blocks(self):
        _deadlock("awaited", self)
    loop = asyncio.get_running_loop()
    future: "AsyncFuture[Any]" = loop.create_future()
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

    if _blocks(self):
        _deadlock("waited for", self)
    if _get_running_loop() is not None:
        _deadlock("waited for on a loop", self, "Await it.")
    future: "Future[Any]" = Future()
    until = None if timeout is None else time.monotonic() + timeout
    on_side = timeout is None and _work(True)
    _subscribe(self, future, None, _SIDE if on_side else _LOOP)
    # What JavaScript calls meanwhile on this very thread is executed here: the promise may wait for it.
    while on_side and not future.done() and _work(False):
        continue
    return future.result(None if until is None else max(0.0, until - time.monotonic()))


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
        f"{promise!r} is {verb} by a call that JavaScript's thread itself waits for: it would never come.",
        remedy=remedy or "Call this function by graft.async(…), or make it an async def.",
    )
