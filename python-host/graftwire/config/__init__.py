"""Configuration of Grafts: where a call runs (docs/connection-string.md).

Importing graftwire does not import this package; the first Graft that is used does.
"""

from __future__ import annotations

from typing import Optional

from graftwire.config.bound import unbind_grafts
from graftwire.config.collection import ConfigurationsCollection, ResolvedConfiguration
from graftwire.config.configuration import ConfigEntry, GraftConfiguration
from graftwire.config.host import Host
from graftwire.config.names import environment_name, graft_name_of
from graftwire.config.parsing import ConfigInput, ConfigSource, parse_configurations
from graftwire.config.priority import ConfigPriority
from graftwire.config.resolver import ConfigurationResolver

__all__ = [
    "ConfigEntry",
    "ConfigInput",
    "ConfigPriority",
    "ConfigSource",
    "ConfigurationResolver",
    "ConfigurationsCollection",
    "GraftConfig",
    "GraftConfiguration",
    "Host",
    "ResolvedConfiguration",
    "environment_name",
    "explain_configuration",
    "forget_configuration",
    "graft_name_of",
    "parse_configurations",
    "resolve_configuration",
]

_RESOLVER = ConfigurationResolver()


class GraftConfig:
    """Configuration by the program itself, at ConfigPriority UserCode."""

    @staticmethod
    def set_config(configuration: ConfigInput) -> None:
        """Say where Grafts run: connection strings, JSON or YAML as a text, a dict, or a list of them.

        Of several for the same Graft the last one counts that came before its first use; later ones count
        after :func:`forget_configuration`. Environment variables and files stand above it. Raises GraftError
        ``invalid-configuration``, and nothing is set then, and ``package-not-installed``.
        """
        _RESOLVER.set(configuration)


def resolve_configuration(graft: str, graft_default: Optional[ConfigInput] = None) -> ResolvedConfiguration:
    """What counts for a Graft, found out at its first use and kept until :func:`forget_configuration`.

    ``graft_default`` is what its package says of itself. What counts is logged once, by the logger
    ``graftwire`` at debug level. Raises GraftError ``invalid-configuration``, ``ambiguous-configuration`` and
    ``package-not-installed``.
    """
    return _RESOLVER.resolve(graft, graft_default)


def forget_configuration(graft: Optional[str] = None) -> None:
    """Have a Graft, or without a name all of them, resolved anew at the next use.

    Generated Grafts let go of the module that they have; functions and classes that were taken out of them
    before stay what they are.
    """
    _RESOLVER.forget(graft)
    unbind_grafts(graft)


def explain_configuration(graft: str, graft_default: Optional[ConfigInput] = None) -> str:
    """What would count for a Graft if it were first used now: every entry that was found, which won and why,
    and where it was looked. Secrets are masked."""
    return _RESOLVER.explain(graft, graft_default)
