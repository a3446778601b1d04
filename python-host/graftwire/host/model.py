"""The Unified Graft Model, version 0, of a Python module (docs/ugm.md)."""

import sys

from .function_model import function_model
from .loading import loaded
from .outline import has_member, kind_of, members_of, read
from .registry import register
from .signature import annotations_of
from .text import annotation_text, documentation, is_plain, type_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType

VERSION = 1


def describe_member(module_name: str, name: str) -> "dict[str, object]":
    """The model of one member of a loaded module, with its ``kind``, and make it resolvable.

    Raises GraftError ``unknown-member`` where there is none of this name, or where it is not public.
    """
    module = _loaded(module_name)
    if not isinstance(name, str) or not has_member(module, name):
        raise _unknown(f"{module_name}:{name}")
    try:
        value = read(module, name)
    except AttributeError:
        raise _unknown(f"{module_name}:{name}") from None
    register(module_name, module, (name,))
    kind = kind_of(value)
    return {"kind": kind, **_describe(module_name, module, name, value, kind)}


def describe_value(name: str, value: object) -> "dict[str, object]":
    """The model of a class or of something that can be called, wherever it comes from."""
    kind = kind_of(value)
    if kind == "class":
        from .class_model import class_model

        return {"kind": kind, **class_model(name, value)}  # type: ignore[arg-type]
    return {"kind": kind, **function_model(name, value)}


def describe_constructor(cls: type) -> "dict[str, object]":
    """The model of calling a class."""
    return function_model(cls.__name__, cls)


def describe_method(cls: type, name: str) -> "dict[str, object]":
    """The model of a method, static or class method of ``cls``, as it is called from outside."""
    for base in cls.__mro__:
        value = vars(base).get(name)
        if value is None:
            continue
        if isinstance(value, (staticmethod, classmethod)):
            return function_model(name, value.__func__, is_bound=isinstance(value, classmethod))
        return function_model(name, value, is_bound=type(value).__name__ != "builtin_function_or_method")
    raise _unknown(f"{cls.__module__}:{cls.__qualname__}.{name}")


def describe_module(module_name: str) -> "dict[str, object]":
    """The whole model of a loaded module. What it names but fails to give when read is left out."""
    module = _loaded(module_name)
    file = getattr(module, "__file__", None)
    functions: list[dict[str, object]] = []
    classes: list[dict[str, object]] = []
    attributes: list[dict[str, object]] = []
    modules: list[dict[str, object]] = []
    members = members_of(module)
    for name in members:
        try:
            value = read(module, name)
        except Exception:
            continue
        kind = kind_of(value)
        group = {"class": classes, "attribute": attributes, "module": modules}.get(kind, functions)
        group.append(_describe(module_name, module, name, value, kind))
    register(module_name, module, members)
    return {
        "ugm": VERSION,
        "name": module_name,
        "ecosystem": "pypi",
        "runtime": "python",
        "doc": documentation(module),
        **({"file": file} if isinstance(file, str) else {}),
        "functions": functions,
        "classes": classes,
        "attributes": attributes,
        "modules": modules,
    }


def _describe(
    module_name: str, module: "ModuleType", name: str, value: object, kind: str
) -> "dict[str, object]":
    if kind == "class":
        from .class_model import class_model

        return class_model(name, value)  # type: ignore[arg-type]
    if kind == "module":
        own_name = getattr(value, "__name__", None)
        # Some modules are known to the import system by another name than their own: os.path is posixpath.
        is_importable = isinstance(own_name, str) and sys.modules.get(own_name) is value
        return {"name": name, "module": own_name if is_importable else f"{module_name}.{name}"}
    if kind != "attribute":
        return function_model(name, value)
    annotations = annotations_of(module)
    described: dict[str, object] = {"name": name, "type": type_name(type(value))}
    if name in annotations:
        described["annotation"] = annotation_text(annotations[name])
    if is_plain(value):
        described["value"] = value
    return described


def _loaded(module_name: str) -> "ModuleType":
    module = loaded.get(module_name)
    if module is None:
        raise _unknown(module_name)
    return module


def _unknown(name: str) -> Exception:
    from graftwire.errors import GraftError

    return GraftError("unknown-member", f"There is no member {name!r}.")
