"""What asynchronous calls of JavaScript ask of Python beside the functions themselves."""

import asyncio
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable
    from typing import Any


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
