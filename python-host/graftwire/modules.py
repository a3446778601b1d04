"""Modules of JavaScript in Python that Node.js hosts: ``graftwire.load`` and what belongs to it."""

import os
import sys

from .errors import GraftError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable
    from typing import Any, Union

    from .grafts.routes import Placement

    Source = Union[str, "os.PathLike[str]"]

__all__ = ["load", "load_async", "reload"]


def load(source: "Source") -> "Any":
    """Load a module of JavaScript, in the Node.js process that this Python runs in.

    ``source`` is a path that begins with ``./``, ``../`` or ``/`` or is a :class:`pathlib.Path`, relative to
    the folder of the Python file that calls (to the working directory for code that is in no file), a
    ``file:`` URL, a package (``lodash``) that is found from there, or a module of Node's own (``node:fs``).
    Loading the same module again gives the same object; what a ``.json`` file holds is a value.

    A configuration may say otherwise (docs/connection-string.md): the module is one more Graft,
    ``graft.npm.shop`` for ``./shop.js``.

    The module's functions, classes and other exports are attributes (docs/objects.md). Raises GraftError
    ``module-not-found``, ``invalid-source``, ``wrong-thread``, what a wrong configuration raises,
    ``unimplemented`` for hosts that cannot be reached yet, and what the module itself throws as
    JavaScriptError.
    """
    base = _caller()
    place, source, base = _placed(_text(source), base)
    with place:
        return _ask("load", source, base)


def load_async(source: "Source") -> "Awaitable[Any]":
    """Like :func:`load`, to be awaited: for ES modules with top-level await."""
    return _load_async(_text(source), _caller())


async def _load_async(source: str, base: str) -> "Any":
    place, source, base = _placed(source, base)
    with place:
        return await _ask("loadAsync", source, base)


#: No module: all Grafts.
_ALL = object()


def reload(module: object = _ALL) -> "Any":
    """Run a CommonJS module that :func:`load` gave again, and return it. Without one, have every Graft find
    out anew where it runs, at its next use.

    It is the same object where its exports are an object, which then has the new ones. Classes that were
    taken out of it before stay what they were. An error leaves the module as it was. Raises GraftError
    ``unimplemented`` for an ES module.
    """
    if module is _ALL:
        from .config import forget_configuration

        forget_configuration()
        return None
    return _ask("reload", module)


def _placed(source: str, base: str) -> "tuple[Placement, str, str]":
    """What is loaded, and from where, as the configuration says."""
    _javascript()
    from .grafts.definition import GraftDefinition
    from .grafts.routes import place_of

    name = _graft_name(source)
    config = f"name={name};runtime=nodejs"
    place = place_of(
        GraftDefinition(name=name, runtime="nodejs", source=source, model="", config=config, file=base)
    )
    if place.configured_by is None:
        return place, source, base
    module = place.source[4:] if place.source[:4] == "npm:" else place.source
    return place, module, os.path.join(place.folder, "")


def _graft_name(source: str) -> str:
    """That of the package that would be generated for the module."""
    from .config import graft_name_of

    is_scheme = source[:5] in ("file:", "node:")
    is_path = source[:1] == "." or os.path.isabs(source)
    name = graft_name_of(source if is_scheme or is_path else f"npm:{source}")
    # What has no ending of JavaScript's could be Python's, too.
    return "graft.npm.module" if name is None else name.replace("graft.pypi.", "graft.npm.", 1)


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
