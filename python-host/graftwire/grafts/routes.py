"""Which way a Graft's calls go, as its configuration says."""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from .definition import GraftDefinition

__all__ = ["Placement", "place_of", "route_for"]


class Placement:
    """Where a Graft's module is, and how it is called."""

    __slots__ = ("folder", "is_configured", "is_strict", "route", "source")

    def __init__(
        self, route: str, is_strict: bool, source: str, folder: str, is_configured: bool = False
    ) -> None:
        #: ``direct``: the functions themselves; ``local``: another runtime in this process; ``loopback``: as
        #: if they were remote, in this process.
        self.route = route
        #: On the direct route values are copied, as a wire would.
        self.is_strict = is_strict
        #: ``./inventory.js``, ``npm:lodash``, ``python:json``.
        self.source = source
        #: What a path is relative to.
        self.folder = folder
        #: Whether the source is another one than the Graft's own.
        self.is_configured = is_configured


def route_for(definition: "GraftDefinition") -> str:
    """``direct``, ``local`` or ``loopback``: see :func:`place_of`."""
    return place_of(definition).route


def place_of(definition: "GraftDefinition") -> Placement:
    """Where the configuration puts a Graft; asked when it is first used.

    Raises GraftError ``unimplemented`` for a host that this version does not reach, and for a wrong
    configuration ``invalid-configuration``, ``ambiguous-configuration`` and ``package-not-installed``.
    """
    from graftwire.config import ConfigPriority, resolve_configuration
    from graftwire.errors import GraftError

    resolved = resolve_configuration(definition.name, definition.config)
    config = resolved.config
    kind = config.host[0].kind if config.host else "inMemory"
    if config.plugin is not None:
        _unreached(definition.name, "plugin", f"plugin={config.plugin}")
    if kind not in ("inMemory", "loopback"):
        _unreached(definition.name, "host", f"host={kind}://…")
    # Between two runtimes everything is encoded and decoded already.
    route = "local" if definition.runtime != "python" else "direct" if kind == "inMemory" else "loopback"
    origin = resolved.origins.get("modules")
    modules = config.modules or ()
    if origin is None or not modules or origin.priority is ConfigPriority.GraftSpecificDefault:
        return Placement(route, bool(config.strict), definition.source, definition.folder)
    if len(modules) > 1:
        raise GraftError(
            "invalid-configuration",
            f"{definition.name} is one module, and modules names several.",
            path="modules",
            remedy="Give each Graft a configuration of its own, with its name.",
        )
    # A path in a file is relative to that, any other one to the working directory.
    folder = os.path.dirname(origin.source) if os.path.isabs(origin.source) else os.getcwd()
    return Placement(route, bool(config.strict), modules[0], folder, is_configured=True)


def _unreached(name: str, path: str, what: str) -> "NoReturn":
    from graftwire.errors import GraftError

    raise GraftError(
        "unimplemented",
        f"{name} is configured with {what}, which this version cannot reach yet.",
        path=path,
        remedy=f"Use host=inMemory or host=loopback. graftwire config explain {name} says where this comes"
        " from.",
    )
