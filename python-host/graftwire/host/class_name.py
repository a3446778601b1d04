"""Full names of classes, by which the other side names them: ``module:qualname``."""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn, Optional


def full_name_of(cls: type) -> "Optional[str]":
    """The name under which :func:`find_class` finds this very class; None where it would not: it is local to
    a function, was deleted or has been replaced."""
    module, name = cls.__module__, cls.__qualname__
    if not isinstance(module, str) or ":" in module:
        return None
    full_name = f"{module}:{name}"
    return full_name if find_class(full_name) is cls else None


def find_class(full_name: str) -> "Optional[type]":
    """The class of this name among the modules that are imported. Runs no code of theirs: a name from the
    wire imports nothing and reads nothing but what a module or a class has in its own ``__dict__``."""
    module_name, _, path = full_name.partition(":")
    module = sys.modules.get(module_name)
    if not isinstance(module, type(sys)):
        return None
    found: object = module
    for name in path.split("."):
        namespace = module.__dict__ if found is module else type.__dict__["__dict__"].__get__(found)
        found = namespace.get(name)
        if not isinstance(found, type):
            return None
    return found  # type: ignore[return-value]


def unknown_class(full_name: str) -> "NoReturn":
    from graftwire.errors import GraftError

    raise GraftError("unknown-member", f"There is no class {full_name!r} of values.")


def malformed(full_name: str, what: str) -> Exception:
    from graftwire.errors import GraftError

    return GraftError("malformed", f"{full_name} {what}.")
