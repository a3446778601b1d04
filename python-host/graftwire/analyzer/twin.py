"""The Python code that stands for a function in C: many modules of the standard library have both, and both
do
the same (PEP 399)."""

from __future__ import annotations

import ast
from functools import cache
from importlib import import_module
from typing import Any, Optional, Tuple

from .scope import Scope
from .source_file import FunctionNode, SourceFile, statements
from .source_files import source_of

_MODULES = frozenset(
    (
        *("datetime", "decimal", "collections", "functools", "heapq", "bisect", "operator", "io", "struct"),
        *("json.decoder", "json.encoder", "json.scanner", "statistics", "fractions", "asyncio.events"),
    )
)


def twin_of(value: Any, member: Optional[str] = None) -> Optional[Tuple[FunctionNode, Scope]]:
    """The definition in Python of a function or method that C has, or of the ``member`` of a class."""
    module, qualname = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
    owner = getattr(value, "__objclass__", None) or getattr(value, "__self__", None)
    if module is None and isinstance(owner, type):
        module = owner.__module__
    if not isinstance(module, str) or not isinstance(qualname, str):
        return None
    module = module.lstrip("_")
    if module not in _MODULES:
        return None
    return _definition(module, qualname if member is None else f"{qualname}.{member}")


@cache
def _definition(module: str, qualname: str) -> Optional[Tuple[FunctionNode, Scope]]:
    for name in (f"_py{module}", module):
        try:
            loaded = import_module(name)
        except ImportError:
            continue
        source = source_of(name)
        node = None if source is None else _find(source, qualname)
        if node is not None:
            return node, Scope(module, (vars(loaded),), source)
    return None


def _find(source: SourceFile, qualname: str) -> Optional[FunctionNode]:
    path, _, name = qualname.rpartition(".")
    if not path:
        found = source.functions.get(name)
        return found[0] if found is not None and len(found) == 1 else None
    owner = source.class_node(path)
    for each in [] if owner is None else statements(owner.body):
        if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef)) and each.name == name:
            return each
    return None
