"""Modules of JavaScript in Python that Node.js hosts: ``graftwire.load`` and what belongs to it."""

import os
import sys

from .errors import GraftError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable
    from typing import Any, Union

    Source = Union[str, "os.PathLike[str]"]

__all__ = ["load", "load_async", "reload"]


def load(source: "Source") -> "Any":
    """Load a module of JavaScript, in the Node.js process that this Python runs in.

    ``source`` is a path that begins with ``./``, ``../`` or ``/`` or is a :class:`pathlib.Path`, relative to
    the folder of the Python file that calls (to the working directory for code that is in no file), a
    ``file:`` URL, a package (``lodash``) that is found from there, or a module of Node's own (``node:fs``).
    Loading the same module again gives the same object; what a ``.json`` file holds is a value.

    The module's functions, classes and other exports are attributes (docs/objects.md). Raises GraftError
    ``module-not-found``, ``invalid-source``, ``wrong-thread``, and what the module itself throws as
    JavaScriptError.
    """
    base = _caller()
    return _ask("load", _text(source), base)


def load_async(source: "Source") -> "Awaitable[Any]":
    """Like :func:`load`, to be awaited: for ES modules with top-level await."""
    return _load_async(_text(source), _caller())


async def _load_async(source: str, base: str) -> "Any":
    return await _ask("loadAsync", source, base)


def reload(module: object) -> "Any":
    """Run a CommonJS module that :func:`load` gave again, and return it.

    It is the same object where its exports are an object, which then has the new ones. Classes that were
    taken out of it before stay what they were. An error leaves the module as it was. Raises GraftError
    ``unimplemented`` for an ES module.
    """
    return _ask("reload", module)


def _ask(member: str, *args: object) -> "Any":
    host = _javascript()
    from .host.js_objects import call_member

    return call_member(host, member, *args)


def _javascript() -> object:
    start = sys.modules.get("graftwire.host.start")
    javascripts = getattr(start, "javascripts", ())
    if not javascripts:
        raise GraftError(
            "unimplemented",
            "This Python was not started by Node.js, which modules of JavaScript run in.",
            remedy="Run this code from Node.js: graft.load('./module.py').",
        )
    for javascript in javascripts:
        host: object = javascript()
        if host is not None:
            return host
    raise GraftError(
        "wrong-thread",
        "Modules of JavaScript are loaded on the thread only that JavaScript has called Python on.",
        remedy="Load the module before the thread is started, or in what JavaScript calls.",
    )


def _text(source: object) -> str:
    if isinstance(source, os.PathLike):
        path = os.fsdecode(source)
        return path if os.path.isabs(path) else os.path.join(".", path)
    if isinstance(source, str) and source != "":
        return source
    given = "an empty one" if source == "" else type(source).__name__
    raise GraftError("invalid-source", f"A source is a non-empty str or a path, not {given}.")


def _caller() -> str:
    """The file of the code that called a function of this module, or the working directory where it is in
    none."""
    file = os.path.abspath(sys._getframe(2).f_code.co_filename)
    return file if os.path.isfile(file) else os.path.join(os.getcwd(), "")
