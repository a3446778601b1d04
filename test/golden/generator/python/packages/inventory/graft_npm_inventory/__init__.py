# pyright: basic
"""The stock of a shop.

A Graft of the JavaScript module inventory, made by graftwire. Its types and
documentation are in __init__.pyi.
"""

from graftwire import generated as _generated

_graft = _generated.JavaScriptGraft(
    name="graft.npm.inventory",
    source="./inventory.mjs",
    model="sha256-4YjcUR7p_9LNGHu1O51LVCZG6O_I3xD07EIIqw0Y6os",
    config="name=graft.npm.inventory;runtime=nodejs;host=inMemory;modules=./inventory.mjs",
    file=__file__,
)


class Unit(_generated.GraftStrEnum):
    """What is counted."""
    PIECE = "piece"
    KILO = "kilo"
    title_ = "title"


class Level(_generated.GraftIntEnum):
    LOW = 0
    HIGH = 1


class StockError(_generated.GraftedError, graft=_graft, options=_graft.Options(1)):
    """Something is wrong with the stock."""
    item = _graft.property("item", settable=True)


class OutOfStock(StockError, graft=_graft, options=_graft.Options(1)):
    """There is none left."""
    missing = _graft.property("missing")


class Item(_generated.GraftObject, graft=_graft, options=_graft.Options(2, names={"from_": "from"})):
    """One thing."""
    label = _graft.property("label", settable=True)
    unit = _graft.property("unit", convert=lambda value: Unit._graft_of(value), settable=True)
    price = _graft.property("price", settable=True)
    origin = _graft.property("origin", settable=True)
    made = _graft.static_property("made")
    total = _graft.property("total")
    from_ = _graft.method("from", result=lambda value: Item._graft_of(value))
    describe = _graft.method("describe", options=_graft.Options(1))
    of = _graft.static("of", options=_graft.Options(1), result=lambda value: Item._graft_of(value))


class SpecialItem(Item, graft=_graft, options=_graft.Options(2, names={"from_": "from"})):
    special = _graft.property("special")


class Inventory(_generated.GraftObject, graft=_graft):
    """Holds items, and says so when one is added."""
    owner = _graft.property("owner", settable=True)
    size = _graft.property("size")
    add = _graft.method("add", result=lambda value: Inventory._graft_of(value))
    take = _graft.method("take", result=lambda value: Item._graft_of(value))
    find = _graft.method("find", result=lambda value: Item._graft_of(value))
    all = _graft.method("all", result=lambda value: _graft.each(value, lambda value: Item._graft_of(value)))
    each = _graft.method("each", arguments={0: _graft.callback(lambda value: Item._graft_of(value), lambda value: Unit._graft_of(value))})
    walk = _graft.method("walk", result=lambda value: _graft.steps(value, lambda value: Item._graft_of(value)))
    stream = _graft.method("stream", result=lambda value: _graft.steps_later(value, lambda value: Item._graft_of(value)))
    fetch = _graft.method("fetch", promise=True, result=lambda value: Item._graft_of(value))
    fail = _graft.method("fail")
    on, once, off, events = _graft.events({"added": (lambda value: Item._graft_of(value), None,)})
    __iter__ = _graft.protocol("iterate")


LIMIT = 10
total = _graft.function("total", options=_graft.Options(1))
greet = _graft.function("greet", options=_graft.Options(2, names={"from_": "from"}), result=lambda value: _graft.items(value, None, None, None))
level = _graft.function("level", result=lambda value: Level._graft_of(value))
isHigh = _graft.function("isHigh")
units = _graft.function("units", result=lambda value: _graft.each(value, lambda value: Unit._graft_of(value)))
later = _graft.function("later", promise=True)
countdown = _graft.function("countdown")
ticks = _graft.function("ticks")
pair = _graft.function("pair", result=lambda value: _graft.items(value, None, None))
row = _graft.function("row")
apply = _graft.function("apply")
identity = _graft.function("identity")
old = _graft.function("old")
S_dollar = _graft.function("$dollar")
inventory = _graft.function("inventory", default=True, result=lambda value: Inventory._graft_of(value))

_members = {
    "settings": ("settings", None),
    "count": ("count", None),
    "TotalOptions": ("record", type),
    "GreetOptions": ("record", type),
    "ItemOptions": ("record", type),
    "Row": ("record", type),
    "Shape1": ("record", type),
    "Shape2": ("record", type),
    "Label": ("alias", type),
}


def __getattr__(name: str) -> object:
    return _graft.attribute(name, _members)


def __dir__() -> "list[str]":
    return sorted({*globals(), *_members})
