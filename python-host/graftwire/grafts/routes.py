"""Which way a Graft's calls go, as its configuration says."""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .definition import GraftDefinition

__all__ = ["is_strict", "route_for"]


def route_for(definition: "GraftDefinition") -> str:
    """``direct``: the functions themselves; ``local``: another runtime in this process; ``loopback``: as if
    they were remote, in this process.

    Asked once for a Graft, when it is first used. Raises GraftError ``unimplemented`` for a host that this
    version does not reach.
    """
    return "direct" if definition.runtime == "python" else "local"


def is_strict() -> bool:
    """Whether values are copied on the direct route, as a wire would."""
    return os.environ.get("GRAFT_STRICT", "") not in ("", "0")
