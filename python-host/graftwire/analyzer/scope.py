"""What the names in an annotation stand for: objects of the running program, or definitions in a file that
only
type checkers read."""

from __future__ import annotations

import ast
import builtins
import sys
from importlib import import_module
from typing import Any, Dict, Mapping, NamedTuple, Optional, Tuple, Union

from graftwire.host.outline import FunctionType

from .source_file import Imported, SourceFile
from .source_files import source_of, stub_of
from .type_forms import TYPESHED


class Definition(NamedTuple):
    """A class, an alias or a type variable that is defined in a file, and not in the running program."""

    node: ast.stmt
    scope: Scope


class Unknown(NamedTuple):
    """A name of which nobody knows what it is."""

    name: str


#: The object itself, where it is none of these.
Entity = Union[Definition, Unknown, Any]

_MISSING = object()


class Scope:
    """Where the names of an annotation are looked up."""

    def __init__(
        self,
        module: str,
        namespaces: Tuple[Mapping[str, object], ...] = (),
        file: Optional[SourceFile] = None,
        parameters: Mapping[str, object] = {},
    ) -> None:
        self.module = module
        self.namespaces = namespaces
        self.file = file
        #: type parameters in the syntax of PEP 695, by their names
        self.parameters = parameters

    def with_parameters(self, parameters: Mapping[str, object]) -> Scope:
        if not parameters:
            return self
        return Scope(self.module, self.namespaces, self.file, {**self.parameters, **parameters})

    def text_of(self, node: ast.expr) -> str:
        """A part of the file as it is written there."""
        return ast.unparse(node) if self.file is None else self.file.text_of(node)

    def resolve(self, node: ast.expr) -> Entity:
        """What a name, or names with dots between them, stand for."""
        if isinstance(node, ast.Name):
            return self.find(node.id)
        if isinstance(node, ast.Attribute):
            return member_of(self.resolve(node.value), node.attr)
        return Unknown(ast.unparse(node))

    def find(self, name: str) -> Entity:
        if name in self.parameters:
            return self.parameters[name]
        for namespace in self.namespaces:
            if name in namespace:
                return namespace[name]
        if self.file is not None:
            found = self._find_in_file(self.file, name)
            # What is imported from a module that is not there is still known by its name.
            if not isinstance(found, Unknown) or ":" in found.name:
                return found
        found = vars(builtins).get(name, _MISSING)
        return Unknown(name) if found is _MISSING else found

    def _find_in_file(self, file: SourceFile, name: str) -> Entity:
        bound = file.bound.get(name)
        if bound is None:
            for module in file.wildcards:
                found = imported(Imported(module, name))
                if not isinstance(found, Unknown):
                    return found
            return Unknown(name)
        if isinstance(bound, Imported):
            return imported(bound)
        if isinstance(bound, ast.ClassDef):
            # The class that runs, of which the stub only tells.
            found = vars(sys.modules[file.module]).get(name) if file.module in sys.modules else None
            if isinstance(found, type):
                return found
        return Definition(bound, scope_of_file(file))


_scopes: Dict[int, Scope] = {}


def scope_of_file(file: SourceFile) -> Scope:
    """The scope of what stands at the top of a stub."""
    scope = _scopes.get(id(file))
    if scope is None:
        scope = _scopes[id(file)] = Scope(file.module, (), file)
    return scope


def scope_of_module(module: str) -> Scope:
    """The scope of what stands at the top of a module that runs, and what it imports for type checkers."""
    namespace = vars(sys.modules[module]) if module in sys.modules else {}
    return Scope(module, (namespace,), source_of(module))


def scope_of_value(value: Any, owner: Optional[type], module: str) -> Scope:
    """The scope in which a function or class was written, which is not always the module that it says it is
    from. ``module`` is the last resort."""
    namespace = getattr(value, "__globals__", None)
    if not isinstance(namespace, dict):
        cls = value if isinstance(value, type) else owner
        functions = [] if cls is None else [getattr(each, "__func__", each) for each in vars(cls).values()]
        own = getattr(cls, "__module__", None)
        spaces = (getattr(each, "__globals__", None) for each in functions if type(each) is FunctionType)
        # Not those of generated ones.
        namespace = next((each for each in spaces if each is not None and _is_near(each, own)), None)
    name = None if namespace is None else namespace.get("__name__")
    if isinstance(name, str):
        return Scope(name, (namespace,), source_of(name))  # type: ignore[arg-type]
    said = getattr(value, "__module__", None) or getattr(owner, "__module__", None)
    return scope_of_module(said if isinstance(said, str) and said in sys.modules else module)


def _is_near(namespace: Mapping[str, object], module: object) -> bool:
    name = namespace.get("__name__")
    if not isinstance(name, str) or not isinstance(module, str):
        return False
    return name.partition(".")[0] == module.partition(".")[0]


def imported(reference: Imported) -> Entity:
    """What an import gives, also one that only type checkers run."""
    module = _module(reference.module)
    if reference.name is None:
        return module if module is not None else Unknown(reference.module)
    if module is not None:
        found = vars(module).get(reference.name, _MISSING)
        if found is not _MISSING:
            return found
        try:
            return getattr(module, reference.name)
        except Exception:
            pass
        submodule = _module(f"{reference.module}.{reference.name}")
        if submodule is not None:
            return submodule
    full_name = f"{reference.module}:{reference.name}"
    if full_name in TYPESHED or reference.module in ("typing", "typing_extensions"):
        # What these are is known without a file that says so.
        return Unknown(full_name)
    stub = stub_of(reference.module)
    found = None if stub is None else scope_of_file(stub)._find_in_file(stub, reference.name)
    return Unknown(full_name) if found is None or isinstance(found, Unknown) else found


def member_of(owner: Entity, name: str) -> Entity:
    if isinstance(owner, Unknown):
        return Unknown(f"{owner.name}.{name}")
    if isinstance(owner, Definition):
        return Unknown(name)
    try:
        return getattr(owner, name)
    except Exception:
        module = getattr(owner, "__name__", None)
        if isinstance(owner, type(sys)) and isinstance(module, str):
            return imported(Imported(module, name))
        return Unknown(name)


def _module(name: str) -> Optional[Any]:
    loaded = sys.modules.get(name)
    if loaded is not None or not name:
        return loaded
    try:
        # What is imported for type checkers only has not run yet, and may refuse to.
        return import_module(name)
    except Exception:
        return None
