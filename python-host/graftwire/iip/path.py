"""How the place of a value inside another is written: ``args[0].items[3].when``."""

from __future__ import annotations

import json
from typing import List

__all__ = ["format_path", "key_segment"]

_LONGEST_KEY = 64
_LONGEST_PATH = 24
_SHOWN_END = 4


def key_segment(key: object) -> str:
    """How the entry ``key`` of a dict is written; as JavaScript writes that of an object or of a Map."""
    if type(key) is not str:
        return f".get({_shortened(repr(key))})"
    return f".{key}" if key.isidentifier() else f"[{json.dumps(_shortened(key))}]"


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_KEY else text[:_LONGEST_KEY] + "…"


def format_path(base: str, segments: List[str]) -> str:
    """The path that begins with ``base``; a very long one without its middle."""
    if len(segments) <= _LONGEST_PATH:
        return base + "".join(segments)
    start = "".join(segments[: _LONGEST_PATH - _SHOWN_END])
    end = "".join(segments[-_SHOWN_END:])
    return f"{base}{start}…({len(segments) - _LONGEST_PATH} more)…{end}"
