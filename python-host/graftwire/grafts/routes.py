"""Which way a Graft's calls go, as its configuration says."""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .definition import GraftDefinition

__all__ = ["Placement", "place_of", "route_for"]


class Placement:
    """Where a Graft's module is, and how it is called."""

    __slots__ = ("configured_by", "folder", "is_strict", "route", "source")

    def __init__(
        self, route: str, is_strict: bool, source: str, folder: str, configured_by: "str | None" = None
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
        #: Where a configuration names the source: ``graft.config.json:3 modules``. None: it is its own.
        self.configured_by = configured_by

    def __enter__(self) -> None:
        """Around loading the module: where that is not found, the error names the configuration."""

    def __exit__(self, kind: object, error: "BaseException | None", traceback: object) -> None:
        from graftwire.errors import GraftError

        if self.configured_by is None or not isinstance(error, GraftError) or error.path is not None:
            return
        if error.code in ("module-not-found", "invalid-source"):
            raise GraftError(
                error.code, error.message, path=self.configured_by, remedy=error.remedy
            ) from error


def route_for(definition: "GraftDefinition") -> str:
    """``direct``, ``local`` or ``loopback``: see :func:`place_of`."""
    return place_of(definition).route


def place_of(definition: "GraftDefinition") -> Placement:
    """Where the configuration puts a Graft; asked when it is first used.

    Raises GraftError ``unimplemented`` for a host that this version does not reach, and for a wrong
    configuration ``invalid-configuration``, ``ambiguous-configuration`` and ``package-not-installed``.
    """
    from graftwire.config import resolve_configuration
    from graftwire.config.placed_module import check_reached, place_module

    resolved = resolve_configuration(definition.name, definition.config)
    config = resolved.config
    placed = place_module(resolved, definition.source, definition.runtime)
    check_reached(resolved)
    # Between two runtimes everything is encoded and decoded already.
    is_loopback = any(host.kind == "loopback" for host in config.host or ())
    route = "local" if definition.runtime != "python" else "loopback" if is_loopback else "direct"
    if not placed.is_configured:
        return Placement(route, bool(config.strict), definition.source, definition.folder)
    folder = os.getcwd() if placed.folder is None else placed.folder
    return Placement(
        route, bool(config.strict), placed.module, folder, configured_by=resolved.place_of("modules")
    )
