"""What the documentation of functions in C says of their result: ``isoformat() -> str``, "Return True if
…"."""

from __future__ import annotations

import re
from typing import Dict, Optional

from .types import ANY, BOOL, BYTES, FLOAT, INT, NONE, STRING, Type, map_of, of, tuple_of

_ARROWS: Dict[str, Type] = {
    **dict.fromkeys(("int", "integer"), INT),
    **dict.fromkeys(("str", "string", "unicode"), STRING),
    **dict.fromkeys(("bool", "boolean", "True or False"), BOOL),
    "float": FLOAT,
    "bytes": BYTES,
    "None": NONE,
    "complex": {"kind": "complex"},
    "list": of("list", ANY),
    "dict": map_of(ANY, ANY),
    **dict.fromkeys(("list of strings", "list of str"), of("list", STRING)),
    "tuple": tuple_of([], ANY),
    "iterator": of("iterator", ANY),
}

_ARROW = re.compile(r"(\w[\w.]*)\s*\(.*?\)\s*->\s*([^\n,;:(]+?)\s*(?:[.,;:(\n]|$)")

#: Only what leaves no doubt: a "tuple" may be a named one, which is no tuple elsewhere.
_SENTENCES = (
    (re.compile(r"Returns? (?:a )?(?:True|true) (?:if|when|iff)\b(?!.*\bNone\b)"), BOOL),
    (re.compile(r"(?:Check|Test) (?:if|whether)\b"), BOOL),
    (re.compile(r"Returns? (?:a |the )?(?:formatted )?(?:string)\b(?! or| and|s)"), STRING),
    (re.compile(r"Returns? (?:the )?number of (?:occurrences|items|elements|bytes|characters|bits)\b"), INT),
    (re.compile(r"Returns? (?:the )?first index of\b"), INT),
    (re.compile(r"Returns? (?:an? )?(?:integer|int)\b(?! or)"), INT),
    (re.compile(r"Returns? (?:a |the )?(?:new )?list of\b(?! or)"), of("list", ANY)),
    (re.compile(r"Returns? (?:a |the )?(?:new )?dict(?:ionary)?\b(?! or)"), map_of(ANY, ANY)),
)


def result_in_signature(doc: str, name: str) -> Optional[Type]:
    """``name(...) -> type`` in the first lines; several that do not agree say nothing."""
    found = []
    for line in doc.split("\n", 6)[:6]:
        match = _ARROW.match(line.strip())
        if match is not None and match.group(1).rpartition(".")[2] == name:
            found.append(_ARROWS.get(match.group(2).strip()))
    if not found or any(each is None or each != found[0] for each in found):
        return None
    return found[0]


def result_in_sentence(doc: str) -> Optional[Type]:
    """What the first sentences say that begin with "Return"."""
    for line in doc.split("\n", 8)[:8]:
        for pattern, found in _SENTENCES:
            if pattern.match(line.strip()):
                return found
    return None
