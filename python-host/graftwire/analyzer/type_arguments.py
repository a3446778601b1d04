"""What stands in the brackets of annotations, whether these are objects or syntax trees."""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import Any, Optional

from .form_name import form_name, is_form
from .scope import Scope


@lru_cache(maxsize=4096)
def parsed(text: str) -> Optional[ast.expr]:
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError):
        return None


def name_of(parameter: Any) -> str:
    return str(getattr(parameter, "__name__", None) or getattr(parameter, "name", ""))


def is_ellipsis(argument: Any) -> bool:
    return argument is Ellipsis or (isinstance(argument, ast.Constant) and argument.value is Ellipsis)


def is_parameters(argument: Any) -> bool:
    """Whether it stands for several parameters: a ParamSpec, or Concatenate."""
    if type(argument).__name__ == "ParamSpec":
        return True
    return is_form(argument) and form_name(getattr(argument, "__origin__", None)) == "typing.Concatenate"


def unpacked(argument: Any, scope: Scope) -> Any:
    """What ``*argument`` or ``Unpack[argument]`` unpacks; None where it is neither."""
    if isinstance(argument, ast.Starred):
        return scope.resolve(argument.value)
    if isinstance(argument, ast.Subscript) and form_name(scope.resolve(argument.value)) == "typing.Unpack":
        return scope.resolve(argument.slice)
    if not is_form(argument):
        return None
    if (
        getattr(argument, "__unpacked__", False)
        or form_name(getattr(argument, "__origin__", None)) == "typing.Unpack"
    ):
        return argument.__args__[0] if getattr(argument, "__args__", None) else argument
    return None


def constant(node: ast.expr, scope: Scope) -> Any:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError):
        return scope.resolve(node)
