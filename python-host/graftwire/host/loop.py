"""The event loop of a lane: coroutine functions that JavaScript calls run on it.

A coroutine is first run outside of the loop's own steps, up to where it has to wait for something; only then
does it need a task. The task that it finds itself in (``asyncio.current_task()``) stands ready before, so that
it is the same one for the coroutine's whole life.
"""

import asyncio
import selectors
import threading
import types
from asyncio import tasks
from types import CoroutineType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Generator
    from contextvars import Context
    from typing import Any

    Driver = tuple["asyncio.Task[Any]", "Context", "Context", "Callable[[], object]", list[Any]]

__all__ = [
    "CoroutineType",
    "cancel",
    "enter_task",
    "leave_task",
    "limit",
    "make_driver",
    "make_loop",
    "run",
    "suspend",
]

enter_task = tasks._enter_task
leave_task = tasks._leave_task


class _Selector(selectors.DefaultSelector):
    """Executes, each time before the loop looks for events, what JavaScript has called meanwhile."""

    def __init__(self, pump: "Callable[[bool], bool | None]") -> None:
        super().__init__()
        self._pump = pump
        self.stop: "Callable[[], None] | None" = None

    def select(self, timeout: "float | None" = None) -> "list[tuple[selectors.SelectorKey, int]]":
        executed = self._pump(timeout is None or timeout > 0)
        if executed is None and self.stop is not None:
            self.stop()
            timeout = 0
        return super().select(0 if executed else timeout)


class LaneLoop(asyncio.SelectorEventLoop):
    """The loop of one lane."""

    def __init__(
        self,
        pump: "Callable[[bool], bool | None]",
        clear: "Callable[[], None]",
        finish: "Callable[[int, object, BaseException | None], None]",
        descriptor: int,
    ) -> None:
        selector = _Selector(pump)
        super().__init__(selector)
        selector.stop = self.stop
        self.graft_finish = finish
        #: By tickets: what JavaScript waits for.
        self.graft_tasks: "dict[int, asyncio.Task[Any]]" = {}
        self.add_reader(descriptor, clear)


class _Threads(threading.local):
    loop: "LaneLoop | None" = None


_this_thread = _Threads()


def make_loop(
    pump: "Callable[[bool], bool | None]",
    clear: "Callable[[], None]",
    finish: "Callable[[int, object, BaseException | None], None]",
    descriptor: int,
) -> LaneLoop:
    """The loop for the calling thread; see native/python/loop_thread.h for the functions."""
    loop = LaneLoop(pump, clear, finish, descriptor)
    _this_thread.loop = loop
    threading.current_thread().name = "graftwire-loop"
    asyncio.set_event_loop(loop)
    return loop


def run(loop: LaneLoop) -> None:
    """Run until the lane ends."""
    pump = loop._selector._pump  # type: ignore[attr-defined]
    while True:
        try:
            loop.run_forever()
        except (SystemExit, KeyboardInterrupt):
            # Of a coroutine, whose caller has got it as well.
            continue
        if pump(False) is None:
            break
    _close(loop)


def _close(loop: LaneLoop) -> None:
    """Cancel what is left, as asyncio.run() does; whoever does not end then is left alone."""
    loop._selector.stop = None  # type: ignore[attr-defined]
    left = asyncio.all_tasks(loop)
    for task in left:
        task.cancel()
    if left:
        loop.run_until_complete(asyncio.wait(left, timeout=0.5))
    try:
        loop.run_until_complete(loop.shutdown_asyncgens())
    finally:
        asyncio.set_event_loop(None)
        loop.close()


class _Capture:
    """Takes the first step of a task that is being made, which the loop shall not run by itself."""

    step: "Any" = None
    context: "Any" = None

    def __call__(self, step: "Callable[[], object]", *, context: "Any" = None) -> None:
        self.step = step
        self.context = context


def make_driver(loop: LaneLoop) -> "Driver":
    """A task for the next coroutine: task, context, a copy of the context, first step, what to go on with."""
    box: "list[Any]" = []
    capture = _Capture()
    loop.call_soon = capture  # type: ignore[assignment]
    try:
        task: "asyncio.Task[Any]" = asyncio.Task(_go_on(box, loop), loop=loop)  # type: ignore[arg-type]
    finally:
        del loop.call_soon
    # Nobody knows of it, and nobody shall wait for it, before it is one.
    tasks._unregister_task(task)
    task._log_destroy_pending = False  # type: ignore[attr-defined]
    return task, capture.context, capture.context.copy(), capture.step, box


def suspend(driver: "Driver", coroutine: "Coroutine[Any, Any, Any]", yielded: object, ticket: int) -> None:
    """Let a coroutine, which has yielded what it has to wait for, go on in its task."""
    task, context, _, step, box = driver
    box += coroutine, yielded, ticket
    tasks._register_task(task)
    task._log_destroy_pending = True  # type: ignore[attr-defined]
    loop = _this_thread.loop
    assert loop is not None
    loop.graft_tasks[ticket] = task
    context.run(step)


@types.coroutine
def _go_on(box: "list[Any]", loop: LaneLoop) -> "Generator[Any, Any, Any]":
    coroutine, yielded, ticket = box
    box.clear()
    try:
        while True:
            try:
                yield yielded
            except BaseException as error:
                yielded = coroutine.throw(error)
            else:
                break
        value = yield from coroutine
    except StopIteration as stop:
        # It has caught what it was thrown, and returned.
        value = stop.value
    except BaseException as error:
        task = loop.graft_tasks.pop(ticket)
        loop.graft_finish(ticket, None, error)
        task.add_done_callback(_retrieve)
        raise
    del loop.graft_tasks[ticket]
    loop.graft_finish(ticket, value, None)
    return value


def _retrieve(task: "asyncio.Task[Any]") -> None:
    """Its exception has gone to JavaScript: asyncio need not say that nobody has looked at it."""
    if not task.cancelled():
        task.exception()


def limit(timeout_ms: float) -> None:
    """The call that begins in this context has so many milliseconds, which may be infinite."""
    import time

    from graftwire import context

    deadline = None if timeout_ms == float("inf") else time.monotonic() + timeout_ms / 1000
    context.enter(context.CallContext(deadline))


def cancel(ticket: int) -> None:
    """Cancel what JavaScript waits for no longer."""
    loop = _this_thread.loop
    task = None if loop is None else loop.graft_tasks.get(ticket)
    if task is not None:
        task.cancel()
