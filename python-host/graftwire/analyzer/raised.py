"""The exceptions that a docstring names."""

from __future__ import annotations

import ast
import re
from typing import List

from .references import References
from .scope import Scope

_NAME = re.compile(r"~?([A-Za-z_][\w.]*)$")


def raised(names: List[str], scope: Scope, references: References) -> List[str]:
    """The classes among ``names``, as the model names them: its own and built-in ones by their names, others
    as ``module:Name``. What is no exception says nothing."""
    found: List[str] = []
    for text in names:
        match = _NAME.match(text.strip().strip("`:").replace(":exc:`", "").strip("`"))
        if match is None:
            continue
        try:
            entity = scope.resolve(ast.parse(match.group(1), mode="eval").body)
        except SyntaxError:
            continue
        if isinstance(entity, type) and issubclass(entity, BaseException):
            if entity.__module__ == "builtins":
                name = entity.__name__
            else:
                reference = references.class_type(entity, [])
                if reference["kind"] != "ref":
                    continue
                module = reference.get("module")
                name = str(reference["name"]) if module is None else f"{module}:{reference['name']}"
            if name not in found:
                found.append(name)
    return found
