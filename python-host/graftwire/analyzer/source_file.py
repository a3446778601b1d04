"""What a source file or a stub file defines, read with ast and never run."""

from __future__ import annotations

import ast
import sys
from typing import Dict, Iterator, List, NamedTuple, Optional, Union

FunctionNode = Union[ast.FunctionDef, ast.AsyncFunctionDef]


class Imported(NamedTuple):
    """A name that a file imports; ``name`` is None for a module."""

    module: str
    name: Optional[str]


class SourceFile:
    """The names that a file binds at its top, and where its functions stand."""

    def __init__(
        self,
        module: str,
        is_package: bool,
        tree: ast.Module,
        is_stub: bool,
        lines: List[bytes],
        origin: str = "",
    ) -> None:
        self.module = module
        self._lines = lines
        self.tree = tree
        self.is_stub = is_stub
        #: for people: where a stub comes from
        self.origin = origin
        self._package = module if is_package else module.rpartition(".")[0]
        self.bound: Dict[str, Union[ast.stmt, Imported]] = {}
        #: definitions by name, in order: several of one name are overloads
        self.functions: Dict[str, List[FunctionNode]] = {}
        #: modules from which everything is imported
        self.wildcards: List[str] = []
        for statement in statements(tree.body, is_stub):
            self._bind(statement)
        self._by_line: Optional[Dict[int, List[FunctionNode]]] = None

    def _bind(self, statement: ast.stmt) -> None:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
            self.bound[statement.name] = statement
            self.functions.setdefault(statement.name, []).append(statement)
        elif isinstance(statement, ast.ClassDef):
            self.bound[statement.name] = statement
        elif isinstance(statement, ast.Assign):
            for target in statement.targets:
                if isinstance(target, ast.Name):
                    self.bound[target.id] = statement
        elif isinstance(statement, ast.AnnAssign):
            if isinstance(statement.target, ast.Name):
                self.bound[statement.target.id] = statement
        elif isinstance(statement, ast.Import):
            for alias in statement.names:
                name = alias.asname or alias.name.partition(".")[0]
                self.bound[name] = Imported(alias.name if alias.asname else name, None)
        elif isinstance(statement, ast.ImportFrom):
            self._bind_from(statement)
        elif type(statement).__name__ == "TypeAlias":
            self.bound[statement.name.id] = statement  # type: ignore[attr-defined]

    def _bind_from(self, statement: ast.ImportFrom) -> None:
        module = self._absolute(statement.module or "", statement.level)
        for alias in statement.names:
            if alias.name == "*":
                self.wildcards.append(module)
            else:
                self.bound[alias.asname or alias.name] = Imported(module, alias.name)

    def _absolute(self, module: str, level: int) -> str:
        if level == 0:
            return module
        parts = self._package.split(".")
        base = ".".join(parts[: len(parts) - (level - 1)])
        return f"{base}.{module}".strip(".")

    def text_of(self, node: ast.expr) -> str:
        """A part of the file as it is written there, if it is in one line, else as it could be."""
        if node.lineno == node.end_lineno and node.lineno <= len(self._lines):
            try:
                return self._lines[node.lineno - 1][node.col_offset : node.end_col_offset].decode()
            except UnicodeDecodeError:
                pass
        return ast.unparse(node)

    def class_node(self, qualname: str) -> Optional[ast.ClassDef]:
        """The class of a name such as ``Outer.Inner``."""
        head, *rest = qualname.split(".")
        found: object = self.bound.get(head)
        for name in rest:
            if not isinstance(found, ast.ClassDef):
                return None
            found = next((n for n in found.body if isinstance(n, ast.ClassDef) and n.name == name), None)
        return found if isinstance(found, ast.ClassDef) else None

    def function_at(self, line: int, name: str) -> Optional[FunctionNode]:
        """The function whose code begins at ``line``, which is where its first decorator stands."""
        if self._by_line is None:
            self._by_line = {}
            for node in ast.walk(self.tree):
                if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
                    self._by_line.setdefault(first, []).append(node)
        found = [node for node in self._by_line.get(line, ()) if node.name == name]
        return found[0] if len(found) == 1 else None


def statements(body: List[ast.stmt], is_stub: bool = False) -> Iterator[ast.stmt]:
    """The statements of a body, and those of the branches that hold for this Python. What is under
    TYPE_CHECKING holds; of other conditions nobody knows, and both branches count."""
    for statement in body:
        if isinstance(statement, ast.If):
            holds = condition(statement.test)
            if not is_stub and _is_type_checking(statement.test):
                # What type checkers see counts more than what stands in for it in the running program.
                yield from statements(statement.orelse)
                yield from statements(statement.body)
                continue
            if holds is not False:
                yield from statements(statement.body, is_stub)
            if holds is not True:
                yield from statements(statement.orelse, is_stub)
        elif isinstance(statement, ast.Try):
            yield from statements(statement.body, is_stub)
            for handler in statement.handlers:
                yield from statements(handler.body, is_stub)
        else:
            yield statement


def _is_type_checking(test: ast.expr) -> bool:
    name = test.attr if isinstance(test, ast.Attribute) else getattr(test, "id", None)
    return name == "TYPE_CHECKING"


def condition(test: ast.expr) -> Optional[bool]:
    """Whether a condition such as stubs have holds: of the version, the platform, or TYPE_CHECKING."""
    if _is_type_checking(test):
        return True
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = condition(test.operand)
        return None if inner is None else not inner
    if isinstance(test, ast.BoolOp):
        return _all_or_any([condition(each) for each in test.values], isinstance(test.op, ast.And))
    if not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return None
    left: object
    if isinstance(test.left, ast.Subscript):
        # sys.version_info[:2], sys.version_info[0]
        text = ast.unparse(test.left)
        if text not in ("sys.version_info[0]", "sys.version_info[:2]"):
            return None
        left = sys.version_info[0] if text.endswith("[0]") else tuple(sys.version_info[:2])
    elif isinstance(test.left, ast.Attribute) and ast.unparse(test.left) == "sys.version_info":
        left = tuple(sys.version_info[:3])
    elif isinstance(test.left, ast.Attribute) and ast.unparse(test.left) == "sys.platform":
        left = sys.platform
    else:
        return None
    try:
        right = ast.literal_eval(test.comparators[0])
        return _compare(left, test.ops[0], right)
    except (ValueError, TypeError):
        return None


def _all_or_any(values: List[Optional[bool]], are_all: bool) -> Optional[bool]:
    if (not are_all) in values:
        return not are_all
    return None if None in values else are_all


def _compare(left: object, operator: ast.cmpop, right: object) -> Optional[bool]:
    if isinstance(operator, ast.GtE):
        return bool(left >= right)  # type: ignore[operator]
    if isinstance(operator, ast.Lt):
        return bool(left < right)  # type: ignore[operator]
    if isinstance(operator, ast.Gt):
        return bool(left > right)  # type: ignore[operator]
    if isinstance(operator, ast.LtE):
        return bool(left <= right)  # type: ignore[operator]
    if isinstance(operator, ast.Eq):
        return left == right
    if isinstance(operator, ast.NotEq):
        return left != right
    return None
