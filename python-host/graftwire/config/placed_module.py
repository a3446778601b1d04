"""Which module a Graft is of, and whether it can be reached, as in src/config/placed-module.ts."""

from __future__ import annotations

import re
from typing import NamedTuple, Optional

from graftwire.config.collection import ResolvedConfiguration
from graftwire.config.priority import ConfigPriority
from graftwire.config.secret_names import mask_secrets
from graftwire.errors import GraftError

__all__ = ["PlacedModule", "check_reached", "place_module"]


class PlacedModule(NamedTuple):
    """The module that a Graft is of, as its configuration has it."""

    #: ``./stats.py``, ``python:statistics``, ``npm:lodash``.
    module: str
    runtime: str
    #: Whether a configuration names it, above the Graft's own default.
    is_configured: bool
    #: What a relative path in the configuration is relative to; None: to the working directory.
    folder: Optional[str]


def place_module(resolved: ResolvedConfiguration, module: str, runtime: str) -> PlacedModule:
    """``module`` and ``runtime`` are what it is where no configuration says otherwise.

    Raises GraftError ``invalid-configuration``.
    """
    config = resolved.config
    origin = resolved.origins.get("modules")
    modules = config.modules or ()
    folder = None
    is_configured = (
        origin is not None and bool(modules) and origin.priority is not ConfigPriority.GraftSpecificDefault
    )
    module_runtime = runtime
    if is_configured and origin is not None:
        if len(modules) > 1:
            raise _fault(
                resolved,
                "modules",
                f"{resolved.name} is one module, and modules names several.",
                "Give each Graft a configuration of its own, with its name.",
            )
        module, folder = modules[0], origin.folder
        module_runtime = _runtime_of(module, resolved)
    wanted = config.runtime or module_runtime
    if wanted != module_runtime and _is_in_process(resolved):
        raise _mismatch(resolved, module, wanted)
    return PlacedModule(module, wanted, is_configured, folder)


def check_reached(resolved: ResolvedConfiguration) -> None:
    """Raises GraftError ``unimplemented`` for a host that this version cannot reach."""
    if _is_in_process(resolved):
        return
    config = resolved.config
    key = "host" if config.plugin is None else "plugin"
    what = f"plugin={config.plugin}" if key == "plugin" else f"host={config.host[0].kind}://…"  # type: ignore[index]
    raise _fault(
        resolved,
        key,
        f"{resolved.name} is configured with {what}, which this version cannot reach yet.",
        "Use host=inMemory or host=loopback.",
        "unimplemented",
    )


def _fault(
    resolved: ResolvedConfiguration, key: str, message: str, remedy: str, code: str = "invalid-configuration"
) -> GraftError:
    why = f"graftwire config explain {resolved.name} says what else there is."
    return GraftError(code, message, path=resolved.place_of(key), remedy=f"{remedy} {why}")


def _is_in_process(resolved: ResolvedConfiguration) -> bool:
    config = resolved.config
    kind = config.host[0].kind if config.host else "inMemory"
    return config.plugin is None and kind in ("inMemory", "loopback")


def _runtime_of(module: str, resolved: ResolvedConfiguration) -> str:
    """Whose module a source names, by the rules of ``graft.load``."""
    found = re.match(r"([A-Za-z][A-Za-z+.-]+):", module)
    scheme = None if found is None else found[1]
    if scheme in ("npm", "node"):
        return "nodejs"
    if scheme == "python":
        return "python"
    if scheme not in (None, "file"):
        raise _fault(
            resolved,
            "modules",
            f"{mask_secrets(module)} is of a kind that cannot be loaded.",
            "Write a path, python:module, npm:package or node:module.",
        )
    is_javascript = re.search(r"\.[cm]?[jt]sx?\Z", module) is not None
    if is_javascript or re.search(r"\A\.|[\\/]|\.py\Z", module):
        return "nodejs" if is_javascript else "python"
    raise _fault(
        resolved,
        "modules",
        f"{module} may be a module or a path.",
        f"Write python:{module} for the module of Python, npm:{module} for the package of npm, or ./{module}"
        " for the path.",
    )


def _mismatch(resolved: ResolvedConfiguration, module: str, runtime: str) -> GraftError:
    """The key that says something new is wrong, not the one that says what the Graft is anyway."""
    origin = resolved.origins.get("runtime")
    is_own = origin is not None and origin.priority is ConfigPriority.GraftSpecificDefault
    message = f"{resolved.name} has runtime={runtime}, and {mask_secrets(module)} is no module of it."
    if is_own:
        return _fault(resolved, "modules", message, "Name a module of that runtime.")
    return _fault(resolved, "runtime", message, "Name the module of that runtime, too: modules=….")
