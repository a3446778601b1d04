"""What the drill ends in the middle, and what it makes references of."""

from __future__ import annotations

import asyncio
import contextlib
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Callable


class Made:
    def __init__(self, value: object) -> None:
        self.value = value


def spin() -> None:
    while True:
        pass


def insist() -> None:
    while True:
        with contextlib.suppress(BaseException):
            spin()


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def call(function: Callable[[], object]) -> object:
    return function()


def call_again(function: Callable[[], object]) -> None:
    while True:
        function()


async def wait(seconds: float) -> None:
    await asyncio.sleep(seconds)


async def block(seconds: float) -> None:
    time.sleep(seconds)


async def spin_on_loop() -> None:
    spin()


async def call_on_loop(function: Callable[[], object]) -> None:
    while True:
        function()
        await asyncio.sleep(0)


def make(function: Callable[[], object]) -> Made:
    return Made(id(function()))


async def make_on_loop(function: Callable[[], object]) -> Made:
    made = Made(id(function()))
    if id(made) % 5 == 0:
        await asyncio.sleep(0)
    return made


_pool = ThreadPoolExecutor(2)


def make_on_threads(function: Callable[[], object], times: int) -> list[Made]:
    return list(_pool.map(lambda _: make(function), range(times)))
