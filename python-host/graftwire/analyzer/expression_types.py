"""The types of expressions in the source of a function that nobody has annotated. Only what holds for every
call
counts; None is the answer for everything else."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any, Dict, List, Optional

from .flow import own_nodes
from .source_file import FunctionNode
from .types import (
    ANY,
    BOOL,
    BYTES,
    FLOAT,
    INT,
    NONE,
    NUMBER,
    SELF,
    STRING,
    Type,
    map_of,
    of,
    tuple_of,
    union_of,
)

if TYPE_CHECKING:
    from .inference import Inference
    from .scope import Scope

_CONSTANTS = {bool: BOOL, int: INT, float: FLOAT, str: STRING, bytes: BYTES, type(None): NONE}
_CONSTANTS[complex] = {"kind": "complex"}

#: What built-in functions give, whatever they are given.
_CALLS: Dict[str, Type] = {
    **dict.fromkeys(("len", "int", "ord", "hash", "id"), INT),
    **dict.fromkeys(("str", "repr", "chr", "hex", "bin", "oct", "ascii", "format", "input"), STRING),
    **dict.fromkeys(("bool", "isinstance", "issubclass", "callable", "hasattr", "all", "any"), BOOL),
    "float": FLOAT,
    "complex": {"kind": "complex"},
    "bytes": BYTES,
    **dict.fromkeys(("list", "sorted", "dir"), of("list", ANY)),
    "dict": map_of(ANY, ANY),
    "set": of("set", ANY),
    "frozenset": of("frozenset", ANY),
    "tuple": tuple_of([], ANY),
    "range": {"kind": "range"},
    "slice": {"kind": "slice"},
    "memoryview": {"kind": "array"},
    **dict.fromkeys(("print", "setattr", "delattr"), NONE),
    **dict.fromkeys(("enumerate", "zip", "map", "filter"), of("iterator", ANY)),
}

_STRING_METHODS: Dict[str, Type] = {
    **dict.fromkeys(("join", "format", "format_map", "replace", "translate", "removeprefix"), STRING),
    **dict.fromkeys(("removesuffix", "strip", "lstrip", "rstrip", "lower", "upper", "title"), STRING),
    **dict.fromkeys(("capitalize", "casefold", "swapcase", "expandtabs", "center", "zfill"), STRING),
    **dict.fromkeys(("ljust", "rjust"), STRING),
    **dict.fromkeys(("startswith", "endswith", "isdigit", "isalpha", "isupper", "islower"), BOOL),
    **dict.fromkeys(("isspace", "isidentifier"), BOOL),
    **dict.fromkeys(("split", "rsplit", "splitlines"), of("list", STRING)),
    **dict.fromkeys(("find", "rfind", "index", "rindex", "count"), INT),
    **dict.fromkeys(("partition", "rpartition"), tuple_of([STRING] * 3)),
    "encode": BYTES,
}
_METHODS: Dict[str, Dict[str, Type]] = {
    "string": _STRING_METHODS,
    "bytes": {
        "decode": STRING,
        "hex": STRING,
        "startswith": BOOL,
        "endswith": BOOL,
        **dict.fromkeys(("join", "strip", "replace", "lower", "upper", "rstrip", "lstrip"), BYTES),
    },
    "int": {"bit_length": INT, "to_bytes": BYTES},
    "list": dict.fromkeys(("append", "extend", "sort", "reverse", "clear", "insert", "remove"), NONE),
    "map": dict.fromkeys(("update", "clear"), NONE),
    "set": dict.fromkeys(("add", "discard", "update", "clear", "remove"), NONE),
}
_NUMERIC = (ast.Add, ast.Sub, ast.Mult)


class ExpressionTypes:
    """Of the expressions in one function."""

    def __init__(
        self, node: FunctionNode, scope: Scope, owner: Optional[type], inference: Inference, is_static: bool
    ) -> None:
        self._node = node
        self._scope = scope
        self._owner = owner
        self._inference = inference
        arguments = node.args
        names = [each.arg for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
        self._parameters = set(names)
        for star in (arguments.vararg, arguments.kwarg):
            if star is not None:
                self._parameters.add(star.arg)
        self._self = names[0] if owner is not None and not is_static and names else None
        self._is_class_method = node.name == "__new__" or any(
            isinstance(each, ast.Name) and each.id == "classmethod" for each in node.decorator_list
        )
        self._assigned: Optional[Dict[str, List[Any]]] = None
        self._open: set[str] = set()

    def of(self, node: Optional[ast.expr]) -> Optional[Type]:
        if node is None:
            return NONE
        read = getattr(self, f"_{type(node).__name__.lower()}", None)
        return None if read is None else read(node)

    def _of_all(self, nodes: List[ast.expr]) -> Optional[Type]:
        found = []
        for node in nodes:
            one = self.of(node)
            if one is None:
                return None
            found.append(one)
        return union_of(found)

    def _constant(self, node: ast.Constant) -> Optional[Type]:
        return _CONSTANTS.get(type(node.value))

    def _joinedstr(self, node: ast.JoinedStr) -> Type:
        return STRING

    def _list(self, node: ast.List) -> Type:
        return of("list", self._items(node.elts))

    def _set(self, node: ast.Set) -> Type:
        return of("set", self._items(node.elts))

    def _items(self, nodes: List[ast.expr]) -> Type:
        # A list that begins empty does not stay so.
        return (self._of_all(nodes) if nodes else None) or ANY

    def _tuple(self, node: ast.Tuple) -> Type:
        if any(isinstance(each, ast.Starred) for each in node.elts):
            return tuple_of([], ANY)
        return tuple_of([self.of(each) or ANY for each in node.elts])

    def _dict(self, node: ast.Dict) -> Type:
        if not node.keys or None in node.keys:
            return map_of(ANY, ANY)
        # What is put into it later may be something else.
        return map_of(ANY, ANY)

    def _listcomp(self, node: ast.ListComp) -> Type:
        return of("list", self._element(node.elt))

    def _setcomp(self, node: ast.SetComp) -> Type:
        return of("set", self._element(node.elt))

    def _dictcomp(self, node: ast.DictComp) -> Type:
        return map_of(ANY, ANY)

    def _generatorexp(self, node: ast.GeneratorExp) -> Type:
        return of("iterator", self._element(node.elt))

    def _element(self, node: ast.expr) -> Type:
        # Variables of the comprehension are not looked at: what they are nobody knows.
        return (self.of(node) if isinstance(node, (ast.Constant, ast.JoinedStr)) else None) or ANY

    def _lambda(self, node: ast.Lambda) -> Type:
        return {"kind": "callback"}

    def _compare(self, node: ast.Compare) -> Optional[Type]:
        if all(isinstance(each, (ast.Is, ast.IsNot, ast.In, ast.NotIn)) for each in node.ops):
            return BOOL
        # What == gives is up to the operands; those of the language give a bool.
        known = self._of_all([node.left, *node.comparators])
        return BOOL if known is not None and _is_scalar(known) else None

    def _boolop(self, node: ast.BoolOp) -> Optional[Type]:
        return self._of_all(node.values)

    def _unaryop(self, node: ast.UnaryOp) -> Optional[Type]:
        if isinstance(node.op, ast.Not):
            return BOOL
        found = self.of(node.operand)
        return found if found in (INT, FLOAT, NUMBER) and not isinstance(node.op, ast.Invert) else None

    def _ifexp(self, node: ast.IfExp) -> Optional[Type]:
        return self._of_all([node.body, node.orelse])

    def _binop(self, node: ast.BinOp) -> Optional[Type]:
        left = self.of(node.left)
        if isinstance(node.op, ast.Mod) and left in (STRING, BYTES):
            return left
        right = self.of(node.right)
        if left == STRING and isinstance(node.op, ast.Add):
            return STRING
        if left is None or right is None:
            return None
        numbers = (INT, FLOAT, NUMBER)
        if left in numbers and right in numbers:
            if isinstance(node.op, ast.Div):
                return FLOAT
            if isinstance(node.op, (*_NUMERIC, ast.FloorDiv, ast.Mod)):
                if left == INT and right == INT:
                    return INT
                return FLOAT if FLOAT in (left, right) else NUMBER
            return None
        if isinstance(node.op, ast.Add) and left == right and left in (STRING, BYTES):
            return left
        if isinstance(node.op, ast.Add) and left["kind"] == right["kind"] == "list":
            return of("list", ANY)
        if isinstance(node.op, ast.Mult) and {str(left["kind"]), str(right["kind"])} in ({"string", "int"},):
            return STRING
        return None

    def _await(self, node: ast.Await) -> Optional[Type]:
        found = self.of(node.value)
        return found["of"] if found is not None and found["kind"] == "awaitable" else None  # type: ignore[return-value]

    def _namedexpr(self, node: ast.NamedExpr) -> Optional[Type]:
        return self.of(node.value)

    # -- names -----------------------------------------------------------------------------------------------

    def _name(self, node: ast.Name) -> Optional[Type]:
        name = node.id
        assigned = self._assignments().get(name)
        if name == self._self and assigned is None and not self._is_class_method:
            return SELF
        if name in self._parameters:
            return self._parameter(name) if assigned is None else None
        if assigned is None:
            return self._inference.global_value(self._scope, name)
        if name in self._open:
            # It is made from itself, which adds nothing.
            return {"kind": "never"}
        self._open.add(name)
        try:
            found = []
            for each in assigned:
                if isinstance(each, ast.AugAssign):
                    continue
                one = self.of(each) if isinstance(each, ast.expr) else None
                if one is None:
                    return None
                found.append(one)
            made: Optional[Type] = union_of(found)
            for each in assigned:
                if isinstance(each, ast.AugAssign) and made is not None:
                    made = self._augmented(made, each)
            return None if made is None or made["kind"] in ("any", "never") else made
        finally:
            self._open.discard(name)

    def _parameter(self, name: str) -> Optional[Type]:
        arguments = self._node.args
        for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
            if each.arg == name and each.annotation is not None:
                return self._inference.annotated(each.annotation, self._scope)
        return None

    def _augmented(self, before: Type, node: ast.AugAssign) -> Optional[Type]:
        """What a name holds that was assigned to and then added to."""
        if before in (STRING, BYTES) and isinstance(node.op, (ast.Add, ast.Mult)):
            return before
        if before["kind"] in ("list", "set") and isinstance(node.op, (ast.Add, ast.BitOr)):
            return of(str(before["kind"]), ANY)
        right = self.of(node.value)
        if before in (INT, FLOAT, NUMBER) and right in (INT, FLOAT, NUMBER) and isinstance(node.op, _NUMERIC):
            return before if right == before else NUMBER
        return None

    def _assignments(self) -> Dict[str, List[Any]]:
        """For each local name the expressions that are assigned to it; None among them where it is bound in
        another way."""
        if self._assigned is None:
            found: Dict[str, List[Any]] = {}
            simple: set[int] = set()
            for node in own_nodes(self._node.body):
                if isinstance(node, ast.Assign):
                    for target in node.targets:
                        if isinstance(target, ast.Name):
                            simple.add(id(target))
                            found.setdefault(target.id, []).append(node.value)
                elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                    if node.value is not None:
                        simple.add(id(node.target))
                        found.setdefault(node.target.id, []).append(node.value)
                elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
                    simple.add(id(node.target))
                    found.setdefault(node.target.id, []).append(node)
            for node in own_nodes(self._node.body):
                if (
                    isinstance(node, ast.Name)
                    and not isinstance(node.ctx, ast.Load)
                    and id(node) not in simple
                ):
                    found.setdefault(node.id, []).append(None)
                elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                    found.setdefault(node.name, []).append(None)
                elif isinstance(node, (ast.Global, ast.Nonlocal)):
                    for name in node.names:
                        found.setdefault(name, []).append(None)
                elif isinstance(node, ast.ExceptHandler) and node.name:
                    found.setdefault(node.name, []).append(None)
                elif isinstance(node, (ast.Import, ast.ImportFrom)):
                    for alias in node.names:
                        found.setdefault((alias.asname or alias.name).partition(".")[0], []).append(None)
                elif type(node).__name__ in ("MatchAs", "MatchStar", "MatchMapping"):
                    bound = getattr(node, "name", None) or getattr(node, "rest", None)
                    if bound:
                        found.setdefault(bound, []).append(None)
            self._assigned = found
        return self._assigned

    def _is_local(self, name: str) -> bool:
        return name in self._parameters or name in self._assignments()

    # -- members and calls -----------------------------------------------------------------------------------

    def _attribute(self, node: ast.Attribute) -> Optional[Type]:
        if isinstance(node.value, ast.Name) and node.value.id == self._self and self._owner is not None:
            return self._inference.instance_attribute(self._owner, node.attr)
        return None

    def _call(self, node: ast.Call) -> Optional[Type]:
        function = node.func
        if isinstance(function, ast.Name):
            if function.id == self._self and self._is_class_method:
                return SELF
            if self._is_local(function.id):
                return None
            return self._called(self._scope.find(function.id), node)
        if not isinstance(function, ast.Attribute):
            return SELF if self._is_own_class(function) else None
        return self._method_call(function, node)

    def _is_own_class(self, node: ast.expr) -> bool:
        """Whether it is ``type(self)``."""
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id != "type":
            return False
        first = node.args[0] if len(node.args) == 1 else None
        return isinstance(first, ast.Name) and first.id == self._self and self._self is not None

    def _method_call(self, function: ast.Attribute, node: ast.Call) -> Optional[Type]:
        receiver = function.value
        if isinstance(receiver, ast.Name) and receiver.id == self._self and self._owner is not None:
            if function.attr == "__class__":
                return SELF
            return self._inference.method(self._owner, function.attr)
        if function.attr == "__new__" and node.args:
            first = node.args[0]
            is_own = isinstance(first, ast.Name) and first.id == self._self and self._is_class_method
            return SELF if is_own else None
        root = receiver
        while isinstance(root, ast.Attribute):
            root = root.value
        if isinstance(root, ast.Name) and not self._is_local(root.id):
            found = self._scope.resolve(receiver)
            if type(found).__name__ == "module":
                return self._called(getattr(found, function.attr, None), node)
            if isinstance(found, type):
                return self._inference.class_call(found, function.attr)
        known = self.of(receiver)
        if known is None:
            return None
        if known["kind"] == "self" and self._owner is not None:
            return self._inference.method(self._owner, function.attr)
        return _METHODS.get(str(known["kind"]), {}).get(function.attr)

    def _called(self, function: Any, node: ast.Call) -> Optional[Type]:
        import builtins

        name = getattr(function, "__name__", None)
        if isinstance(name, str) and vars(builtins).get(name) is function:
            if name == "type" and len(node.args) == 1:
                return {"kind": "class", "of": ANY}
            if name in ("max", "min", "sum", "abs", "round"):
                return self._arithmetic(name, node)
            if name in _CALLS:
                return _CALLS[name]
        return self._inference.call(function)

    def _arithmetic(self, name: str, node: ast.Call) -> Optional[Type]:
        """What functions give that give numbers for numbers."""
        if name in ("max", "min") and len(node.args) < 2:
            return None
        if name in ("sum", "round") or node.keywords:
            return None
        found = self._of_all(node.args)
        return found if found in (INT, FLOAT, NUMBER) else None


def _is_scalar(found: Type) -> bool:
    kind = found["kind"]
    if kind == "union":
        return all(_is_scalar(each) for each in found["of"])  # type: ignore[attr-defined]
    if kind == "optional":
        return _is_scalar(found["of"])  # type: ignore[arg-type]
    return kind in ("bool", "int", "float", "number", "string", "bytes", "none")
