"""Counts what of a model has types, and says what is lost.

Public are each parameter and each result of functions, methods and constructors, each property, field and
attribute of a class, each parameter of an event, each field of a record, and each attribute of the module.
The result of a constructor is its class, and no member. What a class has from a base counts with the base
where that is in the model. What has overloads counts once, and has a type where one of these says one.
"""

from __future__ import annotations

from typing import Any, Dict, List, Set

Model = Dict[str, Any]


class Report:
    def __init__(self, model: Model, reasons: Dict[int, Dict[str, List[str]]]) -> None:
        self.losses: List[Dict[str, str]] = []
        self._reasons = reasons
        self._public = 0
        self._typed = 0
        self._own: Set[str] = {f"{model['name']}:{each['name']}" for each in model["classes"]}
        for each in model["functions"]:
            self._function(each, each["name"])
        for each in model["classes"]:
            self._class(each)
        for each in model["records"]:
            self._told(each, each["name"])
            for field in each["fields"]:
                self._member(field, f"{each['name']}.{field['name']}")
        for each in [*model["enums"], *model["aliases"]]:
            self._told(each, each["name"])
        for each in model["attributes"]:
            self._member(each, each["name"])

    @property
    def coverage(self) -> Dict[str, int]:
        return {"public": self._public, "typed": self._typed}

    def _class(self, model: Model) -> None:
        name = model["name"]
        self._function(model["constructor"], name, is_constructor=True)
        for group in ("methods", "staticMethods", "classMethods"):
            for method in model[group]:
                if method.get("inheritedFrom") not in self._own:
                    self._function(method, f"{name}.{method['name']}")
        for group in ("properties", "attributes"):
            for member in model[group]:
                if member.get("inheritedFrom") not in self._own:
                    self._member(member, f"{name}.{member['name']}")

        for event in model.get("events", ()):
            if event.get("inheritedFrom") not in self._own:
                reasons = self._reasons.get(id(event), {}).get("")
                for parameter in event["parameters"]:
                    self._count(
                        parameter.get("type"), f"{name}.{event['name']}({parameter['name']})", reasons
                    )

    def _function(self, model: Model, path: str, is_constructor: bool = False) -> None:
        reasons = self._reasons.get(id(model), {})
        is_unknown = model["signature"] == "unknown"
        for parameter in model["parameters"]:
            part = f"({parameter['name']})"
            why = ["nobody says which parameters there are."] if is_unknown else reasons.get(part)
            found = parameter.get("type")
            if found is None:
                found = _overloaded(model, parameter["name"])
                why = why if found is None else None
            self._count(found, f"{path}{part}", why)
        if not is_constructor:
            returns = [each["returns"] for each in model.get("overloads", ()) if "returns" in each]
            found = model.get("returns") or (returns[0] if returns else None)
            why = None if "returns" not in model and returns else reasons.get(" returns")
            self._count(found, f"{path}() returns", why)

    def _member(self, model: Model, path: str) -> None:
        self._count(model.get("type"), path, self._reasons.get(id(model), {}).get(""))

    def _told(self, model: Model, path: str) -> None:
        for reason in self._reasons.get(id(model), {}).get("", ()):
            self.losses.append({"path": path, "reason": _sentence(reason)})

    def _count(self, found: Any, path: str, reasons: Any) -> None:
        self._public += 1
        if found is not None and found["kind"] != "any":
            self._typed += 1
        elif not reasons:
            reasons = ["it has no type."]
        for reason in dict.fromkeys(reasons or ()):
            self.losses.append({"path": path, "reason": _sentence(reason)})


def _overloaded(model: Model, name: str) -> Any:
    """A type that one of the overloads has for a parameter."""
    for each in model.get("overloads", ()):
        for parameter in each["parameters"]:
            if parameter["name"] == name and "type" in parameter:
                return parameter["type"]
    return None


def _sentence(reason: str) -> str:
    return reason[:1].upper() + reason[1:]
