"""How a function can end: what it returns and yields, and whether its end can be reached."""

from __future__ import annotations

import ast
from typing import Iterator, List, Optional, Tuple, Union

from .source_file import FunctionNode

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def own_nodes(body: List[ast.stmt]) -> Iterator[ast.AST]:
    """All nodes of a function's body, without those of functions and classes in it."""
    pending: List[ast.AST] = list(body)
    while pending:
        node = pending.pop()
        yield node
        if not isinstance(node, _SCOPES):
            pending.extend(ast.iter_child_nodes(node))


def returned_values(node: FunctionNode) -> List[Optional[ast.expr]]:
    """What the return statements give, in the order of the text; None for one without a value."""
    found = [each for each in own_nodes(node.body) if isinstance(each, ast.Return)]
    return [each.value for each in sorted(found, key=lambda each: (each.lineno, each.col_offset))]


def yields(node: FunctionNode) -> List[ast.expr]:
    found = [each for each in own_nodes(node.body) if isinstance(each, (ast.Yield, ast.YieldFrom))]
    return sorted(found, key=lambda each: (each.lineno, each.col_offset))


def stores(node: FunctionNode) -> List[Tuple[str, Union[ast.expr, ast.AnnAssign, None]]]:
    """The public names that a method stores on its first parameter, each with what is stored; None where that
    is made of several things."""
    arguments = [*node.args.posonlyargs, *node.args.args]
    if not arguments:
        return []
    found: List[Tuple[int, str, Union[ast.expr, ast.AnnAssign, None]]] = []
    for each in own_nodes(node.body):
        targets: List[ast.expr] = []
        value: Union[ast.expr, ast.AnnAssign, None] = None
        if isinstance(each, ast.Assign):
            targets, value = each.targets, each.value
        elif isinstance(each, ast.AnnAssign):
            targets, value = [each.target], each
        elif isinstance(each, (ast.AugAssign, ast.For)):
            targets = [each.target]
        for target in targets:
            several = target.elts if isinstance(target, (ast.Tuple, ast.List)) else [target]
            for one in several:
                if not isinstance(one, ast.Attribute) or not isinstance(one.value, ast.Name):
                    continue
                if one.value.id == arguments[0].arg and one.attr[:1] != "_":
                    found.append((one.lineno, one.attr, value if one is target else None))
    return [(name, value) for _, name, value in sorted(found, key=lambda each: each[0])]


def says_nothing(node: FunctionNode) -> bool:
    """Whether the body is only there to be replaced: documentation, ``pass``, ``...`` or a ``raise``."""
    return all(
        isinstance(each, (ast.Pass, ast.Raise))
        or (isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant))
        for each in node.body
    )


def may_end(body: List[ast.stmt]) -> bool:
    """Whether the end of a body can be reached; True where it is not known."""
    return not any(_stops(statement) for statement in body)


def _stops(statement: ast.stmt) -> bool:
    if isinstance(statement, (ast.Return, ast.Raise)):
        return True
    if isinstance(statement, ast.If):
        return bool(statement.orelse) and not may_end(statement.body) and not may_end(statement.orelse)
    if isinstance(statement, (ast.With, ast.AsyncWith)):
        swallows = any("suppress" in ast.dump(item.context_expr) for item in statement.items)
        return not swallows and not may_end(statement.body)
    if isinstance(statement, ast.Try):
        if statement.finalbody and not may_end(statement.finalbody):
            return True
        handled = all(not may_end(handler.body) for handler in statement.handlers)
        return handled and (not may_end(statement.body) or not may_end(statement.orelse or [ast.Pass()]))
    if isinstance(statement, ast.While):
        is_endless = isinstance(statement.test, ast.Constant) and bool(statement.test.value)
        return is_endless and not any(isinstance(each, ast.Break) for each in own_nodes(statement.body))
    return False


def is_rebound_within_comprehension(node: ast.AST, name: str) -> bool:
    """Whether a comprehension has a variable of this name of its own."""
    return any(
        isinstance(each, ast.Name) and each.id == name and isinstance(each.ctx, ast.Store)
        for inner in ast.walk(node)
        if isinstance(inner, _COMPREHENSIONS)
        for generator in inner.generators
        for each in ast.walk(generator.target)
    )
