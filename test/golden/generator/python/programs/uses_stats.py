"""Uses the Graft of stats.py as its types say; the tests check its types and run it."""

import asyncio
from typing import List

import graft_pypi_stats as stats
from graft_pypi_stats import InsufficientFunds, Point, Portfolio, Position, Rank, Side


def functions() -> "List[object]":
    return [
        stats.mean([1, 2], digits=1),
        list(stats.walk()),
        stats.options(a=1),
        asyncio.run(ask()),
        [stats.RATE, stats.names],
        [Side.BUY.value, int(Rank.HIGH), Point(1).y],
    ]


async def ask() -> "List[object]":
    return [await stats.fetch("x"), [step async for step in stats.follow(2)]]


def classes() -> "List[object]":
    portfolio = Portfolio("EUR", cash=3)
    seen: List[Position] = []
    with portfolio.changed.on(seen.append):
        portfolio.add(Position("A", 2.5))
    portfolio.add(Position("B"))
    try:
        portfolio.pay(9)
    except InsufficientFunds as error:
        needed = error.needed
    else:
        needed = 0
    return [
        [position.symbol for position in seen],
        portfolio.value,
        len(portfolio),
        [position.symbol for position in portfolio],
        needed,
        stats.keep(portfolio) is portfolio,
        type(Portfolio.empty()) is Portfolio,
        Portfolio.currencies(),
    ]


def mutations() -> "List[object]":
    """What differs once values are copied."""
    values = [1.0]
    result = stats.push(values)
    position = Position("A", 1)
    portfolio = Portfolio("EUR").add(position)
    position.amount = 5
    return [values, result, portfolio.value]
