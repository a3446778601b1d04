"""The names of Grafts, and of the sources that configure them, as in src/config/graft-name.ts."""

from __future__ import annotations

import re
import unicodedata
from typing import Optional, Tuple

__all__ = [
    "FILE_ENDINGS",
    "GLOBAL_FILES",
    "GLOBAL_VARIABLES",
    "ROOT_MARKS",
    "environment_name",
    "graft_files",
    "graft_name_of",
    "graft_variables",
    "is_graft_name",
    "unmistakable_variable",
]

#: The variables that configure all Grafts, in the order in which they count.
GLOBAL_VARIABLES = ("GRAFT_CONFIG", "graftcode-config")
#: The endings of configuration files, in the order in which they count.
FILE_ENDINGS = (".json", ".yaml", ".yml", ".txt")
#: The files that configure all Grafts, without their endings, in the order in which they count.
GLOBAL_FILES = ("graft.config", "graftcode-config")
#: A folder with one of these is a project's root: files above it are not looked for.
ROOT_MARKS = ("package.json", "pyproject.toml", ".git")


def is_graft_name(name: str) -> bool:
    """Whether this is a Graft's name: ``graft.<ecosystem>.<module>``."""
    pattern = r"graft\.[a-z][a-z0-9]*\.[^\s;,=\"'\\/]+"
    return len(name) <= 256 and re.fullmatch(pattern, name) is not None


def environment_name(graft: str) -> str:
    """The environment variable that configures a Graft.

    Of its name ``graft.<ecosystem>.`` is taken away, the rest is written in capitals, every character that is
    no ASCII letter or digit becomes ``_``, and it stands between ``GRAFT_`` and ``_CONFIG``:
    ``GRAFT_STATS_CONFIG`` for ``graft.pypi.stats``. Two Grafts may have the same one.
    """
    parts = graft.split(".", 2)
    return _variable_of(parts[2] if parts[0] == "graft" and len(parts) == 3 else graft)


def unmistakable_variable(graft: str) -> str:
    """The same with the ecosystem: ``GRAFT_PYPI_STATS_CONFIG``."""
    return _variable_of(graft[len("graft.") :] if graft.startswith("graft.") else graft)


def _variable_of(name: str) -> str:
    return f"GRAFT_{re.sub('[^A-Za-z0-9]', '_', name).upper()}_CONFIG"


def graft_variables(graft: str) -> Tuple[str, ...]:
    """The variables that configure one Graft, in the order in which they count."""
    return tuple(dict.fromkeys((unmistakable_variable(graft), environment_name(graft), f"{graft}-config")))


def graft_files(graft: str) -> Tuple[str, ...]:
    """The files that configure one Graft, without their endings."""
    return (f"{graft}-config",)


def graft_name_of(text: str) -> Optional[str]:
    """The name of the Graft of a source (``./inventory.js``, ``npm:lodash``, ``python:json``), of a package
    (``@graft/pypi-stats``, ``graft-pypi-stats``), or of a name itself; None where nobody can say."""
    if is_graft_name(text.lower()):
        return text.lower()
    published = re.fullmatch(r"(?:@graft/|graft-)(pypi|npm)-(.+)", text)
    if published is not None:
        return _name_of(published[1], published[2])
    found = re.fullmatch(r"(python|npm|node|file):(.+)", text, re.DOTALL)
    scheme, rest = ("", text) if found is None else (found[1], found[2])
    if scheme == "python":
        return _name_of("pypi", rest)
    if scheme in ("npm", "node"):
        return _name_of("npm", rest)
    path = re.split("[?#]", rest, maxsplit=1)[0].rstrip("\\/")
    stem = re.split(r"[\\/]", path)[-1]
    ending = re.search(r"\.(?:py|[cm]?[jt]sx?)\Z", stem)
    if ending is None:
        return _name_of("pypi", stem)
    return _name_of("pypi" if ending[0] == ".py" else "npm", stem[: ending.start()])


def _name_of(ecosystem: str, module: str) -> Optional[str]:
    letters = [
        letter
        if letter.isascii()
        else f"u{ord(letter):x}"
        if unicodedata.category(letter)[0] in "LNM"
        else "-"
        for letter in module.lower()
    ]
    name = re.sub("[^a-z0-9._-]+", "-", "".join(letters))
    name = re.sub(r"^[-.]+|[-.]+\Z", "", name)
    return f"graft.{ecosystem}.{name}" if name else None
