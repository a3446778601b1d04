"""Whether a module is one of those that come with Python."""

from __future__ import annotations

import os
import sys
from typing import Optional

_FOLDER = os.path.realpath(os.path.dirname(os.__file__))


def is_standard(module: str) -> bool:
    """By where its file is, not by its name alone: a program may have a ``statistics.py``."""
    top = module.partition(".")[0]
    loaded = sys.modules.get(top)
    file: Optional[str] = getattr(loaded, "__file__", None)
    if loaded is not None and isinstance(file, str):
        place = os.path.realpath(file)
        inside = place.startswith(_FOLDER + os.sep)
        return inside and not {"site-packages", "dist-packages"} & set(place[len(_FOLDER) :].split(os.sep))
    return top in sys.builtin_module_names or top in getattr(sys, "stdlib_module_names", ())
