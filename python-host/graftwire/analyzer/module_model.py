"""The whole model of a module, what it cannot say, and how much of it has types."""

from __future__ import annotations

import sys
from importlib import metadata
from types import ModuleType
from typing import Any, Dict, Iterable, List, Optional

from graftwire.host.annotations import annotations_of
from graftwire.host.model import member_model, module_head
from graftwire.host.outline import kind_of, read
from graftwire.host.text import annotation_text, deprecation_of

from .class_form import kind_of_class
from .completion import Completion
from .form_name import is_form, supertype_of
from .record_model import enum_model, record_model
from .report import Report
from .scope import scope_of_module
from .source_files import stub_sources
from .stub_lookup import Annotated, stub_of_member
from .type_variables import is_type_variable
from .types import is_any

Model = Dict[str, Any]

_GROUPS = ("functions", "classes", "records", "enums", "aliases", "attributes", "modules")


def analyze_module(module_name: str, module: ModuleType, names: Iterable[str]) -> Dict[str, Any]:
    """``model``, ``losses``, ``coverage`` and ``stubs`` (where those come from) of the members of these
    names. What the module names but fails to give when read is among the losses."""
    return _ModuleModel(module_name, module).build(names)


class _ModuleModel:
    def __init__(self, module_name: str, module: ModuleType) -> None:
        self.module_name = module_name
        self.module = module
        stub_sources.begin(module_name)
        self.completion = Completion(module, module_name)
        self.groups: Dict[str, List[Model]] = {group: [] for group in _GROUPS}
        self.losses: List[Dict[str, str]] = []
        self._annotations = annotations_of(module)

    def build(self, names: Iterable[str]) -> Dict[str, Any]:
        values = self._values(names)
        for name, value in values.items():
            kind = kind_of(value)
            if self._is_alias(name, value):
                self.completion.references.add_alias(name, value)
            elif kind == "class":
                self.completion.references.add_class(name, value)  # type: ignore[arg-type]
        for name, value in values.items():
            self._add(name, value)
        reached = self.completion.references.reached
        index = 0
        while index < len(reached):
            name, cls = reached[index]
            index += 1
            if name not in values:
                self._add(name, cls)
        model: Model = module_head(self.module_name, self.module)
        version = _version(self.module_name, self.module)
        if version is not None:
            model["version"] = version
        deprecated = deprecation_of(self.module, model["doc"])
        if deprecated is not None:
            model["deprecated"] = deprecated
        model.update(self.groups)
        foreign = self.completion.references.foreign()
        if foreign:
            model["foreign"] = foreign
        report = Report(model, self.completion.reasons)
        return {
            "model": model,
            "losses": [*self.losses, *report.losses],
            "coverage": report.coverage,
            "stubs": sorted(stub_sources.origins),
        }

    def _values(self, names: Iterable[str]) -> Dict[str, object]:
        values: Dict[str, object] = {}
        for name in names:
            try:
                value = read(self.module, name)
            except Exception as error:
                self._lose(name, f"reading it raises {type(error).__name__}.")
                continue
            if is_type_variable(value):
                self._lose(name, "a type variable is no member for a caller.")
            else:
                values[name] = value
        return values

    def _lose(self, name: str, reason: str) -> None:
        self.losses.append({"path": name, "reason": reason[:1].upper() + reason[1:]})

    def _add(self, name: str, value: Any) -> None:
        try:
            self._describe(name, value)
        except Exception as error:
            # Objects may answer to any name, and raise anything at that: the others are described all the
            # same.
            self._lose(name, f"describing it raises {type(error).__name__}.")

    def _describe(self, name: str, value: Any) -> None:
        kind = kind_of(value)
        if self._is_alias(name, value):
            self._add_alias(name, value)
        elif kind == "class":
            self._add_class(name, value)
        elif kind == "module":
            self.groups["modules"].append(member_model(self.module, name, value))
        elif kind == "attribute":
            self.groups["attributes"].append(self._attribute(name, value))
        else:
            self.groups["functions"].append(member_model(self.module, name, value, self.completion))

    def _add_class(self, name: str, cls: type) -> None:
        form = kind_of_class(cls)
        if form == "record":
            self.groups["records"].append(record_model(name, cls, self.completion))
        elif form == "enum":
            self.groups["enums"].append(enum_model(name, cls, self.completion))
        else:
            self.groups["classes"].append(member_model(self.module, name, cls, self.completion))

    # -- aliases and attributes ------------------------------------------------------------------------------

    def _is_alias(self, name: str, value: Any) -> bool:
        if "TypeAlias" in str(self._annotations.get(name, "")):
            return True
        if isinstance(value, type) and type(value).__name__ != "GenericAlias":
            return False
        if not is_form(value) or is_type_variable(value):
            return False
        if type(value).__name__ == "TypeAliasType" or supertype_of(value) is not None:
            return True
        return hasattr(value, "__args__") and getattr(value, "__origin__", value) is not None

    def _add_alias(self, name: str, value: Any) -> None:
        completion = self.completion
        model: Model = {"name": name, "doc": None}
        lost: List[str] = []
        scope = scope_of_module(self.module_name)
        supertype = supertype_of(value)
        if supertype is not None:
            found = completion.reader.read(supertype, scope, lost)
        else:
            parameters = completion.reader.variables.describe_all(
                getattr(value, "__type_params__", ()) or getattr(value, "__parameters__", ())
            )
            if parameters:
                model["typeParameters"] = parameters
                scope = scope.with_parameters({p.__name__: p for p in getattr(value, "__type_params__", ())})
            written = getattr(value, "__value__", value)
            found = completion.reader.read(written, scope, lost)
        model["type"] = found
        if lost:
            completion.reasons[id(model)] = {"": lost}
        self.groups["aliases"].append(model)

    def _attribute(self, name: str, value: Any) -> Model:
        model: Model = member_model(self.module, name, value)
        model.pop("type", None)
        lost: List[str] = []
        found: Optional[Dict[str, Any]] = None
        if name in self._annotations:
            found = self.completion.reader.read(
                self._annotations[name], scope_of_module(self.module_name), lost
            )
            is_final = "Final" in annotation_text(self._annotations[name])
            if is_final:
                model["readonly"] = True
                if is_any(found):
                    found, lost = self.completion.value(value), []
        else:
            stubbed = stub_of_member(self.module_name, name)
            if isinstance(stubbed, Annotated):
                found = self.completion.reader.read(stubbed.annotation, stubbed.scope, [])
            if is_any(found):
                found = self.completion.value(value)
        if found is not None and not is_any(found):
            model["type"] = found
        elif not lost:
            lost.append("it has no annotation, and its value does not say what it may be.")
        if lost:
            self.completion.reasons[id(model)] = {"": lost}
        return model


def prepared_completion(module: ModuleType) -> Completion:
    """A completion that knows the classes and aliases of a module, for describing single members of it."""
    from graftwire.host.outline import members_of

    name = module.__name__
    made = _ModuleModel(name, module)
    for member in members_of(module):
        value = vars(module).get(member)
        if made._is_alias(member, value):
            made.completion.references.add_alias(member, value)
        elif isinstance(value, type):
            made.completion.references.add_class(member, value)
    return made.completion


def _version(module_name: str, module: ModuleType) -> Optional[str]:
    """Of the distribution that has the module; None for the standard library and for files."""
    if not getattr(module, "__file__", None):
        return None
    top = module_name.partition(".")[0]
    folder = str(getattr(sys.modules.get(top), "__file__", "")).replace("\\", "/")
    if "/site-packages/" not in folder and "/dist-packages/" not in folder:
        return None
    try:
        return metadata.version(top)
    except (metadata.PackageNotFoundError, ValueError):
        found = getattr(sys.modules.get(top), "__version__", None)
        return found if isinstance(found, str) else None
