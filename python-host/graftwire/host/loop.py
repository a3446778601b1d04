"""The event loop of a lane: coroutine functions that JavaScript calls run on it.

A coroutine is run at once, up to where it has to wait for something, and not by the loop's next turn. Tasks
are used for one coroutine after another: to make one costs more than a short coroutine. A coroutine has its
task (``asyncio.current_task()``) for itself until it has returned; a task that it has left something in, or
that somebody knows by then, is not used again.
"""

import asyncio
import selectors
import threading
import types
from asyncio.tasks import _enter_task, _leave_task, current_task
from sys import getrefcount
from types import CoroutineType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Generator
    from contextvars import Context
    from typing import Any, Optional, TypeVar

    _Task = TypeVar("_Task", bound="asyncio.Task[Any]")

__all__ = ["CoroutineType", "Gate", "begin", "cancel", "interrupt", "limit", "make_loop", "run", "work"]

#: Tickets from here on are of calls that nobody waits for.
FIRST_ONE_WAY = 0x8000_0000


class _Selector(selectors.DefaultSelector):
    """Executes, each time before the loop looks for events, what JavaScript has called meanwhile."""

    def __init__(self, pump: "Callable[[bool], bool | None]") -> None:
        super().__init__()
        self._pump = pump
        self.stop: Optional[Callable[[], None]] = None

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
        execute: "Callable[..., Any]",
        descriptor: int,
    ) -> None:
        selector = _Selector(pump)
        super().__init__(selector)
        selector.stop = self.stop
        self.graft_finish = finish
        self.graft_execute = execute
        #: Tasks without a coroutine.
        self.graft_idle: list[_Driver] = []
        self.graft_ending = False
        self.graft_step: Any = None
        #: By tickets: what JavaScript waits for.
        self.graft_tasks: dict[int, asyncio.Task[Any]] = {}
        self.add_reader(descriptor, clear)


class _Threads(threading.local):
    loop: "LaneLoop | None" = None


_this_thread = _Threads()


def make_loop(
    pump: "Callable[[bool], bool | None]",
    clear: "Callable[[], None]",
    finish: "Callable[[int, object, BaseException | None], None]",
    execute: "Callable[..., Any]",
    descriptor: int,
) -> LaneLoop:
    """The loop for the calling thread; see native/python/loop_thread.h for the functions."""
    loop = LaneLoop(pump, clear, finish, execute, descriptor)
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


class _LaneTask(asyncio.Task):  # type: ignore[type-arg]
    """A task that one coroutine after another runs in, each to its end. While it waits for the next, it is
    none of the loop's tasks: whoever waits for all of them must not wait for it."""

    graft_idle = True
    #: Ctrl-C has cancelled it.
    graft_interrupted = False

    def done(self) -> bool:
        return self.graft_idle or super().done()


class _CapturingLoop(LaneLoop):
    """What a loop is while a task is made whose first step it shall not run by itself. To be one for that
    moment costs the loop's other callers nothing."""

    def call_soon(  # type: ignore[override]
        self, step: "Any", *args: "Any", context: "Any" = None
    ) -> "Any":
        self.graft_step = step, context


def _unstarted(
    loop: LaneLoop, kind: "type[_Task]", coroutine: "Coroutine[Any, Any, None]"
) -> "tuple[_Task, Callable[[], None], Context]":
    """A task, its first step, which the loop has not been told of, and the context of its steps."""
    loop.__class__ = _CapturingLoop
    try:
        task = kind(coroutine, loop=loop)
    finally:
        loop.__class__ = LaneLoop
    step, context = loop.graft_step
    loop.graft_step = None
    return task, step, context


def _beside(loop: LaneLoop, context: "Context", step: "Callable[..., None]", *args: object) -> None:
    """Run a step of a task in the middle of another one's."""
    running = current_task(loop)
    if running is None:
        context.run(step, *args)
        return
    _leave_task(loop, running)
    try:
        context.run(step, *args)
    finally:
        _enter_task(loop, running)


def begin(loop: LaneLoop, coroutine: "Coroutine[Any, Any, None]") -> "asyncio.Task[None]":
    """A task for ``coroutine``, which has run up to where it first waits."""
    task, step, context = _unstarted(loop, asyncio.Task, coroutine)
    _beside(loop, context, step)
    return task


class Gate:
    """Where a task waits until another one lets it go on: at once, without a turn of the loop."""

    __slots__ = ("_asyncio_future_blocking", "_context", "_error", "_loop", "_wake")

    _asyncio_future_blocking: bool

    def __init__(self, loop: LaneLoop) -> None:
        self._loop = loop
        self._wake: Optional[Callable[[Gate], None]] = None
        self._context: Optional[Context] = None
        self._error: Optional[BaseException] = None

    def __await__(self) -> "Generator[Any, Any, None]":
        self._asyncio_future_blocking = True
        yield self

    @property
    def is_waited_at(self) -> bool:
        return self._wake is not None

    def open(self) -> None:
        """Run the task that waits up to where it waits next."""
        wake, context = self._wake, self._context
        self._wake = None
        if wake is not None and context is not None:
            _beside(self._loop, context, wake, self)

    # What a task wants of a future.

    def add_done_callback(self, wake: "Any", *, context: "Context") -> None:
        self._wake, self._context = wake, context

    def get_loop(self) -> LaneLoop:
        return self._loop

    def result(self) -> None:
        error, self._error = self._error, None
        if error is not None:
            raise error

    def cancel(self, msg: object = None) -> bool:
        wake, self._wake = self._wake, None
        if wake is None:
            return False
        self._error = asyncio.CancelledError() if msg is None else asyncio.CancelledError(msg)
        self._loop.call_soon(wake, self, context=self._context)
        return True


class _Driver:
    """A task, and the future that it waits for while it has no coroutine: woken at once, without the loop."""

    __slots__ = ("_asyncio_future_blocking", "context", "loop", "pristine", "references", "task", "wake")

    _asyncio_future_blocking: bool
    task: _LaneTask
    context: "Context"
    pristine: "Context"
    wake: "Callable[[_Driver], None]"

    def __init__(self, loop: LaneLoop) -> None:
        self.loop = loop
        self.references = 0
        self.task, step, self.context = _unstarted(loop, _LaneTask, _run(self, loop))
        self.task._log_destroy_pending = False  # type: ignore[attr-defined]
        self.context.run(step)
        self.pristine = self.context.copy()
        loop.graft_idle.pop()

    def is_untouched(self) -> bool:
        """Whether nothing is left of the last coroutine: in the context, or with somebody who knows the task
        and may cancel it."""
        task = self.task
        references = getrefcount(task)
        if self.references == 0:
            self.references = references
        return (
            references == self.references
            and not task._must_cancel  # type: ignore[attr-defined]
            and not task._callbacks
            and self.context == self.pristine
        )

    # What a task wants of a future.

    def add_done_callback(self, wake: "Any", *, context: "Context") -> None:
        self.wake = wake

    def get_loop(self) -> LaneLoop:
        return self.loop

    def result(self) -> None:
        return None

    def cancel(self, msg: object = None) -> bool:
        return False


def work(loop: LaneLoop) -> None:
    """Have a task execute what has been submitted, up to the first coroutine that has to wait."""
    idle = loop.graft_idle
    while idle:
        driver = idle.pop()
        if driver.is_untouched():
            break
        # It ends, as a task does that has nothing more to do.
        driver.task.graft_idle = False
        loop.graft_ending = True
        driver.context.run(driver.wake, driver)
        loop.graft_ending = False
    else:
        driver = _Driver(loop)
        driver.is_untouched()
    driver.task.graft_idle = False
    driver.context.run(driver.wake, driver)


async def _run(driver: _Driver, loop: LaneLoop) -> None:
    """Tasks take nothing but coroutines; what yields to them as it likes is a generator."""
    await _carry(driver, loop)  # type: ignore[misc]


@types.coroutine
def _carry(driver: _Driver, loop: LaneLoop) -> "Generator[Any, Any, Any]":
    idle, running, finish, execute = loop.graft_idle, loop.graft_tasks, loop.graft_finish, loop.graft_execute
    while True:
        driver._asyncio_future_blocking = True
        idle.append(driver)
        yield driver
        if loop.graft_ending:
            return
        todo = execute(driver.task, driver.context, driver.pristine)
        if todo is not None:
            # One that has to wait for something, which it has yielded.
            coroutine, yielded, ticket = todo
            todo = None
            running[ticket] = driver.task
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
                finish(ticket, stop.value, None)
            except Exception as error:
                finish(ticket, None, error)
            except BaseException as error:
                del running[ticket]
                finish(ticket, None, _told(driver.task, error))
                driver.task.add_done_callback(_retrieve)
                raise
            else:
                finish(ticket, value, None)
                value = None
            coroutine = yielded = None
            del running[ticket]
            driver.task.graft_interrupted = False
        driver.task.graft_idle = True


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


def interrupt() -> None:
    """Ctrl-C: cancel all that JavaScript waits for, as :func:`asyncio.run` does."""
    loop = _this_thread.loop
    running = {} if loop is None else dict(loop.graft_tasks)
    for ticket, task in running.items():
        if ticket < FIRST_ONE_WAY and task.cancel():
            task.graft_interrupted = True  # type: ignore[attr-defined]


def _told(task: _LaneTask, error: BaseException) -> BaseException:
    """What JavaScript gets to know of what has ended a task."""
    if not task.graft_interrupted or not isinstance(error, asyncio.CancelledError):
        return error
    interrupted = KeyboardInterrupt()
    interrupted.__cause__ = error
    return interrupted.with_traceback(error.__traceback__)
