"""``graft.reload``: running a module's source again, in the same module object."""

import importlib
import os
import sys
from contextlib import suppress

from .loading import load, loaded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType


def reload(name: str) -> "dict[str, object]":
    """Run the module again that :func:`load` knows by this name, and return its outline.

    As :func:`importlib.reload` does it: names that the new source does not define stay. Whatever it raises
    goes through, and leaves the module with the names and values that it had.
    """
    module = loaded[name]
    if getattr(module, "__spec__", None) is None:
        from graftwire.errors import GraftError

        raise GraftError(
            "invalid-argument",
            f"{name} has no source that could be run again.",
            remedy="Only modules of files can be reloaded.",
        )
    before = dict(module.__dict__)
    _forget_compiled(module)
    try:
        importlib.reload(module)
    except BaseException:
        _restore(module, before)
        raise
    return load(name, "module")


def _restore(module: "ModuleType", before: "dict[str, object]") -> None:
    # Not cleared first: other threads may be using it.
    namespace = module.__dict__
    namespace.update(before)
    for added in [name for name in namespace if name not in before]:
        del namespace[added]


def _forget_compiled(module: "ModuleType") -> None:
    """Have the source read.

    A compiled file counts as fresh when size and time, in whole seconds, are those of the source, which a
    change in the same second may leave as they are.
    """
    importlib.invalidate_caches()
    cached = getattr(module, "__cached__", None)
    file = getattr(module, "__file__", None)
    if isinstance(cached, str) and isinstance(file, str) and os.path.isfile(file):
        with suppress(OSError):
            # There may be none, or it is not ours to remove.
            os.remove(cached)
    source_lines = sys.modules.get("graftwire.host.source_lines")
    if source_lines is not None and isinstance(file, str):
        source_lines.forget(file)
