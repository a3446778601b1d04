"""What asynchronous calls of JavaScript ask of Python beside the functions themselves."""

import asyncio
import contextlib
import sys
import types

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable, Generator, Iterator
    from typing import Any, Optional


async def awaited(value: "Awaitable[object] | Any") -> object:
    """What an awaitable gives, or a future of a thread."""
    futures = sys.modules.get("concurrent.futures")
    if futures is not None and isinstance(value, futures.Future):
        value = asyncio.wrap_future(value)
    return await value


async def enter(manager: "Any") -> object:
    return await type(manager).__aenter__(manager)


async def leave(manager: "Any") -> None:
    await type(manager).__aexit__(manager, None, None, None)


def item_or(value: "Any", key: object) -> object:
    """The item, or None where there is none."""
    try:
        return value[key]
    except (KeyError, IndexError):
        return None


def call_object(value: "Any", *args: object, **kwargs: object) -> object:
    return value(*args, **kwargs)


class Stream:
    """An iterable of Python while JavaScript iterates over it, some items at a time.

    An asynchronous one is asked for more than the item that is waited for only while it has them at once:
    where it then has to wait for one, that step stands still until JavaScript wants more.
    """

    def __init__(self, iterable: "Any") -> None:
        self._begun: Optional[tuple[Any, object]] = None
        if hasattr(type(iterable), "__aiter__"):
            self._iterator: Any = type(iterable).__aiter__(iterable)
            self.pull = self._pull_asynchronous
        else:
            self._iterator = iter(iterable)
            self.pull = self._pull

    async def _pull(self, count: int) -> "list[Any]":
        # What blocks must not block the loop.
        return await asyncio.get_running_loop().run_in_executor(None, _take, self._iterator, count)

    async def _pull_asynchronous(self, count: int) -> "list[Any]":
        items: list[object] = []
        try:
            items.append(await self._next())
            while len(items) < count:
                step = self._iterator.__anext__().__await__()
                try:
                    self._begun = step, step.send(None)
                except StopIteration as stop:
                    items.append(stop.value)
                    continue
                break
        except StopAsyncIteration:
            return [items, "done", None]
        except Exception as error:
            if not items:
                raise
            return [items, "failed", error]
        return [items, "more", None]

    def _next(self) -> "Awaitable[object]":
        if self._begun is None:
            return self._iterator.__anext__()  # type: ignore[no-any-return]
        step, yielded = self._begun
        self._begun = None
        return _go_on(step, yielded)  # type: ignore[return-value]

    async def close(self) -> None:
        """JavaScript wants no more."""
        if self._begun is not None:
            step, yielded = self._begun
            self._begun = None
            # It stands at an await of its own, which is no place to be closed at: cleaning up may await, too.
            cancel = getattr(yielded, "cancel", None)
            is_told = cancel is not None and cancel()
            with contextlib.suppress(asyncio.CancelledError, StopAsyncIteration):
                await _go_on(step, yielded, None if is_told else asyncio.CancelledError())  # type: ignore[misc]
        if hasattr(self._iterator, "aclose"):
            await self._iterator.aclose()
        elif hasattr(self._iterator, "close"):
            self._iterator.close()


@types.coroutine
def _go_on(step: "Any", yielded: object, first: "BaseException | None" = None) -> "Generator[Any, Any, Any]":
    try:
        if first is not None:
            yielded = step.throw(first)
        while True:
            try:
                sent = yield yielded
            except BaseException as error:
                yielded = step.throw(error)
            else:
                yielded = step.send(sent)
    except StopIteration as stop:
        return stop.value


def _take(iterator: "Iterator[object]", count: int) -> "list[Any]":
    items: list[object] = []
    try:
        for _ in range(count):
            items.append(next(iterator))
    except StopIteration:
        return [items, "done", None]
    except Exception as error:
        if not items:
            raise
        return [items, "failed", error]
    return [items, "more", None]


async def stream(iterable: object) -> Stream:
    return Stream(iterable)


async def pull(source: Stream, count: int) -> "list[Any]":
    """Up to ``count`` items, and how it goes on: ``[items, state, error]``.

    The state is ``"more"``, ``"done"``, or ``"failed"`` with the exception that came behind the items.
    """
    return await source.pull(count)


async def close_stream(source: Stream) -> None:
    await source.close()


async def step(iterator: "Any", sent: object) -> "list[object]":
    """``[False, item]``, or ``[True, None]`` at the end. An asynchronous generator is sent ``sent``."""
    try:
        if sent is not None and hasattr(iterator, "asend"):
            return [False, await iterator.asend(sent)]
        return [False, await iterator.__anext__()]
    except StopAsyncIteration:
        return [True, None]


async def throw(generator: "Any", error: object) -> "list[object]":
    """Raise ``error`` where the generator stands."""
    from .protocols import raised_from

    raised = raised_from(error)
    if not hasattr(generator, "athrow"):
        raise raised
    try:
        return [False, await generator.athrow(raised)]
    except StopAsyncIteration:
        return [True, None]


async def close(iterator: "Any") -> None:
    if hasattr(iterator, "aclose"):
        await iterator.aclose()
