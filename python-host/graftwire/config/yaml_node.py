"""YAML, where PyYAML can be imported; its types come without stubs, so nothing of it leaves this file."""

from __future__ import annotations

import importlib
from typing import Any, Optional

from graftwire.config.fault import Place, config_fault
from graftwire.config.node import DEEPEST, Field, Node
from graftwire.errors import GraftError

__all__ = ["read_yaml"]


def read_yaml(text: str, source: str) -> Optional[Node]:
    """Read YAML; None for a text without a value.

    Every scalar is a text, as in connection strings, so that all readers of YAML agree on it (``no`` is false
    for some). Raises GraftError ``package-not-installed`` and ``invalid-configuration``.
    """
    try:
        yaml: Any = importlib.import_module("yaml")
    except ImportError as error:
        raise GraftError(
            "package-not-installed",
            "This is YAML, and the package that reads it is not installed.",
            path=source,
            remedy="Install it (pip install pyyaml), or write it as JSON or connection strings.",
        ) from error
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise config_fault(
            Place(source, None if mark is None else mark.line + 1),
            f"This is no YAML ({type(error).__name__}).",
            "Look at the indentation and the quotes of this line and the one before; there is one document,"
            " several configurations are a list.",
        ) from None
    return None if root is None else _convert(root, source, DEEPEST)


def _convert(node: Any, source: str, depth: int) -> Node:
    line = node.start_mark.line + 1
    if depth == 0:
        raise config_fault(Place(source, line), "Lists and maps stand in each other too deep.", "Flatten it.")
    if node.id == "sequence":
        return Node([_convert(item, source, depth - 1) for item in node.value], line)
    if node.id == "mapping":
        fields = []
        for key, value in node.value:
            name = _convert(key, source, depth - 1)
            text = name.value if isinstance(name.value, str) else ""
            fields.append(Field(text, _convert(value, source, depth - 1), name.line))
        return Node(tuple(fields), line)
    return Node(str(node.value), line)
