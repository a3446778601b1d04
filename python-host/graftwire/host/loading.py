"""Loading a module from a file, a package directory or by its name."""

import os
import sys

from .naming import name_of, own_name_of
from .outline import outline
from .registry import register

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Optional

    from graftwire.errors import GraftError

_INIT = "__init__.py"

#: name that load() gave -> the module
loaded: "dict[str, ModuleType]" = {}


def load(source: str, kind: str) -> "dict[str, object]":
    """Import a module, or find it imported, and return its outline.

    ``kind`` is ``file`` (``source`` is the absolute path of a ``.py`` file or of a package's directory) or
    ``module`` (a dotted name). The outline's ``name`` is what every other function here knows the module by.
    Raises GraftError ``module-not-found`` or ``invalid-source``, and whatever the module itself raises.
    """
    if kind == "file":
        name = _import_file(source)
    elif kind == "module":
        name = _import_name(source)
    else:
        raise _graft_error("invalid-argument", f"A source is a file or a module, not a {kind!r}.")
    module = sys.modules[name]
    told = outline(name, module)
    loaded[name] = module
    register(name, module, told["members"])  # type: ignore[arg-type]
    return told


def _import_file(source: str) -> str:
    file = _source_file(source)
    name = name_of(file)
    __import__(name)
    origin = getattr(sys.modules[name], "__file__", None)
    if isinstance(origin, str) and os.path.realpath(origin) != file:
        # The name was taken between asking for it and importing it.
        name = own_name_of(file)
        __import__(name)
    return name


def _source_file(source: str) -> str:
    """The real path of the file to run; a package's is its ``__init__.py``."""
    if not _is_path(source):
        raise _graft_error("invalid-source", f"{source!r} is not a path.")
    path = os.path.realpath(source)
    if os.path.isdir(path):
        path = os.path.join(path, _INIT)
        if not os.path.isfile(path):
            raise _graft_error(
                "invalid-source",
                f"{source} is a directory without an {_INIT}.",
                remedy=f"Add an {_INIT} (it may be empty), or load one of its files.",
            )
        return os.path.realpath(path)
    if not os.path.exists(path):
        raise _graft_error(
            "module-not-found",
            f"There is no file {source}.",
            remedy="Check the path; a module that is importable by its name is loaded as 'python:name'.",
        )
    if not path.endswith(".py"):
        raise _graft_error(
            "invalid-source",
            f"{source} is not a .py file.",
            remedy="Load a .py file or a package's directory; other modules are loaded as 'python:name'.",
        )
    return path


def _is_path(text: str) -> bool:
    try:
        return b"\0" not in os.fsencode(text)
    except UnicodeEncodeError:
        # A surrogate that stands for no byte.
        return False


def _import_name(name: str) -> str:
    if not isinstance(name, str) or not all(name.split(".")) or "\0" in name:
        raise _graft_error("invalid-source", f"{name!r} is not the name of a module.")
    try:
        __import__(name)
    except ModuleNotFoundError as error:
        missing = error.name
        if missing is None or not (name == missing or name.startswith(missing + ".")):
            raise
        raise _graft_error(
            "module-not-found",
            f"{sys.executable or 'Python'} has no module named {name!r}.",
            remedy="Install it into that Python's environment, or choose another one.",
        ) from None
    return name


def _graft_error(code: str, message: str, remedy: "Optional[str]" = None) -> "GraftError":
    # Imported only now: what goes well does not wait for it.
    from graftwire.errors import GraftError

    return GraftError(code, message, remedy=remedy)
