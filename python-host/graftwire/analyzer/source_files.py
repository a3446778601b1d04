"""Finds and reads the source files and the stubs of modules, each once."""

from __future__ import annotations

import ast
import os
import sys
from functools import cache
from importlib.util import find_spec
from typing import Iterator, Optional, Set, Tuple

from .source_file import SourceFile
from .standard_library import is_standard
from .typeshed import find_typeshed, stub_paths


@cache
def source_of(module: str) -> Optional[SourceFile]:
    """The Python source of an imported module; None where it has none."""
    loaded = sys.modules.get(module)
    file = getattr(loaded, "__file__", None)
    if not isinstance(file, str) or not file.endswith(".py"):
        return None
    return _read(module, file, False)


@cache
def source_at(file: str) -> Optional[SourceFile]:
    """The source that code objects name, whose module nobody asks for."""
    return _read("", file, False) if file.endswith(".py") else None


class StubSources:
    """Which stubs count in the analysis that goes on, and which of them it has read."""

    def __init__(self) -> None:
        self.has_typeshed = False
        self.origins: Set[str] = set()

    def begin(self, module: str) -> None:
        """The stubs of the standard library count for its own modules only: the model of another one is not
        to depend on which type checker happens to be installed."""
        self.has_typeshed = is_standard(module) and find_typeshed() is not None
        self.origins = set()


stub_sources = StubSources()


def stub_of(module: str) -> Optional[SourceFile]:
    """The stub of a module: beside it, in an installed ``<package>-stubs``, or in a typeshed."""
    found = _stub_of(module, stub_sources.has_typeshed)
    if found is not None and found.origin:
        stub_sources.origins.add(found.origin)
    return found


@cache
def _stub_of(module: str, has_typeshed: bool) -> Optional[SourceFile]:
    typeshed = find_typeshed() if has_typeshed else None
    if module != "builtins":
        package = module.partition(".")[0]
        for path, origin in _stub_paths(module):
            if os.path.isfile(path):
                return _read(module, path, True, f"{package}-stubs" if origin else f"{package} itself")
    for path in () if typeshed is None else stub_paths(typeshed, module):
        if os.path.isfile(path):
            return _read(module, path, True, "" if typeshed is None else typeshed.origin)
    if module == "builtins":
        # The language has none of its own.
        return _read(module, os.path.join(os.path.dirname(__file__), "language.stub"), True)
    return None


def _stub_paths(module: str) -> Iterator[Tuple[str, bool]]:
    package, _, rest = module.partition(".")
    below = os.path.join(*rest.split(".")) if rest else ""
    for entry in _folders_of_stubs(package):
        base = os.path.join(entry, below) if below else os.path.join(entry, "__init__")
        yield f"{base}.pyi", True
        yield os.path.join(base, "__init__.pyi"), True
    file, is_package = _place_of(module)
    if file is not None:
        folder = os.path.dirname(file)
        name = "__init__.pyi" if is_package else f"{module.rpartition('.')[2]}.pyi"
        yield os.path.join(folder, name), False


@cache
def _folders_of_stubs(package: str) -> Tuple[str, ...]:
    folders = (os.path.join(entry, f"{package}-stubs") for entry in sys.path if entry)
    return tuple(folder for folder in folders if os.path.isdir(folder))


def _place_of(module: str) -> Tuple[Optional[str], bool]:
    loaded = sys.modules.get(module)
    if loaded is not None:
        file = getattr(loaded, "__file__", None)
        return (file, hasattr(loaded, "__path__")) if isinstance(file, str) else (None, False)
    parent = module.rpartition(".")[0]
    # What is there for type checkers only has no module, but a folder to be found in.
    if parent and parent in sys.modules:
        for folder in getattr(sys.modules[parent], "__path__", ()):
            path = os.path.join(folder, module.rpartition(".")[2])
            if os.path.isdir(path):
                return os.path.join(path, "__init__.py"), True
            return f"{path}.py", False
        return None, False
    try:
        spec = find_spec(module) if not parent else None
    except (ImportError, ValueError, AttributeError):
        return None, False
    if spec is None or not spec.origin or not spec.has_location:
        return None, False
    return spec.origin, spec.submodule_search_locations is not None


def _read(module: str, path: str, is_stub: bool, origin: str = "") -> Optional[SourceFile]:
    try:
        with open(path, "rb") as file:
            text = file.read()
        tree = ast.parse(text)
    except (OSError, SyntaxError, ValueError, RecursionError):
        return None
    is_package = os.path.basename(path).startswith("__init__.")
    return SourceFile(module, is_package, tree, is_stub, text.splitlines(), origin)
