"""What the drill ends in the middle, and what it makes references of."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import time
import weakref
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


# By their own ids: the functions of JavaScript that Python has been given, while they live.
_given: dict[int, weakref.ref[Callable[[], object]]] = {}


def _note(function: Callable[[], object]) -> None:
    given = weakref.ref(function, lambda ended: _given.pop(id(ended), None))
    _given[id(given)] = given


def alive() -> tuple[int, int]:
    """How many objects are left that threads of JavaScript were given, and how many functions of theirs."""
    gc.collect()
    return sum(type(thing) is Made for thing in gc.get_objects()), len(_given)


def call(function: Callable[[], object]) -> object:
    _note(function)
    return function()


def call_again(function: Callable[[], object]) -> None:
    _note(function)
    while True:
        function()


async def wait(seconds: float) -> None:
    await asyncio.sleep(seconds)


async def block(seconds: float) -> None:
    time.sleep(seconds)


async def spin_on_loop() -> None:
    spin()


async def call_on_loop(function: Callable[[], object]) -> None:
    _note(function)
    while True:
        function()
        await asyncio.sleep(0)


def make(function: Callable[[], object]) -> Made:
    _note(function)
    return Made(id(function()))


async def make_on_loop(function: Callable[[], object]) -> Made:
    _note(function)
    made = Made(id(function()))
    if id(made) % 5 == 0:
        await asyncio.sleep(0)
    return made


_pool = ThreadPoolExecutor(2)


def make_on_threads(function: Callable[[], object], times: int) -> list[Made]:
    return list(_pool.map(lambda _: make(function), range(times)))
