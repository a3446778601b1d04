"""Types that nobody has written down, as far as the code and the documentation leave no doubt."""

from __future__ import annotations

import ast
import re
import sys
from typing import TYPE_CHECKING, Any, Dict, List, Optional, Set, Tuple

from graftwire.host.annotations import annotations_of, own_annotations
from graftwire.host.outline import FunctionType, kind_of
from graftwire.host.text import documentation

from .doc_sentence import result_in_sentence, result_in_signature
from .doc_type import doc_type
from .docstring import parse_docstring
from .expression_types import ExpressionTypes
from .flow import may_end, own_nodes, returned_values, says_nothing, stores, yields
from .scope import Definition, Scope, Unknown, scope_of_module, scope_of_value
from .source_file import FunctionNode
from .source_files import source_at, source_of
from .twin import twin_of
from .types import BOOL, BYTES, FLOAT, INT, NONE, NUMBER, STRING, Type, is_any, union_of
from .value_type import value_type

if TYPE_CHECKING:
    from .type_reader import TypeReader

Model = Dict[str, Any]

_MAX_DEPTH = 6
#: Decorators that leave what a function gives as it is.
_TRANSPARENT = frozenset(
    (
        *(
            "staticmethod",
            "classmethod",
            "abstractmethod",
            "property",
            "cached_property",
            "lru_cache",
            "cache",
        ),
        *("wraps", "override", "final", "setter", "deleter", "getter", "deprecated", "set_module"),
    )
)
_UNKNOWN = object()
#: Where a text is a path, something else may be one; and where it is a name, what has it.
_MAY_BE_PATH = re.compile(r"path|file|dir|root|top|dialect|weight|name$", re.I)


class Inference:
    def __init__(self, reader: TypeReader) -> None:
        self._reader = reader
        self._known: Dict[Tuple[int, int], Any] = {}
        self._open: Set[Tuple[int, int]] = set()
        self._kept: List[object] = []

    # -- parameters ------------------------------------------------------------------------------------------

    def parameter(self, function: object, name: str, default: Model) -> Optional[Type]:
        """What a default says of its parameter, unless the code looks at what it is given."""
        value = default.get("value")
        if value is None:
            return None
        node = self._node_of(function)
        if node is not None and _is_examined(node[0], name):
            return None
        if isinstance(value, bool):
            return BOOL
        if isinstance(value, (int, float)):
            # 0 and -1 stand for "nothing" and "all" as often as for numbers: flags=0, size=-1.
            return None if value in (0, -1) and isinstance(value, int) else NUMBER
        return STRING if value and not _MAY_BE_PATH.search(name) else None

    # -- results ---------------------------------------------------------------------------------------------

    def returns(self, value: object, model: Model, owner: Optional[type]) -> Optional[Type]:
        found = self._inferred(value, owner)
        if found is None:
            found = _of_documentation(model["doc"], model["name"], value)
        return None if found is None or is_any(found) else found

    def property(self, getter: object, value: object, model: Model, owner: type) -> Optional[Type]:
        found = None
        if getter is not None:
            found = self._inferred(getter, owner)
        if found is None:
            found = self._twin_property(owner, model["name"])
        if found is None and type(value).__name__ in ("getset_descriptor", "member_descriptor"):
            found = _sampled(value, owner)
        return None if found is None or is_any(found) else found

    def call(self, function: Any) -> Optional[Type]:
        """What calling a function or a class gives."""
        if isinstance(function, type):
            return self._instance(function)
        if isinstance(function, (Unknown, Definition)) or not callable(function):
            return None
        annotated = self._annotated(function, None)
        if annotated is not None:
            return annotated
        return self._wrapped_up(function, self._inferred(function, None))

    def method(self, owner: type, name: str) -> Optional[Type]:
        """What a method gives that is called on an instance of ``owner``."""
        for base in owner.__mro__:
            if name in vars(base):
                found = vars(base)[name]
                function = getattr(found, "__func__", found)
                if isinstance(found, property) or not callable(function):
                    return None
                annotated = self._annotated(function, base)
                if annotated is not None:
                    return annotated
                return self._wrapped_up(function, self._inferred(function, base))
        return None

    def class_call(self, cls: type, name: str) -> Optional[Type]:
        found = cls.__dict__.get(name)
        if isinstance(found, (staticmethod, classmethod)):
            made = self.method(cls, name)
            return self._instance(cls) if made is not None and made["kind"] == "self" else made
        return None

    def instance_attribute(self, owner: type, name: str) -> Optional[Type]:
        for base in owner.__mro__:
            annotations = own_annotations(base)
            if name in annotations:
                lost: List[str] = []
                found = self._reader.read(annotations[name], scope_of_module(base.__module__), lost)
                return None if lost or is_any(found) else found
            member = vars(base).get(name)
            if isinstance(member, property) and member.fget is not None:
                annotated = self._annotated(member.fget, base)
                return annotated if annotated is not None else self._inferred(member.fget, base)
        return None

    def annotated(self, annotation: ast.expr, scope: Scope) -> Optional[Type]:
        lost: List[str] = []
        found = self._reader.read(annotation, scope, lost)
        return None if lost or is_any(found) or _has_variables(found) else found

    def stored(self, owner: type) -> Dict[str, Optional[Type]]:
        """The public names that ``__init__`` of a class stores on its instances, each with a type where every
        method of the class stores that."""
        init = vars(owner).get("__init__")
        place = self._node_of(init) if type(init) is FunctionType else None
        if place is None:
            return {}
        found: Dict[str, Optional[Type]] = dict.fromkeys(name for name, _ in stores(place[0]))
        types: Dict[str, List[Optional[Type]]] = {}
        for value in vars(owner).values():
            method = self._node_of(value) if type(value) is FunctionType else None
            for name, given in [] if method is None else stores(method[0]):
                if method is None or name not in found:
                    continue
                reads = ExpressionTypes(*method, owner, self, False)
                if isinstance(given, ast.AnnAssign):
                    types[name] = [self.annotated(given.annotation, method[1])]
                    break
                types.setdefault(name, []).append(reads.of(given) if given is not None else None)
        for name, several in types.items():
            known = [each for each in several if each is not None]
            made = union_of(known) if len(known) == len(several) else None
            found[name] = None if made is None or made["kind"] in ("any", "never", "none") else made
        return found

    def global_value(self, scope: Scope, name: str) -> Optional[Type]:
        if not name.isupper():
            return None
        return value_type(scope.find(name))

    def _wrapped_up(self, function: Any, found: Optional[Type]) -> Optional[Type]:
        kind = kind_of(function)
        if kind == "function" or found is None:
            return found
        if kind == "async-function":
            return {"kind": "awaitable", "of": found}
        return {"kind": "asyncIterator" if kind.startswith("async") else "iterator", "of": found}

    def _annotated(self, function: Any, owner: Optional[type]) -> Optional[Type]:
        returns = annotations_of(function).get("return", _UNKNOWN)
        if returns is _UNKNOWN or hasattr(function, "__wrapped__"):
            return None
        lost: List[str] = []
        found = self._reader.read(returns, scope_of_value(function, owner, ""), lost)
        if lost or is_any(found) or _has_variables(found):
            return None
        return {"kind": "awaitable", "of": found} if kind_of(function) == "async-function" else found

    def _instance(self, cls: type) -> Optional[Type]:
        if cls.__module__ == "builtins" or cls is type:
            return None
        is_plain_type = type(cls).__call__ is type.__call__
        for base in cls.__mro__:
            if isinstance(base.__dict__.get("__new__"), staticmethod) and base.__module__ != "builtins":
                # Its __new__ may give something else.
                is_plain_type = is_plain_type and _makes_itself(base)
        if not is_plain_type:
            return None
        lost: List[str] = []
        found = self._reader.read(cls, scope_of_module(cls.__module__), lost)
        return None if lost or is_any(found) else found

    # -- by the source ---------------------------------------------------------------------------------------

    def _inferred(self, value: Any, owner: Optional[type]) -> Optional[Type]:
        key = id(value), id(owner)
        if key in self._known:
            found: Optional[Type] = self._known[key]
            return found
        if key in self._open:
            # It calls itself, which adds nothing to what it gives otherwise.
            return {"kind": "never"}
        if len(self._open) >= _MAX_DEPTH:
            return None
        self._open.add(key)
        self._kept.append(value)
        try:
            made = self._of_source(value, owner)
        finally:
            self._open.discard(key)
        found = None if made is None or made["kind"] == "never" else made
        if not self._open:
            # What was found on the way may have been cut short.
            self._known[key] = found
        return made

    def _of_source(self, value: Any, owner: Optional[type]) -> Optional[Type]:
        place = self._node_of(value)
        if place is None:
            return self._documented(value)
        node, scope = place
        if not _is_transparent(node):
            return None
        is_static = any(
            isinstance(each, ast.Name) and each.id == "staticmethod" for each in node.decorator_list
        )
        types = ExpressionTypes(node, scope, owner, self, is_static)
        steps = yields(node)
        if steps:
            given = [types.of(each.value) if isinstance(each, ast.Yield) else None for each in steps]
            known = [each for each in given if each is not None]
            return union_of(known) if len(known) == len(given) else None
        if says_nothing(node):
            # A method that a subclass is to define, or one that only raises.
            return None
        found: List[Type] = []
        for expression in returned_values(node):
            one = types.of(expression)
            if one is None:
                return self._documented(value)
            found.append(one)
        if may_end(node.body):
            found.append(NONE)
        return union_of(found) if found else None

    def _documented(self, value: Any) -> Optional[Type]:
        doc = documentation(value)
        written = parse_docstring(doc).returns
        if written:
            module = getattr(value, "__module__", None)
            return doc_type(written, scope_of_module(module or ""), self._reader)
        return _of_documentation(doc, getattr(value, "__name__", ""), value)

    def _node_of(self, value: Any) -> Optional[Tuple[FunctionNode, Scope]]:
        """The syntax tree of a function, or of the one in Python that stands for it."""
        function = getattr(value, "__func__", value)
        if type(function).__name__ == "_lru_cache_wrapper":
            function = function.__wrapped__
        if isinstance(function, type):
            return twin_of(value, "__new__") or twin_of(value, "__init__")
        if type(function) is not FunctionType:
            return twin_of(value)
        code = function.__code__
        if hasattr(function, "__wrapped__"):
            return None
        module = function.__module__
        source = source_of(module) if isinstance(module, str) else None
        if source is None or getattr(sys.modules.get(module), "__file__", None) != code.co_filename:
            source = source_at(code.co_filename)
        node = None if source is None else source.function_at(code.co_firstlineno, code.co_name)
        if node is None:
            return None
        return node, Scope(module or "", (function.__globals__,), source)

    def _twin_property(self, owner: type, name: str) -> Optional[Type]:
        place = twin_of(owner, name)
        if place is None:
            return None
        node, scope = place
        types = ExpressionTypes(node, scope, owner, self, False)
        if says_nothing(node) or may_end(node.body):
            return None
        found = [types.of(each) for each in returned_values(node)]
        known = [each for each in found if each is not None]
        return union_of(known) if known and len(known) == len(found) else None


_EXAMINING = ("isinstance", "issubclass", "callable", "hasattr", "type", "getattr", "iter")


def _is_examined(node: FunctionNode, name: str) -> bool:
    """Whether a function asks what a parameter is, rather than taking it for what its default is."""
    for each in own_nodes(node.body):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name):
            if each.func.id in _EXAMINING and each.args and _names(each.args[0], name):
                return True
        elif isinstance(each, ast.Compare):
            operands = [each.left, *each.comparators]
            is_compared = any(isinstance(op, (ast.Is, ast.IsNot, ast.In, ast.NotIn)) for op in each.ops)
            if is_compared and any(_names(operand, name) for operand in operands):
                return True
    return False


def _names(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _is_transparent(node: FunctionNode) -> bool:
    for each in node.decorator_list:
        target = each.func if isinstance(each, ast.Call) else each
        name = target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")
        if name not in _TRANSPARENT:
            return False
    return True


def _makes_itself(base: type) -> bool:
    new: Any = base.__dict__["__new__"].__func__
    return type(new) is not FunctionType


def _has_variables(found: Any) -> bool:
    if isinstance(found, dict):
        return found.get("kind") == "var" or any(_has_variables(each) for each in found.values())
    return isinstance(found, list) and any(_has_variables(each) for each in found)


_SAMPLED = {bool: BOOL, int: INT, float: FLOAT, str: STRING, bytes: BYTES}


def _sampled(descriptor: Any, owner: type) -> Optional[Type]:
    """What a member that C defines holds in instances that the class itself or its module offers, such as
    ``date.min``."""
    module = sys.modules.get(owner.__module__)
    samples = [each for each in vars(owner).values() if type(each) is owner]
    samples += [each for each in vars(module).values() if type(each) is owner] if module is not None else []
    kinds = set()
    for sample in samples[:8]:
        try:
            kinds.add(type(descriptor.__get__(sample, owner)))
        except Exception:
            return None
    return _SAMPLED.get(kinds.pop()) if len(kinds) == 1 else None


def _of_documentation(doc: Optional[str], name: str, value: object) -> Optional[Type]:
    """What C functions say in their documentation, which has no annotations; the one of a Python function is
    believed only where its source is not there."""
    if doc is None or type(getattr(value, "__func__", value)) is FunctionType:
        return None
    found = result_in_signature(doc, name)
    return result_in_sentence(doc) if found is None else found
