"""A generated Graft of a module of Python, used from Python in the same process."""

import os
import sys

from .definition import GraftDefinition

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType
    from typing import Any, Optional

__all__ = ["PythonGraft"]


class PythonGraft:
    """Its members are the module's own functions and classes, bound at first use; with ``GRAFT_STRICT=1`` or
    on the ``loopback`` route what stands for them copies values as a wire would."""

    def __init__(
        self, *, name: str, source: str, model: str, config: str, file: str, members: "tuple[str, ...]"
    ) -> None:
        self.definition = GraftDefinition(
            name=name, runtime="python", source=source, model=model, config=config, file=file
        )
        self.members = frozenset(members)
        self._module: Optional[ModuleType] = None
        self._guard: Optional[Callable[[str, Any], Any]] = None
        #: What has been put into namespaces of packages.
        self._kept: list[tuple[dict[str, Any], str]] = []

    def member(self, name: str, namespace: "dict[str, Any]") -> "Any":
        """For a module's ``__getattr__``: finds the member and, where it is a function, a class or a module,
        keeps it in ``namespace``, so that the next access is one of a plain global."""
        if name not in self.members:
            raise AttributeError(f"module {namespace.get('__name__')!r} has no attribute {name!r}")
        module = self.module
        try:
            value = getattr(module, name)
        except AttributeError:
            raise self._gone(name) from None
        if self._guard is not None:
            value = self._guard(name, value)
        # Anything else may be another object by the next time.
        if callable(value) or isinstance(value, type(sys)):
            namespace[name] = value
            self._kept.append((namespace, name))
        return value

    @property
    def module(self) -> "ModuleType":
        """The module itself, imported with the first use. A route that is remote never imports it."""
        if self._module is None:
            from .routes import place_of

            place = place_of(self.definition)
            with place:
                module = _imported(place.source, place.folder)
            is_loopback = place.route == "loopback"
            if is_loopback or place.is_strict:
                from .strict import Membrane

                self._guard = Membrane(module.__name__, self._model() if is_loopback else None).member
            from graftwire.config.bound import note_bound

            self._module = module
            note_bound(self.definition.name, self)
        return self._module

    def unbind(self) -> None:
        """Let go of the module: the next use asks the configuration again."""
        for namespace, name in self._kept:
            namespace.pop(name, None)
        self._kept.clear()
        self._module = self._guard = None

    def names(self, namespace: "dict[str, Any]") -> "list[str]":
        """For a module's ``__dir__``."""
        return sorted({*namespace, *self.members})

    def _model(self) -> "dict[str, Any]":
        from .shipped_model import read_model

        return read_model(os.path.join(self.definition.folder, "model.json"))

    def _gone(self, name: str) -> Exception:
        from graftwire.errors import GraftError

        return GraftError(
            "unknown-member",
            f"{self.definition.source} has no member {name}, which {self.definition.name} has.",
            remedy="Generate the Graft anew, or use the version of the module that it was generated from.",
        )


def _imported(source: str, folder: str) -> "ModuleType":
    from graftwire.host import loading

    if source[:7] == "python:":
        name = loading._import_name(source[7:])
    else:
        name = loading._import_file(os.path.join(folder, source))
    return sys.modules[name]
