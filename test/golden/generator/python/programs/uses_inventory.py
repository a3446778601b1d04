"""Uses the Graft of inventory.mjs as its types say; the tests check its types and run it."""

import asyncio
from typing import List, Tuple

import graft_npm_inventory as shop
from graft_npm_inventory import (
    LIMIT,
    Inventory,
    Item,
    Level,
    OutOfStock,
    SpecialItem,
    StockError,
    Unit,
    apply,
    countdown,
    greet,
    later,
    pair,
    row,
    ticks,
    total,
    units,
)

from graftwire.generated import wait


def functions() -> "List[object]":
    return [
        total([1, 2]),
        total((1, 2), rate=2),
        total([1, 2], rate=1.26, round=1),
        list(countdown(3)),
        apply(lambda value: value + 1, 1, 2),
        row("r")["from"],
        shop.S_dollar(),
        shop.identity("x"),
    ]


def options_behind_what_is_left_out() -> "List[object]":
    item = Item("tea", price=3, from_="x")
    return [
        greet("a"),
        greet("a", mark="m"),
        greet("a", "b", mark="m", from_="x"),
        [item.price, item.origin, item.unit is Unit.PIECE],
        [item.describe(), item.describe(loud=True), item.describe("s", loud=True)],
    ]


def enums() -> "List[object]":
    return [
        shop.level(9) is Level.HIGH,
        shop.isHigh(Level.HIGH),
        shop.isHigh(Level.LOW),
        [unit.name for unit in units()],
        Item("x", Unit.KILO).unit is Unit.KILO,
        f"{Unit.title_} {Level.HIGH}",
    ]


def tuples() -> "Tuple[int, str]":
    return pair(1, "b")


def attributes() -> "List[object]":
    before = shop.count
    Inventory().add(Item("tea"), 2)
    return [LIMIT, shop.settings.get("deep"), shop.count - before]


def classes() -> "List[object]":
    item = Item("tea")
    special = Item.of("x", price=9)
    item.price = 4
    before = Item.made
    Item.made = 7
    return [
        item.total,
        item.from_("home") is item,
        item.origin,
        type(special) is SpecialItem,
        special.price,
        before > 0,
        Item.made,
        repr(item)[:16],
    ]


def references() -> "List[object]":
    stock = shop.inventory("Bob")
    item = Item("tea")
    return [
        stock.owner,
        shop.inventory().owner,
        stock.add(item) is stock,
        stock.take("tea") is item,
        stock.find("nope"),
        stock.all() == [item],
        list(stock),
        [found is item for found in stock.walk()],
    ]


def callbacks() -> "List[object]":
    stock = Inventory()
    stock.add(Item("tea", Unit.KILO))
    seen: List[object] = []
    stock.each(lambda item, unit: seen.append([item.label, unit is Unit.KILO]))
    return seen


def errors() -> "List[object]":
    seen: List[object] = []
    stock = Inventory()
    try:
        stock.take("tea")
    except OutOfStock as error:
        seen += [type(error) is OutOfStock, error.item, error.missing, error.message, error.name]
    try:
        stock.take("tea")
    except StockError as error:
        seen.append(type(error) is OutOfStock)
    made = StockError("x", cause="because")
    return [*seen, made.item, made.name, list(made.classes), str(made)]


def raises() -> None:
    raise OutOfStock("mine")


def waits() -> str:
    stock = Inventory()
    stock.add(Item("tea"))
    return wait(stock.fetch("tea")).label


async def promises() -> "List[object]":
    stock = Inventory()
    stock.add(Item("tea"))
    task = asyncio.create_task(stock.fetch("tea"))
    seen: List[object] = [(await task).label, await later(5)]
    seen.append(await asyncio.gather(later("a"), later("b", 1)))
    try:
        await stock.fetch("nope")
    except OutOfStock as error:
        seen.append(error.item)
    return seen


async def iterators() -> "List[object]":
    stock = Inventory()
    stock.add(Item("tea"))
    return [[item.label async for item in stock.stream()], [tick async for tick in ticks(3)]]


def listens() -> "List[object]":
    stock = Inventory()
    seen: List[object] = []

    def heard(item: Item, amount: int) -> None:
        seen.append([item.label, amount])

    with stock.on("added", heard) as subscription:
        stock.add(Item("a"), 2)
    stock.add(Item("b"))
    stock.once("added", heard)
    stock.once("full", lambda: seen.append("full"))
    stock.add(Item("c"))
    stock.add(Item("d"))
    stock.on("added", heard)
    stock.off("added", heard)
    stock.add(Item("e"))
    return [seen, subscription.closed]


async def streams() -> "List[object]":
    stock = Inventory()
    seen: List[object] = []
    added = stock.events("added")
    stock.add(Item("x"), 4)
    stock.add(Item("y"))
    stock.fail("broken")
    try:
        async for item, amount in added:
            seen.append([item.label, amount])
    except StockError as error:
        seen.append(error.item)
    return seen
