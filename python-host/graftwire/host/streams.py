"""Iterables of Python while JavaScript iterates over them, some items at a time.

JavaScript asks for so many items, and gets those of them that are there at once, one at least.
"""

import asyncio
import contextlib
import threading
import time

from .producer import Producer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Optional

#: What takes longer is not waited for by the items before it.
_MOST_SECONDS = 0.01


class Taker:
    """Iterates over an iterable that is not asynchronous, on threads of the loop's executor: what blocks must
    not block the loop."""

    def __init__(self, iterator: "Iterator[object]") -> None:
        self._iterator = iterator
        self._is_closing = False
        # Who asked may have gone while a thread goes on.
        self._lock = threading.Lock()

    async def pull(self, count: int) -> "list[Any]":
        return await asyncio.get_running_loop().run_in_executor(None, self._take, count)

    async def close(self) -> None:
        self._is_closing = True
        if hasattr(self._iterator, "close"):
            await asyncio.get_running_loop().run_in_executor(None, self._close)

    def _take(self, count: int) -> "list[Any]":
        items: list[object] = []
        iterator, now = self._iterator, time.monotonic
        until = now() + _MOST_SECONDS
        with self._lock:
            try:
                while len(items) < count and not self._is_closing:
                    items.append(next(iterator))
                    if now() > until:
                        break
            except StopIteration:
                return [items, "done", None]
            except Exception as error:
                if not items:
                    raise
                return [items, "failed", error]
        return [items, "more", None]

    def _close(self) -> None:
        with self._lock:
            self._iterator.close()  # type: ignore[attr-defined]


class Stream:
    """What JavaScript holds while it iterates. A stream that it gives up without a word is closed, too."""

    def __init__(self, iterable: "Any") -> None:
        loop = asyncio.get_running_loop()
        self._producer: Optional[Producer] = None
        if hasattr(type(iterable), "__aiter__"):
            producer = Producer(type(iterable).__aiter__(iterable), loop)  # type: ignore[arg-type]
            self.pull, self.close = producer.pull, producer.close
            self._producer, self._loop = producer, loop
        else:
            taker = Taker(iter(iterable))
            self.pull, self.close = taker.pull, taker.close

    def __del__(self) -> None:
        # On whatever thread; the loop may have ended.
        producer = self._producer
        if producer is not None and not producer.is_over:
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(producer.abandon)


async def stream(iterable: object) -> Stream:
    return Stream(iterable)


async def pull(source: Stream, count: int) -> "list[Any]":
    """Up to ``count`` items, and how it goes on: ``[items, state, error]``.

    The state is ``"more"``, ``"done"``, or ``"failed"`` with the exception that came behind the items.
    """
    return await source.pull(count)


async def close_stream(source: Stream) -> None:
    await source.close()
