"""The name under which a source file is imported. docs/decisions/0003-module-names.md says why it is this
one."""

import os
import sys
from _thread import allocate_lock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType
    from typing import Optional

_INIT = "__init__.py"

# Held for the tables below and sys.path only, never while code of others runs.
_lock = allocate_lock()
#: real path of a file -> the name it was given
_names: "dict[str, str]" = {}
#: name that no finder but ours knows -> real path of its file
_own_names: "dict[str, str]" = {}
#: directories that were put on sys.path
_roots: "list[str]" = []


def name_of(file: str) -> str:
    """The stable module name for a source file, given by its real path; a package is given by its
    ``__init__.py``.

    Puts the directory it is found from on ``sys.path`` and imports the packages around it.
    """
    name = _names.get(file)
    if name is None:
        name = _make_name(file)
        with _lock:
            name = _names.setdefault(file, name)
    return name


def own_name_of(file: str) -> str:
    """The name that only this process knows, for a file that turns out not to be what its ordinary name
    imports."""
    directory = _directory_of(file)
    parent, _, _ = _names.get(file, "").rpartition(".")
    name = _own_name(parent and parent + ".", _stem_of(file, directory), file)
    with _lock:
        _names[file] = name
    return name


def _make_name(file: str) -> str:
    directory = _directory_of(file)
    stem = _stem_of(file, directory)
    search_path: Optional[Sequence[str]] = None
    prefix = ""
    package_file = os.path.join(directory, _INIT)
    if os.path.isfile(package_file):
        package = name_of(package_file)
        __import__(package)
        search_path = getattr(sys.modules[package], "__path__", None)
        prefix = package + "."
    else:
        _add_root(directory)
    if stem.isidentifier() and _is_found_at(prefix + stem, search_path, file):
        return prefix + stem
    return _own_name(prefix, stem, file)


def _directory_of(file: str) -> str:
    """The directory from which the file, or the package that it begins, is found."""
    directory = os.path.dirname(file)
    return os.path.dirname(directory) if os.path.basename(file) == _INIT else directory


def _stem_of(file: str, directory: str) -> str:
    first = os.path.relpath(file, directory).split(os.sep)[0]
    return first[:-3] if first.endswith(".py") and os.path.basename(file) != _INIT else first


def _own_name(prefix: str, stem: str, file: str) -> str:
    import hashlib

    digest = hashlib.blake2b(os.fsencode(file), digest_size=4).hexdigest()
    cleaned = "".join(character if ("_" + character).isidentifier() else "_" for character in stem)
    if not cleaned.isidentifier():
        cleaned = f"_{cleaned}"
    name = f"{prefix}{cleaned}_{digest}"
    with _lock:
        _own_names[name] = file
        if _OwnNameFinder not in sys.meta_path:
            # Last, so that it costs nothing where another finder knows the module.
            sys.meta_path.append(_OwnNameFinder)
    return name


class _OwnNameFinder:
    """Lets the import system import the names that were made up here: its locks, its cleaning up, and
    reload."""

    @classmethod
    def find_spec(
        cls, name: str, path: "Optional[Iterable[str]]" = None, target: "Optional[ModuleType]" = None
    ) -> "Optional[ModuleSpec]":
        file = _own_names.get(name)
        if file is None:
            return None
        from importlib.util import spec_from_file_location

        locations = [os.path.dirname(file)] if os.path.basename(file) == _INIT else None
        return spec_from_file_location(name, file, submodule_search_locations=locations)


def _is_found_at(name: str, search_path: "Optional[Sequence[str]]", file: str) -> bool:
    """Whether importing ``name`` gives the module of this very file."""
    if name in sys.modules:
        loaded = sys.modules[name]
        origin = getattr(loaded, "__file__", None)
        return isinstance(origin, str) and os.path.realpath(origin) == file
    for finder in list(sys.meta_path):
        find_spec = getattr(finder, "find_spec", None)
        spec = find_spec(name, search_path, None) if find_spec is not None else None
        if spec is not None:
            return bool(spec.has_location) and os.path.realpath(str(spec.origin)) == file
    return False


def _add_root(directory: str) -> None:
    """Put a directory on ``sys.path``, behind the standard library and before what is installed."""
    with _lock:
        if directory not in sys.path:
            index = 0
            for position, entry in enumerate(sys.path):
                if entry in _roots or _belongs_to_standard_library(entry):
                    index = position + 1
            sys.path.insert(index, directory)
            _roots.append(directory)
    finder = sys.path_importer_cache.get(directory)
    if finder is not None and hasattr(finder, "invalidate_caches"):
        # It looks at a directory again only when the directory's time has changed, which is too coarse for a
        # file that was written a moment ago.
        finder.invalidate_caches()


def _belongs_to_standard_library(entry: object) -> bool:
    if not isinstance(entry, str):
        return False
    library = os.path.dirname(str(os.__file__))
    archive = f"python{sys.version_info[0]}{sys.version_info[1]}.zip"
    return entry in (library, os.path.join(library, "lib-dynload")) or os.path.basename(entry) == archive
