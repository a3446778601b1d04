"""The Unified Graft Model, version 1, of a Python module and of its members (docs/ugm.md).

A Graft describes each member when it first uses it, which must be quick: there are no types in that unless
they are
asked for. They come from ``graftwire.analyzer``, which is imported only then.
"""

import sys

from .annotations import annotations_of
from .function_model import function_model
from .loading import loaded
from .outline import has_member, kind_of, members_of, read
from .registry import register
from .text import annotation_text, documentation, is_plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Optional

    from .function_model import Completion, Model

VERSION = 1


def describe_member(module_name: str, name: str, typed: bool = False) -> "Model":
    """The model of one member of a loaded module, with its ``kind``, and make it resolvable.

    A record or an enum is described as the class that it is. Raises GraftError ``unknown-member`` where there
    is
    none of this name, or where it is not public.
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
    return {"kind": kind, **member_model(module, name, value, _completion(typed, module))}


def describe_value(name: str, value: object, typed: bool = False) -> "Model":
    """The model of a class or of something that can be called, wherever it comes from."""
    kind = kind_of(value)
    completion = _completion(typed, sys.modules.get(getattr(value, "__module__", None) or ""))
    if kind == "class":
        from .class_model import class_model

        return {"kind": kind, **class_model(name, value, completion)}  # type: ignore[arg-type]
    return {"kind": kind, **function_model(name, value, completion=completion)}


def describe_constructor(cls: type, typed: bool = False) -> "Model":
    """The model of calling a class."""
    completion = _completion(typed, sys.modules.get(cls.__module__))
    return function_model(cls.__name__, cls, owner=cls, completion=completion)


def describe_method(cls: type, name: str, typed: bool = False) -> "Model":
    """The model of a method, static or class method of ``cls``, as it is called from outside."""
    for base in cls.__mro__:
        value = vars(base).get(name)
        if value is None:
            continue
        is_bound = (
            not isinstance(value, staticmethod) and type(value).__name__ != "builtin_function_or_method"
        )
        if isinstance(value, (staticmethod, classmethod)):
            value = value.__func__
        completion = _completion(typed, sys.modules.get(base.__module__))
        return function_model(name, value, is_bound=is_bound, owner=base, completion=completion)
    raise _unknown(f"{cls.__module__}:{cls.__qualname__}.{name}")


def describe_module(module_name: str) -> "Model":
    """The whole model of a loaded module, with types, of all that it has: also what it has only imported.
    What it
    names but fails to give when read is left out."""
    from graftwire.analyzer.module_model import analyze_module

    module = _loaded(module_name)
    names = members_of(module)
    register(module_name, module, names)
    model: Model = analyze_module(module_name, module, names)["model"]
    return model


def module_head(module_name: str, module: "ModuleType") -> "Model":
    """What a model says of the module itself."""
    return {
        "ugm": VERSION,
        "name": module_name,
        "ecosystem": "pypi",
        "runtime": "python",
        "doc": documentation(module),
    }


def member_model(
    module: "ModuleType", name: str, value: object, completion: "Optional[Completion]" = None
) -> "Model":
    """The model of a member of ``module`` as a function, class, attribute or module."""
    kind = kind_of(value)
    if kind == "class":
        from .class_model import class_model

        return class_model(name, value, completion)  # type: ignore[arg-type]
    if kind == "module":
        own_name = getattr(value, "__name__", None)
        # Some modules are known to the import system by another name than their own: os.path is posixpath.
        is_importable = isinstance(own_name, str) and sys.modules.get(own_name) is value
        return {"name": name, "module": own_name if is_importable else f"{module.__name__}.{name}"}
    if kind != "attribute":
        return function_model(name, value, completion=completion)
    from graftwire.analyzer.value_type import value_type

    described: Model = {"name": name, "doc": None}
    type_of_value = value_type(value)
    if type_of_value is not None:
        described["type"] = type_of_value
    annotations = annotations_of(module)
    if name in annotations:
        described["annotation"] = annotation_text(annotations[name])
    if is_plain(value):
        described["value"] = value
    return described


def _completion(typed: bool, module: "Optional[ModuleType]") -> "Optional[Completion]":
    if not typed or module is None:
        return None
    from graftwire.analyzer.completion import completion_for

    return completion_for(module)


def _loaded(module_name: str) -> "ModuleType":
    module = loaded.get(module_name)
    if module is None:
        raise _unknown(module_name)
    return module


def _unknown(name: str) -> Exception:
    from graftwire.errors import GraftError

    return GraftError("unknown-member", f"There is no member {name!r}.")
