"""Which names of a module are there for its users."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any, Dict

from graftwire.host.outline import kind_of, members_of, read

from .references import folder_of
from .type_variables import is_type_variable


def public_names(module_name: str, module: ModuleType) -> Dict[str, None]:
    """What ``__all__`` names; without it, what the module defines and what a package takes from its own
    parts.
    Other modules, and what it has imported from them, are its own affair."""
    exported = vars(module).get("__all__")
    members = members_of(module)
    found: Dict[str, None]
    if isinstance(exported, (list, tuple)):
        names = {name for name in exported if isinstance(name, str)}
        found = {name: None for name, kind in members.items() if name in names and kind != "lazy"}
        # The order of __all__ may come from a set; there is none among names that are not there yet.
        return {**found, **dict.fromkeys(sorted(name for name in names if members.get(name) == "lazy"))}
    found = {}
    for name in members:
        try:
            value = read(module, name)
        except Exception:
            continue
        if _is_own(module_name, module, value):
            found[name] = None
    return found


def _is_own(module_name: str, module: ModuleType, value: Any) -> bool:
    if kind_of(value) == "module":
        return str(getattr(value, "__name__", "")).startswith(f"{module_name}.")
    if is_type_variable(value):
        return False
    if (
        type(value).__module__ in ("typing", "__future__")
        and getattr(value, "__module__", "typing") == "typing"
    ):
        # Forms such as Optional; what is made with them is an alias.
        return getattr(value, "__origin__", None) is not None and hasattr(value, "__args__")
    origin = getattr(value, "__module__", None)
    if not isinstance(origin, str) or kind_of(value) == "attribute":
        return type(value).__module__ != "__future__"
    top, own = origin.partition(".")[0].lstrip("_"), module_name.partition(".")[0]
    if top == own.lstrip("_"):
        # A file takes from other files of its package what it needs; a package collects what it offers.
        return origin == module_name or hasattr(module, "__path__") or origin.lstrip("_") == module_name
    if hasattr(module, "__path__") and origin == "builtins" and not isinstance(value, type):
        return True
    return origin.startswith("_") and folder_of(module_name) is None and _is_part_of_standard(module_name)


def _is_part_of_standard(name: str) -> bool:
    """Whether what a module takes from one with an underscore is what it consists of: that of the standard
    library, which has such parts in C."""
    return name.partition(".")[0] in getattr(sys, "stdlib_module_names", sys.builtin_module_names)
