"""What is called asynchronously. It imports asyncio, which the start of no subject shall pay for."""

import time
from asyncio import sleep as wait


def add(left: int, right: int) -> int:
    return left + right


async def coroutine_add(left: int, right: int) -> int:
    return left + right


async def awaiting_add(left: int, right: int) -> int:
    await wait(0)
    return left + right


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def spin(seconds: float) -> int:
    """A loop of pure Python that lasts so long."""
    end = time.monotonic() + seconds
    turns = 0
    while time.monotonic() < end:
        turns += 1
    return turns
