"""How types name classes, records, enums and aliases: those of the model, and those of other modules."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any, Dict, List, Optional, Tuple

from graftwire.host.class_name import find_class, full_name_of

from .class_form import kind_of_class
from .structural_type import structural_type
from .types import OBJECT, Type

_NO_PROTOCOLS = frozenset(("builtins", "typing", "typing_extensions", "abc"))


class References:
    def __init__(self, module: ModuleType, module_name: str) -> None:
        self.module = module
        self.module_name = module_name
        #: id of a class -> its name in the model
        self._classes: Dict[int, str] = {}
        #: name -> type expression
        self._aliases: Dict[str, Any] = {}
        self._foreign: Dict[Tuple[str, str], str] = {}
        #: classes that have become part of the model since a type names them, to be described
        self.reached: List[Tuple[str, type]] = []

    def add_class(self, name: str, cls: type) -> None:
        # Of two names for one class that counts which the class has itself.
        if id(cls) not in self._classes or name == cls.__name__:
            self._classes[id(cls)] = name

    def add_alias(self, name: str, alias: Any) -> None:
        self._aliases[name] = alias

    def foreign(self) -> List[Type]:
        return [
            {"name": name, "module": module, "kind": kind}
            for (module, name), kind in sorted(self._foreign.items())
        ]

    def class_type(self, cls: type, lost: List[str]) -> Type:
        """The type of an instance of a class that is no value of its own."""
        name = self._classes.get(id(cls))
        if name is None and self._is_near(cls) and self._is_member(cls):
            name = cls.__name__
            self.add_class(name, cls)
            self.reached.append((name, cls))
        if name is not None:
            return {"kind": "ref", "name": name}
        full_name = full_name_of(cls)
        if full_name is None:
            # What C defines twice, once in Python: the one that is imported counts.
            lost.append(f"{cls.__qualname__} cannot be found again by its name.")
            return OBJECT
        return self.by_name(full_name)

    def protocol_type(self, cls: Any) -> Optional[Type]:
        """What has the members that a protocol asks for, which nobody need derive from; None for a protocol
        that
        is part of the model, and for any other class."""
        if not getattr(cls, "_is_protocol", False) or id(cls) in self._classes:
            return None
        members = {
            name for base in cls.__mro__ for name in vars(base) if base.__module__ not in _NO_PROTOCOLS
        }
        found = structural_type(members)
        is_form = found == OBJECT and cls.__module__ in ("typing", "typing_extensions")
        return None if is_form else found

    def by_name(self, full_name: str) -> Type:
        """A class of another module: ``module:Name``."""
        module, _, name = full_name.partition(":")
        cls = find_class(full_name)
        self._foreign[module, name] = "class" if cls is None else kind_of_class(cls)
        return {"kind": "ref", "name": name, "module": module}

    def _is_member(self, cls: type) -> bool:
        name = cls.__name__
        return name[:1] != "_" and vars(self.module).get(name) is cls and name not in self._aliases

    def _is_near(self, cls: type) -> bool:
        """Whether a class belongs to the program or package that is analysed, rather than to another one."""
        if cls.__module__.partition(".")[0] == self.module_name.partition(".")[0]:
            return True
        return folder_of(cls.__module__) is not None and folder_of(cls.__module__) == folder_of(
            self.module_name
        )

    # -- aliases ---------------------------------------------------------------------------------------------

    def alias_of(self, entity: Any, text: str, module: str) -> Optional[Type]:
        """The alias of the model that a name of its own module stands for."""
        if module == self.module_name and text in self._aliases and self._aliases[text] is entity:
            return {"kind": "ref", "name": text}
        return None

    def named_alias(self, alias: Any) -> Optional[Type]:
        """The alias of the model that ``type X = …`` or a NewType has made."""
        name: str = alias.__name__
        return {"kind": "ref", "name": name} if self._aliases.get(name) is alias else None


def folder_of(module: str) -> Optional[str]:
    """Where a module that is no part of a package has its file, unless things are installed there."""
    file = getattr(sys.modules.get(module), "__file__", None)
    if not isinstance(file, str) or "." in module:
        return None
    folder = file.replace("\\", "/").rpartition("/")[0]
    return None if folder.endswith(("site-packages", "dist-packages")) or folder == _LIBRARY else folder


_LIBRARY = (getattr(sys.modules["os"], "__file__", "") or "").replace("\\", "/").rpartition("/")[0]
