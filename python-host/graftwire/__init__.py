"""graftwire: code in one runtime calls code in another as if it were its own.

Importing this package imports nothing else: it is part of the start of every program that hosts Python.
"""

# Not typing's own: importing typing takes longer than everything else that happens when Python starts.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from .errors import GraftError as GraftError
    from .modules import load as load
    from .modules import load_async as load_async
    from .modules import reload as reload

__all__ = ["GraftError", "__version__", "load", "load_async", "reload"]

_places = {"GraftError": "errors", "load": "modules", "load_async": "modules", "reload": "modules"}

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    place = _places.get(name)
    if place is not None:
        from importlib import import_module

        value: object = getattr(import_module(f"{__name__}.{place}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
