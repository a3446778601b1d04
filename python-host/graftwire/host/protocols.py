"""What JavaScript asks of an object of Python beside its own members. Members named ``graftwire.host:…``."""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


def text(value: object) -> str:
    return str(value)


def representation(value: object) -> str:
    """``repr``; never an exception, since it is what is looked at when things go wrong."""
    try:
        return repr(value)
    except Exception as error:
        return f"<{type(value).__name__} whose repr() raised {type(error).__name__}>"


def length(value: "Any") -> int:
    return len(value)


def iterate(value: "Any") -> "Iterator[object]":
    return iter(value)


def step(iterator: "Iterator[object]") -> "list[object]":
    """``[False, item]``, or ``[True, value]`` with what a generator returned."""
    try:
        return [False, next(iterator)]
    except StopIteration as stop:
        return [True, stop.value]


def send(generator: "Any", value: object) -> "list[object]":
    try:
        return [False, generator.send(value)]
    except StopIteration as stop:
        return [True, stop.value]


def throw(generator: "Any", error: object) -> "list[object]":
    """Raise ``error`` where the generator stands. An iterator that is no generator raises it here."""
    raised = raised_from(error)
    if not hasattr(generator, "throw"):
        raise raised
    try:
        return [False, generator.throw(raised)]
    except StopIteration as stop:
        return [True, stop.value]


def raised_from(error: object) -> BaseException:
    """What is raised for what JavaScript throws."""
    if isinstance(error, BaseException):
        return error
    from graftwire.errors import JavaScriptError

    return JavaScriptError(type(error).__name__, str(error), thrown=error)


def close(iterator: "Any") -> None:
    if hasattr(iterator, "close"):
        iterator.close()


def get_item(value: "Any", key: object) -> object:
    return value[key]


def find_item(value: "Any", key: object) -> "list[object] | None":
    """The item in a list, or None where there is none."""
    try:
        return [value[key]]
    except (KeyError, IndexError):
        return None


def set_item(value: "Any", key: object, item: object) -> None:
    value[key] = item


def delete_item(value: "Any", key: object) -> bool:
    try:
        del value[key]
    except (KeyError, IndexError):
        return False
    return True


def contains(value: "Any", item: object) -> bool:
    return item in value


def equals(value: object, other: object) -> object:
    return value == other


def number(value: "Any") -> object:
    return value.__index__() if hasattr(value, "__index__") else float(value)


def enter(manager: "Any") -> object:
    return type(manager).__enter__(manager)


def leave(manager: "Any") -> None:
    type(manager).__exit__(manager, None, None, None)


def get_attribute(value: object, name: str) -> object:
    return getattr(value, name)


def set_attribute(value: object, name: str, item: object) -> None:
    setattr(value, name, item)


def names(value: object) -> "list[str]":
    return [name for name in dir(value) if isinstance(name, str)]


def name_of(value: object) -> str:
    """What a function is called; a partial has no name of its own."""
    name = getattr(value, "__name__", None)
    return name if isinstance(name, str) else type(value).__name__


def member_value(module_name: str, name: str) -> object:
    """A member of a loaded module as it is, or the module itself where the name is empty."""
    from .loading import loaded

    module = loaded[module_name]
    return getattr(module, name) if name else module


def help_text(value: object) -> str:
    import pydoc

    return pydoc.plain(pydoc.render_doc(value))


def type_name(value: object) -> str:
    cls = type(value)
    return cls.__name__ if cls.__module__ == "builtins" else f"{cls.__module__}.{cls.__qualname__}"


def module_of(value: object) -> "str | None":
    """The name by which a module object can be loaded."""
    name = getattr(value, "__name__", None)
    return name if isinstance(name, str) and sys.modules.get(name) is value else None
