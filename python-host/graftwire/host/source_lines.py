"""Source lines for tracebacks, of files and of code that came as text. Imported with the first exception."""

import linecache
import sys
from time import monotonic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Optional

#: Seconds for which a file is not looked at again: a look costs more than describing the rest of an
#: exception.
FRESH_SECONDS = 2.0
MAX_FILES = 512

# file name -> (time from which on it must be looked at again, its lines; none where it cannot be read)
_lines: "dict[str, tuple[float, list[str]]]" = {}


def source_line(filename: str, number: int, module_globals: "dict[str, object]") -> "Optional[str]":
    """Line ``number`` of ``filename`` without white space around it, None where it is not known."""
    known = _lines.get(filename)
    lines = known[1] if known is not None and monotonic() < known[0] else _look(filename, module_globals)
    if 0 < number <= len(lines):
        return lines[number - 1].strip() or None
    return None


def forget(filename: str) -> None:
    """Look at a file anew when one of its lines is asked for next."""
    _lines.pop(filename, None)


def _look(filename: str, module_globals: "dict[str, object]") -> "list[str]":
    evaluation = sys.modules.get("graftwire.host.evaluation")
    if evaluation is not None:
        evaluation.lend_sources()
    try:
        linecache.checkcache(filename)
        lines = linecache.getlines(filename, module_globals)
    except Exception:
        # A loader's get_source is other people's code.
        lines = []
    if len(_lines) >= MAX_FILES:
        _lines.clear()
    _lines[filename] = monotonic() + FRESH_SECONDS, lines
    return lines
