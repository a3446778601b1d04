"""Where the stubs of the standard library are: in the typeshed that a type checker has brought along.

The first that is there counts: the folder that ``GRAFT_TYPESHED`` names (``off`` for none), that of a checker
in the Python which analyses, that of a pyright in ``node_modules`` of the working folder or of one above it.
"""

from __future__ import annotations

import json
import os
import sys
from functools import cache
from importlib import metadata
from typing import Dict, Iterator, NamedTuple, Optional, Tuple

VARIABLE = "GRAFT_TYPESHED"

#: Packages of Python that have one, and where; in this order in each folder that modules are found in.
_CHECKERS = (
    ("mypy", "mypy/typeshed"),
    ("basedpyright", "basedpyright/dist/typeshed-fallback"),
    ("jedi", "jedi/third_party/typeshed"),
)
_IN_NODE_MODULES = "pyright/dist/typeshed-fallback"


class Typeshed(NamedTuple):
    #: has ``stdlib/VERSIONS``
    folder: str
    #: for people, without a path of this machine
    origin: str


@cache
def find_typeshed() -> Optional[Typeshed]:
    return next((found for found in _candidates() if os.path.isfile(_versions_file(found.folder))), None)


def _candidates() -> Iterator[Typeshed]:
    named = os.environ.get(VARIABLE, "")
    if named:
        # A folder that is none of a typeshed is none at all, rather than a reason to take another.
        if named != "off":
            yield Typeshed(named, f"the typeshed that {VARIABLE} names")
        return
    for package, folder in _CHECKERS:
        for entry in sys.path:
            if entry:
                yield Typeshed(os.path.join(entry, *folder.split("/")), _origin(package))
    below, at = None, os.getcwd()
    while at != below:
        folder = os.path.join(at, "node_modules", *_IN_NODE_MODULES.split("/"))
        yield Typeshed(folder, f"the typeshed of pyright{_version_in(folder)}")
        below, at = at, os.path.dirname(at)


def _origin(package: str) -> str:
    try:
        return f"the typeshed of {package} {metadata.version(package)}"
    except metadata.PackageNotFoundError:
        return f"the typeshed of {package}"


def _version_in(folder: str) -> str:
    try:
        with open(os.path.join(folder, "..", "..", "package.json"), encoding="utf-8") as file:
            return f" {json.load(file)['version']}"
    except (OSError, ValueError, KeyError):
        return ""


def stub_paths(typeshed: Typeshed, module: str) -> Tuple[str, ...]:
    """Where the stub of a module of the standard library would be; nowhere where this Python has none."""
    known = _versions(typeshed.folder)
    at = module
    while at not in known:
        at = at.rpartition(".")[0]
        if not at:
            return ()
    first, last = known[at]
    if not first <= sys.version_info[:2] <= last:
        return ()
    base = os.path.join(typeshed.folder, "stdlib", *module.split("."))
    return f"{base}.pyi", os.path.join(base, "__init__.pyi")


def _versions_file(folder: str) -> str:
    return os.path.join(folder, "stdlib", "VERSIONS")


@cache
def _versions(folder: str) -> Dict[str, Tuple[Tuple[int, ...], Tuple[int, ...]]]:
    """``asyncio.mixins: 3.10-``: a module, and the first and the last Python that has it."""
    known = {}
    with open(_versions_file(folder), encoding="utf-8") as file:
        for line in file:
            name, colon, span = line.partition("#")[0].partition(":")
            if colon:
                first, _, last = span.strip().partition("-")
                known[name.strip()] = (_numbers(first), _numbers(last) or (99,))
    return known


def _numbers(text: str) -> Tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())
