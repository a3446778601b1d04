"""All configurations that were found, and what counts of them for one Graft."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Dict, List, Optional

from graftwire.config.configuration import (
    CONFIGURATION_KEYS,
    IDENTITY_KEYS,
    PLACE_KEYS,
    ConfigEntry,
    GraftConfiguration,
    format_configuration,
    format_configured,
)
from graftwire.config.host import Host
from graftwire.config.priority import ConfigPriority

__all__ = ["LIBRARY_DEFAULT", "ConfigurationsCollection", "ResolvedConfiguration"]

#: What every Graft is configured with that nobody configures.
LIBRARY_DEFAULT = ConfigEntry(
    GraftConfiguration(host=(Host("inMemory"),)), ConfigPriority.DefaultLibrary, "graftwire"
)


class ConfigurationsCollection:
    """Grouped by name, then by priority. Entries are only added: none is changed, replaced or taken away."""

    def __init__(self) -> None:
        self._groups: Dict[Optional[str], Dict[ConfigPriority, List[ConfigEntry]]] = {}
        self._entries: List[ConfigEntry] = []

    def add(self, *entries: ConfigEntry) -> ConfigurationsCollection:
        for entry in entries:
            group = self._groups.setdefault(entry.configuration.name, {})
            group.setdefault(entry.priority, []).append(entry)
            self._entries.append(entry)
        return self

    @property
    def entries(self) -> List[ConfigEntry]:
        """In the order in which they were added."""
        return list(self._entries)

    def of(self, name: Optional[str] = None) -> List[ConfigEntry]:
        """The entries of one Graft, or without a name those for all, in the order in which they count."""
        found: List[ConfigEntry] = []
        for priority, level in sorted(self._groups.get(name, {}).items()):
            # What a program sets last is what it means; of what it finds, the nearest was found first.
            found.extend(reversed(level) if priority is ConfigPriority.UserCode else level)
        return found

    def resolve(self, name: str, switches: Optional[ConfigEntry] = None) -> ResolvedConfiguration:
        """What counts for the Graft of this name. What ``switches`` says counts before all of it."""
        return ResolvedConfiguration(name, self, switches)


class ResolvedConfiguration:
    """What counts for one Graft, and why."""

    def __init__(
        self, name: str, collection: ConfigurationsCollection, switches: Optional[ConfigEntry] = None
    ) -> None:
        self.name = name
        self._entries = collection.entries + ([] if switches is None else [switches])
        self._switches = switches
        own, everybodys = collection.of(name), collection.of()
        own_default = [entry for entry in own if entry.priority >= ConfigPriority.GraftSpecificDefault]
        switch = [] if switches is None else [switches]
        layers = [*switch, *own[:1], *own_default[:1], *everybodys[:1], LIBRARY_DEFAULT]
        #: The switches of the process, the Graft's own configuration that counts (levels 1 to 5), its own
        #: default, the baseline for all Grafts, and graftwire's; what there is of them.
        self.layers: List[ConfigEntry] = list(dict.fromkeys(layers))
        #: Which entry gave each key.
        self.origins: Dict[str, ConfigEntry] = {}
        has_place = False
        for layer in self.layers:
            given = _keys_that_count(layer)
            for key in given:
                if key not in self.origins and not (has_place and key in PLACE_KEYS):
                    self.origins[key] = layer
            has_place = has_place or "host" in given or "plugin" in given
        values = {
            CONFIGURATION_KEYS[key]: origin.configuration.get(key) for key, origin in self.origins.items()
        }
        # A plugin may need no address.
        self.config = replace(GraftConfiguration(host=()), **{**values, "name": name})  # type: ignore[arg-type]

    def place_of(self, key: str) -> str:
        """Which source gave a key, at which line: ``graft.config.json:3 host``."""
        origin = self.origins.get(key)
        return key if origin is None else f"{origin.place_of(key)} {key}"

    @property
    def summary(self) -> str:
        """What counts, in one line that may be shown: for logs."""
        sources = dict.fromkeys(origin.place_of() for origin in self.origins.values())
        return f"{format_configuration(self.config)} ({', '.join(sources)})"

    @property
    def explanation(self) -> str:
        """What counts and where it comes from, and what became of every entry; secrets are masked."""
        rows = [
            (
                key,
                format_configured(self.config, key) or "",
                self.origins[key].place_of(key) + _basis(self.config, key, self.origins[key]),
            )
            for key in CONFIGURATION_KEYS
            if key in self.origins and key != "name"
        ]
        keys = max((len(row[0]) for row in rows), default=0)
        values = max((len(row[1]) for row in rows), default=0)
        lines = [self.name]
        lines += [f"  {key:<{keys}}  {value:<{values}}  from {place}" for key, value, place in rows]
        lines += ["", "Found, highest priority first:"]
        for entry in [*sorted(self._entries, key=lambda entry: entry.priority), LIBRARY_DEFAULT]:
            shown = format_configuration(entry.configuration)
            lines.append(f"  {entry.priority:d} {entry.priority.name}, {entry.place_of()}: {shown}")
            lines.append(f"      {self._verdict_on(entry)}")
        return "\n".join(lines)

    def _verdict_on(self, entry: ConfigEntry) -> str:
        name = entry.configuration.name
        if name is not None and name != self.name:
            return "Of another Graft."
        if entry not in self.layers:
            return f"Not used: {self._reason_against(entry)}."
        given = [key for key in CONFIGURATION_KEYS if self.origins.get(key) is entry and key != "name"]
        gives = f"gives {', '.join(given)}" if given else "has nothing left to give"
        if entry is self._switches:
            return f"A switch for the whole process: {gives}."
        if entry is LIBRARY_DEFAULT:
            return f"What graftwire does by itself: {gives}."
        if name is None:
            refused = [key for key in IDENTITY_KEYS if entry.configuration.get(key) is not None]
            note = f" Its {' and '.join(refused)} would need a name." if refused else ""
            return f"Baseline for all Grafts: {gives}.{note}"
        if entry.priority >= ConfigPriority.GraftSpecificDefault:
            return f"The Graft's own default: {gives}."
        return f"Won, as the highest configuration of this Graft: {gives}."

    def _reason_against(self, entry: ConfigEntry) -> str:
        is_own = entry.configuration.name is not None
        for rival in self.layers:
            if rival in (self._switches, LIBRARY_DEFAULT) or rival.priority > entry.priority:
                continue
            if (rival.configuration.name is not None) != is_own:
                continue
            if rival.priority < entry.priority:
                return f"{rival.place_of()} stands higher"
            return (
                f"{rival.place_of()} came {'later' if rival.priority is ConfigPriority.UserCode else 'first'}"
            )
        return "another one counts"


def _basis(config: GraftConfiguration, key: str, origin: ConfigEntry) -> str:
    """What the relative paths in a value are relative to, where it has some."""
    # What a package says of itself is relative to that, wherever it is.
    if origin.folder is None and origin.priority is ConfigPriority.GraftSpecificDefault:
        return ""
    texts = config.modules if key == "modules" else (config.python,) if key == "python" else ()
    has_path = any(text and re.match(r"\.|[^:\\/]+[\\/]", text) for text in texts or ())
    if key == "host":
        has_path = any(
            host.kind == "ipc" and not (host.path or "").startswith("/") for host in config.host or ()
        )
    return f", relative to {origin.folder or 'the working directory'}" if has_path else ""


def _keys_that_count(entry: ConfigEntry) -> List[str]:
    """Of a configuration for all Grafts not what only one Graft can be; of a Graft's own default not that it
    runs in memory, which it would anyway."""
    configuration = entry.configuration
    keys = [key for key in CONFIGURATION_KEYS if configuration.get(key) is not None]
    if configuration.name is None:
        return [key for key in keys if key not in IDENTITY_KEYS]
    is_default = entry.priority is ConfigPriority.GraftSpecificDefault and configuration.plugin is None
    if is_default and configuration.host == (Host("inMemory"),):
        keys.remove("host")
    return keys
