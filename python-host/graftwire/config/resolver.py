"""What counts for each Graft, found out at its first use."""

from __future__ import annotations

import logging
import os
import threading
from dataclasses import replace
from typing import Callable, Dict, List, Mapping, NamedTuple, Optional, Sequence

from graftwire.config.collection import ConfigurationsCollection, ResolvedConfiguration
from graftwire.config.configuration import ConfigEntry
from graftwire.config.names import (
    FILE_ENDINGS,
    GLOBAL_FILES,
    GLOBAL_VARIABLES,
    environment_name,
    graft_files,
    graft_variables,
    unmistakable_variable,
)
from graftwire.config.parsing import ConfigInput, ConfigSource, parse_configurations
from graftwire.config.priority import ConfigPriority
from graftwire.config.sources import configuration_folders, environment_sources, file_sources
from graftwire.errors import GraftError

__all__ = ["ConfigurationResolver"]

_LOG = logging.getLogger("graftwire")


class _Shared(NamedTuple):
    """What is the same for all Grafts."""

    folders: List[str]
    environment: List[ConfigEntry]
    files: List[ConfigEntry]
    switches: Optional[ConfigEntry]


class ConfigurationResolver:
    """Keeps what it has found for a Graft until that is forgotten. Global sources are read once for all."""

    def __init__(
        self,
        env: Mapping[str, str] = os.environ,
        folder: Callable[[], str] = os.getcwd,
    ) -> None:
        self._env = env
        self._folder = folder
        self._set: List[ConfigEntry] = []
        self._resolved: Dict[str, ResolvedConfiguration] = {}
        #: By variables that name no ecosystem, the Graft that they have configured.
        self._claims: Dict[str, str] = {}
        self._shared: Optional[_Shared] = None
        # First uses may come from several threads at once.
        self._lock = threading.RLock()

    def set(self, configuration: ConfigInput) -> None:
        """Add entries at UserCode. They count for Grafts that are not in use yet."""
        with self._lock:
            source = ConfigSource("GraftConfig.set_config", configuration, ConfigPriority.UserCode)
            self._set.extend(self._parse([source]))

    def resolve(self, graft: str, graft_default: Optional[ConfigInput] = None) -> ResolvedConfiguration:
        with self._lock:
            known = self._resolved.get(graft)
            if known is not None:
                return known
            resolved = self._find(graft, graft_default, self._set)
            self._claim(graft, resolved)
            self._resolved[graft] = resolved
            if _LOG.isEnabledFor(logging.DEBUG):
                _LOG.debug("%s", resolved.summary)
            return resolved

    def forget(self, graft: Optional[str] = None) -> None:
        """Have the Graft, or all of them, resolved anew at the next use. Global sources are read again."""
        with self._lock:
            self._shared = None
            if graft is None:
                self._resolved.clear()
                self._claims.clear()
                return
            self._resolved.pop(graft, None)
            self._claims = {name: owner for name, owner in self._claims.items() if owner != graft}

    def explain(self, graft: str, graft_default: Optional[ConfigInput] = None) -> str:
        """What would count for a Graft if it were first used now, why, and where it was looked for."""
        with self._lock:
            fresh = ConfigurationResolver(self._env, self._folder)
            resolved = fresh._find(graft, graft_default, self._set)
        files = (*graft_files(graft), *GLOBAL_FILES)
        endings = ",".join(FILE_ENDINGS)
        folders = configuration_folders(self._folder())
        return "\n".join(
            [
                resolved.explanation,
                "",
                "Looked for:",
                f"  variables {', '.join((*graft_variables(graft), *GLOBAL_VARIABLES))}",
                f"  files     {', '.join(f'{name}{{{endings}}}' for name in files)}",
                *(f"  {'' if index else 'in':<10}{folder}" for index, folder in enumerate(folders)),
            ]
        )

    def _find(
        self, graft: str, graft_default: Optional[ConfigInput], user_code: Sequence[ConfigEntry]
    ) -> ResolvedConfiguration:
        if self._shared is None:
            self._shared = self._read_shared()
        shared = self._shared
        collection = ConfigurationsCollection()
        collection.add(*self._parse(environment_sources(self._env, self._folder(), graft)))
        collection.add(*shared.environment, *self._parse(file_sources(shared.folders, graft)))
        collection.add(*shared.files, *user_code)
        if graft_default is not None:
            name = f"default of {graft}"
            level = ConfigPriority.GraftSpecificDefault
            collection.add(*self._parse([ConfigSource(name, graft_default, level, graft=graft)]))
        return collection.resolve(graft, shared.switches)

    def _read_shared(self) -> _Shared:
        folder = self._folder()
        folders = configuration_folders(folder)
        environment = self._parse(environment_sources(self._env, folder, None))
        strict = self._env.get("GRAFT_STRICT", "").strip()
        switches = ConfigSource("GRAFT_STRICT", {"strict": strict}, ConfigPriority.GlobalEnv)
        return _Shared(
            folders,
            environment,
            self._parse(file_sources(folders, None)),
            self._parse([switches])[0] if strict else None,
        )

    def _parse(self, sources: Sequence[ConfigSource]) -> List[ConfigEntry]:
        return [
            entry
            for source in sources
            for entry in parse_configurations(replace(source, variables=self._env.get))
        ]

    def _claim(self, graft: str, resolved: ResolvedConfiguration) -> None:
        """A variable that names no ecosystem may mean two Grafts, and moves both then."""
        variable = environment_name(graft)
        is_claim = any(
            layer.priority is ConfigPriority.RuntimeSpecificEnv
            and layer.is_name_implied
            and layer.source.split(" ")[0] == variable
            for layer in resolved.layers
        )
        if not is_claim or variable == unmistakable_variable(graft):
            return
        claimant = self._claims.setdefault(variable, graft)
        if claimant != graft:
            raise GraftError(
                "ambiguous-configuration",
                f"It configures {claimant} and {graft}.",
                path=variable,
                remedy=f"Write name={graft} or name={claimant} into it, or use {unmistakable_variable(graft)}"
                f" and {unmistakable_variable(claimant)}.",
            )
