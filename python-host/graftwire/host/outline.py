"""What a module has, without describing any of it: quick for a module with thousands of names."""

import sys

from .text import documentation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FunctionType as FunctionType
    from types import MethodType as MethodType
    from types import ModuleType as ModuleType
else:
    # As the types module has them, without importing it.
    class _Example:
        def method(self):
            pass

    FunctionType, MethodType, ModuleType = type(_Example.method), type(_Example().method), type(sys)

# Flags of code objects, as in the inspect module.
CO_GENERATOR, CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 0x20, 0x80, 0x100, 0x200


def outline(name: str, module: "ModuleType") -> "dict[str, object]":
    """The name, file, documentation and public members of a module that is imported under ``name``."""
    file = getattr(module, "__file__", None)
    return {
        "name": name,
        "file": file if isinstance(file, str) else None,
        "doc": documentation(module),
        "members": members_of(module),
    }


def members_of(module: "ModuleType") -> "dict[str, str]":
    """The kind of each public member, in the order of definition.

    What only ``__all__`` or a module-level ``__dir__`` names is ``lazy``: to know more, it would have to be
    imported.
    """
    namespace = _namespace(module)
    # A copy, made in one step: another thread may be defining more.
    members = {
        name: kind_of(value)
        for name, value in list(namespace.items())
        if type(name) is str and name[:1] != "_"
    }
    for name in _announced(namespace):
        if name not in members and isinstance(name, str) and name and name[0] != "_":
            members[str(name)] = "lazy"
    return members


def has_member(module: "ModuleType", name: str) -> bool:
    """Whether ``name`` is one of :func:`members_of` at this moment."""
    if name[:1] in ("_", ""):
        return False
    namespace = _namespace(module)
    return name in namespace or name in _announced(namespace)


def read(module: "ModuleType", name: str) -> object:
    """The value of a member, as ``from module import name`` finds it. AttributeError where there is none."""
    try:
        return getattr(module, name)
    except AttributeError:
        if not hasattr(module, "__path__"):
            raise
    # A package's __all__ may name submodules that nobody has imported yet.
    __import__(module.__name__, None, None, [name])
    return getattr(module, name)


def kind_of(value: object) -> str:
    """``function``, ``async-function``, ``generator-function``, ``async-generator-function``, ``class``,
    ``module`` or ``attribute``. Asks only the value's type, so that no lazy object is woken up."""
    cls = type(value)
    if cls is FunctionType:
        return _kind_of_function(value)
    if issubclass(cls, type):
        return "class"
    if issubclass(cls, ModuleType):
        return "module"
    # Type expressions (List[int], NewType) can be called, but are not there to be called.
    if not callable(value) or cls.__module__ in ("typing", "types", "typing_extensions"):
        return "attribute"
    return _kind_of_function(value)


def is_async(kind: str) -> bool:
    return kind.startswith("async-")


def is_generator(kind: str) -> bool:
    return kind.endswith("generator-function")


def _kind_of_function(value: object) -> str:
    function = value
    while type(function) is not FunctionType:
        cls = type(function)
        if isinstance(function, MethodType):
            function = function.__func__
        elif cls.__name__ == "partial" and cls.__module__ == "functools":
            function = function.func  # type: ignore[attr-defined]
        else:
            # What calling an instance runs.
            function = getattr(cls, "__call__", None)  # noqa: B004
            break
    if type(function) is not FunctionType:
        return "function"
    flags = function.__code__.co_flags
    # inspect.markcoroutinefunction leaves a mark.
    if flags & (CO_COROUTINE | CO_ITERABLE_COROUTINE) or hasattr(function, "_is_coroutine_mark"):
        return "async-function"
    if flags & CO_ASYNC_GENERATOR:
        return "async-generator-function"
    return "generator-function" if flags & CO_GENERATOR else "function"


def _namespace(module: "ModuleType") -> "dict[str, object]":
    # What a module puts into sys.modules in its own place may be anything.
    namespace = getattr(module, "__dict__", None)
    return namespace if isinstance(namespace, dict) else {}


def _announced(namespace: "dict[str, object]") -> "list[object]":
    names: list[object] = []
    exported = namespace.get("__all__")
    if isinstance(exported, (list, tuple)):
        names += exported
    listing = namespace.get("__dir__")
    if callable(listing):
        try:
            names += listing()
        except Exception:
            # A broken __dir__ does not make the module unusable.
            return names
    return names
