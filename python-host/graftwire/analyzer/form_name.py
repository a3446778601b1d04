"""The one full name by which a class, or a form of typing, is known however somebody has come by it."""

from __future__ import annotations

from typing import Any, Optional

_MODULES = frozenset(("typing", "typing_extensions"))
_FORM_MODULES = frozenset(
    (*_MODULES, "annotationlib", "types", "builtins", "dataclasses", "collections.abc", "_collections_abc")
)


def is_form(value: Any) -> bool:
    """Whether the attributes of ``value`` are those of a type expression: other objects answer to any
    name."""
    return type(value).__module__ in _FORM_MODULES


def unknown_form(name: str) -> Optional[str]:
    """The form that ``typing:Self`` names where this Python's typing does not have it yet."""
    module, _, form = name.partition(":")
    return f"typing.{form}" if module in _MODULES and form else None


def supertype_of(value: Any) -> Any:
    """What a NewType is made of; None for anything else. Until 3.9 it was a function."""
    if type(value).__name__ not in ("NewType", "function") or not is_form(value):
        return None
    return getattr(value, "__supertype__", None)


def form_name(value: Any) -> Optional[str]:
    """``list`` for ``list`` and ``typing.List``, ``typing.Literal`` for ``typing_extensions.Literal``; None
    for what is in brackets already, and for what is neither a class nor a form."""
    if isinstance(value, type):
        if type(value).__name__ == "GenericAlias":
            return None
        name = value.__qualname__
        if value.__module__ in _MODULES:
            return f"typing.{name}"
        if value.__module__ == "builtins":
            # An OrderedDict has views of its own, of which C says nothing else.
            return name[1:] if name.startswith("odict_") else name
        # Parts of pathlib stand elsewhere in some versions.
        module = "pathlib" if value.__module__.startswith("pathlib.") else value.__module__
        return f"{module}.{name}"
    cls = type(value)
    if cls.__module__ not in _MODULES:
        return None
    origin = getattr(value, "__origin__", None)
    if origin is not None:
        # typing.List has no arguments of its own; what has is in brackets.
        is_bare = cls.__name__ in ("_SpecialGenericAlias", "_CallableType", "_TupleType", "_DeprecatedType")
        return form_name(origin) if is_bare else None
    form = getattr(value, "_name", None) or getattr(value, "__name__", None)
    if cls.__name__ in ("TypeVar", "ParamSpec", "TypeVarTuple", "NewType", "TypeAliasType", "ForwardRef"):
        return None
    return f"typing.{form}" if isinstance(form, str) else None
