"""The parameters of a function as its syntax tree has them."""

from __future__ import annotations

import ast
from typing import Any, Dict, List, Optional, Tuple

from graftwire.host.signature import NOTHING
from graftwire.host.text import literal_default

from .source_file import FunctionNode

Parameter = Dict[str, Any]


def node_signature(node: FunctionNode, is_bound: bool = False) -> Tuple[List[Parameter], object]:
    """Parameters, without the first where that is bound already, and the annotation of the result or
    NOTHING. Annotations are syntax trees."""
    arguments = node.args
    parameters: List[Parameter] = []
    positional = [*arguments.posonlyargs, *arguments.args]
    first_default = len(positional) - len(arguments.defaults)
    for index, each in enumerate(positional):
        # The old way to say it, which stubs still have.
        is_only = index < len(arguments.posonlyargs) or _is_private(each.arg)
        parameter = _parameter(each, "positional-only" if is_only else "positional-or-keyword")
        if index >= first_default:
            parameter["default"] = _default(arguments.defaults[index - first_default])
        parameters.append(parameter)
    if is_bound and parameters:
        del parameters[0]
    if arguments.vararg is not None:
        parameters.append(_parameter(arguments.vararg, "var-positional"))
    for each, default in zip(arguments.kwonlyargs, arguments.kw_defaults):
        parameter = _parameter(each, "keyword-only")
        if default is not None:
            parameter["default"] = _default(default)
        parameters.append(parameter)
    if arguments.kwarg is not None:
        parameters.append(_parameter(arguments.kwarg, "var-keyword"))
    return parameters, NOTHING if node.returns is None else node.returns


def _parameter(argument: ast.arg, kind: str) -> Parameter:
    name = argument.arg
    parameter: Parameter = {"name": name.lstrip("_") or name if _is_private(name) else name, "kind": kind}
    if argument.annotation is not None:
        parameter["annotation"] = argument.annotation
    return parameter


def _is_private(name: str) -> bool:
    return name[:2] == "__" and name[-2:] != "__"


def _default(node: ast.expr) -> Optional[Dict[str, object]]:
    if isinstance(node, ast.Constant) and node.value is Ellipsis:
        return {"text": "..."}
    return literal_default(ast.unparse(node))
