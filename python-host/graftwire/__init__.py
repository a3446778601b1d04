"""graftwire: code in one runtime calls code in another as if it were its own.

Importing this package imports nothing else: it is part of the start of every program that hosts Python.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, List

if TYPE_CHECKING:
    from .errors import GraftError as GraftError

__all__ = ["GraftError", "__version__"]  # noqa: F822

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    if name == "GraftError":
        from .errors import GraftError

        globals()[name] = GraftError
        return GraftError
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> List[str]:
    return sorted({*globals(), *__all__})
