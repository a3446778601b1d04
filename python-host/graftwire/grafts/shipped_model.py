"""The model that a Graft package has beside its code: as text, or packed (docs/ugm.md)."""

import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def read_model(path: str) -> "dict[str, Any]":
    """Values that are shared in a packed model are one object in all their places."""
    with open(path, encoding="utf-8") as file:
        model: dict[str, Any] = json.load(file)
    if "shared" not in model or "functions" in model:
        return model
    shared: list[Any] = []
    for value in model["shared"]:
        shared.append(_resolved(value, shared))
    found: dict[str, Any] = _resolved(model["module"], shared)
    return found


def _resolved(value: "Any", shared: "list[Any]") -> "Any":
    if isinstance(value, list):
        return [_resolved(item, shared) for item in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1 and "$" in value:
        return shared[value["$"]]
    return {key: _resolved(item, shared) for key, item in value.items()}
