"""The task that an asynchronous iterable is iterated over in."""

import asyncio
import sys

from .loop import Gate, begin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Optional

    from graftwire.context import CallContext

    from .loop import LaneLoop


class Producer:
    """Iterates in one task and one context, as a coroutine of Python would: timeouts in a generator cancel
    the task that it runs in, what it sets stays set, and whoever cancels what is left of a loop finds it.

    It goes on while somebody asks for items; one that it then has to wait for is the first of the next
    answer. Otherwise its task waits at a gate. What cancels it there is raised in the generator, where that
    stands.
    """

    def __init__(self, iterator: "Any", loop: "LaneLoop") -> None:
        self._iterator = iterator
        self._loop = loop
        self._gate = Gate(loop)
        self._task: Optional[asyncio.Task[None]] = None
        self._items: list[object] = []
        #: So many items may be there; none while nobody asks.
        self._credits = 0
        self._asking: Optional[asyncio.Future[None]] = None
        #: What the iterable knows of the deadline, which is another one for each answer.
        self._call: Optional[CallContext] = None
        self._is_closing = self._is_abandoned = False
        self.is_over = False
        self._error: Optional[BaseException] = None

    async def pull(self, count: int) -> "list[Any]":
        self._credits = count
        if "graftwire.context" in sys.modules:
            self._limit()
        self._go_on()
        try:
            if not self._items and not self.is_over:
                self._asking = self._loop.create_future()
                await self._asking
        finally:
            self._asking = None
            self._credits = 0
            if self._call is not None:
                self._call.deadline = None
        items, self._items = self._items, []
        if not self.is_over:
            return [items, "more", None]
        if self._error is None:
            return [items, "done", None]
        if not items:
            self._raise()
        if isinstance(self._error, Exception):
            return [items, "failed", self._error]
        return [items, "more", None]

    async def close(self) -> None:
        """Nobody wants more."""
        self._stop()
        if self._task is not None and not self.is_over:
            await asyncio.wait([self._task])
        self._raise()

    def abandon(self) -> None:
        """The same where nobody hears how it ends."""
        self._is_abandoned = True
        self._stop()

    def _limit(self) -> None:
        from graftwire import context

        deadline = context.deadline()
        if self._call is None and deadline is not None and self._task is None:
            self._call = context.CallContext()
        if self._call is not None:
            self._call.deadline = deadline

    def _go_on(self) -> None:
        if self._task is None:
            self._task = begin(self._loop, self._run())
        elif self._gate.is_waited_at:
            self._gate.open()

    def _stop(self) -> None:
        if self._task is None:
            self.is_over = True
        if self.is_over or self._is_closing:
            return
        self._is_closing = True
        if self._gate.is_waited_at:
            self._gate.open()
        elif self._task is not None:
            # It stands at an await of its own, which is no place to be closed at: cleaning up may await, too.
            self._task.cancel()

    async def _run(self) -> None:
        if self._call is not None:
            from graftwire import context

            context.enter(self._call)
            self._call.outer = None
        try:
            await self._iterate()
        except StopAsyncIteration:
            pass
        except BaseException as error:
            if self._is_abandoned and isinstance(error, Exception):
                self._loop.call_exception_handler(
                    {"message": "an error occurred while a stream was closed", "exception": error}
                )
            self._error = error
        self.is_over = True
        self._iterator = None
        self._tell()

    async def _iterate(self) -> None:
        iterator = self._iterator
        advance = iterator.__anext__
        try:
            while not self._is_closing:
                if len(self._items) < self._credits:
                    item = await advance()
                    # Not before: it may be another list by now.
                    self._items.append(item)
                    if self._asking is not None:
                        self._tell()
                    continue
                try:
                    await self._gate
                except asyncio.CancelledError as error:
                    if not hasattr(iterator, "athrow"):
                        raise
                    item = await iterator.athrow(error)
                    self._items.append(item)
        except asyncio.CancelledError:
            if not self._is_closing:
                raise
        # Cleaning up may have timeouts of its own.
        getattr(self._task, "uncancel", int)()
        if hasattr(iterator, "aclose"):
            await iterator.aclose()
        elif hasattr(iterator, "close"):
            iterator.close()

    def _tell(self) -> None:
        if self._asking is not None and not self._asking.done():
            self._asking.set_result(None)

    def _raise(self) -> None:
        error, self._error = self._error, None
        if error is not None:
            raise error
