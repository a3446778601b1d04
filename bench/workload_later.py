"""What is called asynchronously. It imports asyncio, which the start of no subject shall pay for."""

from asyncio import sleep


def add(left: int, right: int) -> int:
    return left + right


async def coroutine_add(left: int, right: int) -> int:
    return left + right


async def awaiting_add(left: int, right: int) -> int:
    await sleep(0)
    return left + right
