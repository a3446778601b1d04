"""Where a configuration comes from, highest priority first, as in src/config/config-priority.ts."""

from __future__ import annotations

from enum import IntEnum

__all__ = ["ConfigPriority"]


class ConfigPriority(IntEnum):
    """``RuntimeSpecific…`` are sources of one Graft, ``Global…`` those of all of them."""

    RuntimeSpecificEnv = 1
    GlobalEnv = 2
    RuntimeSpecificFile = 3
    GlobalFile = 4
    #: The only level at which the last entry counts, not the first.
    UserCode = 5
    GraftSpecificDefault = 6
    DefaultLibrary = 7
