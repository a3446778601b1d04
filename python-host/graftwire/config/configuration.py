"""What one configuration says; docs/connection-string.md explains the keys."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Dict, Optional, Tuple, Union

from graftwire.config.host import Host, format_host
from graftwire.config.priority import ConfigPriority
from graftwire.config.secret_names import MASKED, is_secret_name, mask_secrets

__all__ = [
    "CONFIGURATION_KEYS",
    "IDENTITY_KEYS",
    "PLACE_KEYS",
    "ConfigEntry",
    "GraftConfiguration",
    "format_configuration",
    "format_configured",
]

Value = Union[str, float, bool, Tuple[str, ...], Tuple[Host, ...]]


@dataclass(frozen=True)
class GraftConfiguration:
    """What a configuration does not say is None."""

    #: Whose it is: ``graft.npm.lodash``. None: it is for all Grafts.
    name: Optional[str] = None
    runtime: Optional[str] = None
    host: Optional[Tuple[Host, ...]] = None
    modules: Optional[Tuple[str, ...]] = None
    plugin: Optional[str] = None
    token: Optional[str] = field(default=None, repr=False)
    connect_timeout_ms: Optional[float] = None
    stateless: Optional[bool] = None
    python: Optional[str] = None
    timeout_ms: Optional[float] = None
    strict: Optional[bool] = None

    def get(self, key: str) -> Optional[Value]:
        """The value of a key as it is written."""
        value: Optional[Value] = getattr(self, CONFIGURATION_KEYS[key])
        return value


def _written(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))


#: The keys as they are written, in the order in which they are shown, and the names of the attributes.
CONFIGURATION_KEYS: Dict[str, str] = {_written(item.name): item.name for item in fields(GraftConfiguration)}

#: What a Graft is: a configuration for all Grafts never says it.
IDENTITY_KEYS = ("name", "runtime", "modules")

#: Where calls go. What a configuration of lower precedence says of it counts only as far as no higher one has
#: named a place, so that no token goes to a host that it was not written for.
PLACE_KEYS = frozenset({"host", "plugin", "token", "connectTimeoutMs"})


@dataclass(frozen=True, eq=False)
class ConfigEntry:
    """One configuration, and where it comes from."""

    #: With the name of the source's Graft, where it gives none itself.
    configuration: GraftConfiguration
    priority: ConfigPriority
    source: str
    line: Optional[int] = None
    is_name_implied: bool = False
    #: Of each key, as far as the source has lines.
    lines: Dict[str, int] = field(default_factory=dict)
    #: What relative paths are relative to; None: to the working directory.
    folder: Optional[str] = None

    def place_of(self, key: Optional[str] = None) -> str:
        """``graft.config.json:3``, of a key or of the whole."""
        line = self.lines.get(key, self.line) if key is not None else self.line
        return self.source if line is None else f"{self.source}:{line}"


def format_configured(configuration: GraftConfiguration, key: str) -> Optional[str]:
    """The value of a key as it may be shown; None where the configuration has none."""
    value = configuration.get(key)
    if value is None:
        return None
    if is_secret_name(key):
        return MASKED
    if isinstance(value, tuple):
        return ",".join(format_host(item) if isinstance(item, Host) else mask_secrets(item) for item in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return mask_secrets(value)


def format_configuration(configuration: GraftConfiguration) -> str:
    """A configuration as a connection string that may be shown: what is secret is masked."""
    shown = []
    for key in CONFIGURATION_KEYS:
        text = format_configured(configuration, key)
        if text is None:
            continue
        if text[:1] in ("'", '"', "#") or ";" in text or " #" in text or "\t#" in text:
            text = '"' + text.replace('"', '""') + '"'
        shown.append(f"{key}={text}")
    return ";".join(shown)
