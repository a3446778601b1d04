# pyright: basic
"""Statistics of a portfolio.

A Graft of the Python module stats, made by graftwire. Its types and
documentation are in __init__.pyi.
"""

from graftwire import generated as _generated

_graft = _generated.PythonGraft(
    name="graft.pypi.stats",
    source="./stats.py",
    model="sha256-XaDlBTgPUN0YcWdLcFKsq4vxdbiE2dWWMa31Tvkv20Q",
    config="name=graft.pypi.stats;runtime=python;host=inMemory;modules=./stats.py",
    file=__file__,
    members=(
        "mean",
        "push",
        "keep",
        "made",
        "each",
        "walk",
        "fetch",
        "follow",
        "options",
        "InsufficientFunds",
        "Portfolio",
        "Position",
        "Point",
        "Side",
        "Rank",
        "RATE",
        "names",
    ),
)


def __getattr__(name: str) -> object:
    return _graft.member(name, globals())


def __dir__() -> "list[str]":
    return _graft.names(globals())
