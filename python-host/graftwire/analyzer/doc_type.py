"""Types as people write them in docstrings. Only what is understood to its last word counts."""

from __future__ import annotations

import ast
import re
import sys
from typing import TYPE_CHECKING, Dict, List, Optional

from .scope import Definition, Scope, Unknown
from .types import (
    ANY,
    BOOL,
    BYTES,
    FLOAT,
    INT,
    NONE,
    NUMBER,
    OBJECT,
    STRING,
    Type,
    map_of,
    of,
    tuple_of,
    union_of,
)

if TYPE_CHECKING:
    from .type_reader import TypeReader

_CALLBACK: Type = {"kind": "callback"}
_LIST, _MAP = of("list", ANY), map_of(ANY, ANY)
_TUPLE = tuple_of([], ANY)
_SEQUENCE = union_of([_LIST, _TUPLE])

#: numpy says what it takes: sequences, nested or not, scalars, and objects that give arrays.
_LIST_LIKE = union_of([{"kind": "array"}, of("iterable", ANY), OBJECT])
_ARRAY_LIKE = union_of([_LIST_LIKE, BOOL, NUMBER, {"kind": "complex"}, STRING, BYTES])
_MAP_LIKE = union_of([_MAP, OBJECT])
_NDARRAY: Type = {"kind": "array"}
_PATH: Type = {"kind": "path"}

_WORDS: Dict[str, Type] = {
    **dict.fromkeys(("int", "integer", "ints", "integers", "nonnegative int", "non-negative integer"), INT),
    **dict.fromkeys(("positive integer", "positive int", "non-negative int", "nonnegative integer"), INT),
    **dict.fromkeys(("float", "floats", "double"), FLOAT),
    **dict.fromkeys(
        ("number", "numbers", "numeric", "int or float", "numeric value", "scalar number"), NUMBER
    ),
    **dict.fromkeys(("str", "string", "strings", "strs", "unicode", "unicode string"), STRING),
    **dict.fromkeys(("bool", "boolean", "booleans", "bools"), BOOL),
    **dict.fromkeys(("bytes", "bytes object", "bytestring"), BYTES),
    "complex": {"kind": "complex"},
    "complex number": {"kind": "complex"},
    "none": NONE,
    **dict.fromkeys(("callable", "function", "callback", "functions"), _CALLBACK),
    **dict.fromkeys(("list", "lists"), _LIST),
    **dict.fromkeys(("tuple", "tuples"), _TUPLE),
    **dict.fromkeys(("dict", "dictionary", "mapping", "dicts", "dictionaries"), _MAP),
    "set": of("set", ANY),
    "frozenset": of("frozenset", ANY),
    "sequence": _SEQUENCE,
    **dict.fromkeys(("iterable", "container", "iterable container"), of("iterable", ANY)),
    **dict.fromkeys(("iterator", "generator"), of("iterator", ANY)),
    **dict.fromkeys(("ndarray", "numpy array", "numpy ndarray", "numpy.ndarray"), _NDARRAY),
    "timedelta": {"kind": "timedelta"},
    "datetime": {"kind": "datetime"},
    "slice": {"kind": "slice"},
    **dict.fromkeys(("path", "path object", "pathlib.path", "pathlib.path instance"), _PATH),
    **dict.fromkeys(("file-like", "file-like object", "file like object", "file object", "file"), OBJECT),
    **dict.fromkeys(("list-like", "list like"), _LIST_LIKE),
    **dict.fromkeys(("dict-like", "dict like"), _MAP_LIKE),
    **dict.fromkeys(("array_like", "array-like", "array like"), _ARRAY_LIKE),
}

_OF = re.compile(
    r"(list|tuple|set|iterable|iterator|generator|sequence)s? (?:of|over|containing) (.+)$", re.I
)
_KEYED = re.compile(r"(dict|dictionary|mapping)\b[^|{}\[\]]*$", re.I)
_KEYED_BY = re.compile(r"(dict|dictionary|mapping) (of|keyed|mapping|with|from|where)\b", re.I)
_TAIL = re.compile(r"[,;]?\s*(\(\s*(optional|default\b[^)]*)\s*\)|optional|default\b.*)\s*\.?$", re.I | re.S)
_MARKUP = re.compile(r":\w+(?::\w+)?:`~?([^`<>]+?)(?:\s*<[^>]*>)?`|`~?([^`<>]+?)(?:\s*<[^>]*>)?`_?")
_NAME = re.compile(r"[A-Za-z_][\w.]*$")


def doc_type(text: str, scope: Scope, reader: TypeReader) -> Optional[Type]:
    """The type that ``text`` names; None where a part of it is not understood."""
    text = _MARKUP.sub(lambda match: match.group(1) or match.group(2), text).strip().rstrip(".").strip()
    while True:
        shorter = _TAIL.sub("", text).strip()
        if shorter == text:
            break
        text = shorter
    if not text or len(text) > 200:
        return None
    return _any_of(text, scope, reader)


def _any_of(text: str, scope: Scope, reader: TypeReader) -> Optional[Type]:
    whole = _phrase(text, scope, reader)
    if whole is not None:
        return whole
    parts = _split(text)
    if len(parts) < 2:
        return None
    found: List[Type] = []
    for part in parts:
        one = _phrase(part, scope, reader)
        if one is None:
            return None
        found.append(one)
    made = union_of(found)
    return None if made["kind"] == "any" else made


def _split(text: str) -> List[str]:
    """The parts between commas, bars and the word "or" that stand in no brackets."""
    parts, depth, begin = [], 0, 0
    for match in re.finditer(r"[\[({]|[\])}]|\s+or\s+|,\s*or\s+|\s*[,|]\s*", text):
        token = match.group()
        if token in "[({":
            depth += 1
        elif token in "])}":
            depth -= 1
        elif depth == 0:
            parts.append(text[begin : match.start()].strip())
            begin = match.end()
    parts.append(text[begin:].strip())
    return [part for part in parts if part]


def _phrase(text: str, scope: Scope, reader: TypeReader) -> Optional[Type]:
    text = re.sub(r"^(an?|the)\s+", "", text.strip(), flags=re.I)
    word = text.lower()
    if word in _WORDS:
        return _WORDS[word]
    if text[:1] == "{" and text[-1:] == "}":
        return _choices(text)
    if text[:1] in "'\"" or word in ("true", "false"):
        return _choices("{" + text.capitalize() + "}" if word in ("true", "false") else "{" + text + "}")
    match = _OF.match(text)
    if match is not None:
        return _collection(match.group(1).lower(), _any_of(match.group(2), scope, reader) or ANY)
    if _KEYED_BY.match(text) and " or " not in text and "," not in text:
        return _MAP
    return _named(text, scope, reader)


def _collection(kind: str, item: Type) -> Type:
    if kind == "tuple":
        return tuple_of([], item)
    if kind == "sequence":
        return union_of([of("list", item), tuple_of([], item)])
    return of("iterator" if kind == "generator" else kind, item)


def _choices(text: str) -> Optional[Type]:
    try:
        values = ast.literal_eval("[" + text[1:-1] + "]")
    except (ValueError, SyntaxError, TypeError, MemoryError):
        return None
    if not values or not all(isinstance(value, (str, int, float, bool, type(None))) for value in values):
        return None
    if all(isinstance(value, bool) for value in values):
        return BOOL
    literal: Type = {"kind": "literal", "values": [value for value in values if value is not None]}
    return union_of([literal, NONE]) if None in values else literal


def _named(text: str, scope: Scope, reader: TypeReader) -> Optional[Type]:
    """A class, or an annotation as one writes it in code."""
    package = scope.module.partition(".")[0]
    first, space, rest = text.partition(" ")
    if space and first.lower() == package.lower():
        text = rest
    if re.search(r"\s(instance|object)s?$", text):
        text = text.rpartition(" ")[0]
    if _NAME.match(text):
        return _class_named(text, package, scope, reader)
    if "[" not in text:
        return None
    try:
        node = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError):
        return None
    lost: List[str] = []
    found = reader.read(node, scope, lost)
    return None if lost or found["kind"] == "any" else found


def _class_named(text: str, package: str, scope: Scope, reader: TypeReader) -> Optional[Type]:
    candidates = [text, text[:1].upper() + text[1:]] if "." not in text else [text]
    own = Scope(scope.module, (vars(sys.modules[package]),)) if package in sys.modules else None
    for candidate in candidates:
        try:
            node = ast.parse(candidate, mode="eval").body
        except SyntaxError:
            return None
        for place in (scope, own):
            entity = Unknown(candidate) if place is None else place.resolve(node)
            if isinstance(entity, type) and not isinstance(entity, (Unknown, Definition)):
                lost: List[str] = []
                found = reader.read(entity, scope, lost)
                return None if lost or found["kind"] == "any" else found
    return None
