"""graftwire: code in one runtime calls code in another as if it were its own.

Importing this package imports nothing else: it is part of the start of every program that hosts Python.
"""

# Not typing's own: importing typing takes longer than everything else that happens when Python starts.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from .errors import GraftError as GraftError

__all__ = ["GraftError", "__version__"]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    if name == "GraftError":
        from .errors import GraftError

        globals()[name] = GraftError
        return GraftError
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
