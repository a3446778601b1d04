"""What the ``__init__.py`` of a generated Graft is written with. Nothing of it runs when it is only imported.

``JavaScriptGraft``, ``GraftObject``, ``GraftedError`` and ``Promise`` make Grafts of JavaScript's modules;
``PythonGraft`` makes those of Python's.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .grafts.enums import GraftEnum as GraftEnum
    from .grafts.enums import GraftIntEnum as GraftIntEnum
    from .grafts.enums import GraftStrEnum as GraftStrEnum
    from .grafts.exceptions import GraftedError as GraftedError
    from .grafts.javascript_graft import JavaScriptGraft as JavaScriptGraft
    from .grafts.objects import GraftObject as GraftObject
    from .grafts.promise import Promise as Promise
    from .grafts.promise import wait as wait
    from .grafts.python_graft import PythonGraft as PythonGraft

__all__ = [
    "GraftEnum",
    "GraftIntEnum",
    "GraftObject",
    "GraftStrEnum",
    "GraftedError",
    "JavaScriptGraft",
    "Promise",
    "PythonGraft",
    "wait",
]

_places = {
    "GraftEnum": "enums",
    "GraftIntEnum": "enums",
    "GraftStrEnum": "enums",
    "GraftedError": "exceptions",
    "GraftObject": "objects",
    "JavaScriptGraft": "javascript_graft",
    "Promise": "promise",
    "PythonGraft": "python_graft",
    "wait": "promise",
}


def __getattr__(name: str) -> object:
    place = _places.get(name)
    if place is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f"graftwire.grafts.{place}"), name)
    globals()[name] = value
    return value


def __dir__() -> "list[str]":
    return sorted({*globals(), *__all__})
