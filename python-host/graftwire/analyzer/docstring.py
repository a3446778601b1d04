"""What a docstring says of parameters, results and exceptions, in the styles of numpy, Google and Sphinx."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Dict, List, Optional, Tuple


class Docstring:
    """The parts that were found; types are as they are written."""

    def __init__(self) -> None:
        self.parameters: Dict[str, Tuple[str, str]] = {}
        self.attributes: Dict[str, Tuple[str, str]] = {}
        self.returns: Optional[str] = None
        #: what a generator gives
        self.yields: Optional[str] = None
        self.raises: List[str] = []


@lru_cache(maxsize=4096)
def parse_docstring(text: Optional[str]) -> Docstring:
    """Never fails: what has no known form says nothing."""
    found = Docstring()
    if text is None:
        return found
    lines = text.split("\n")
    if "---" in text:
        _read_numpy(lines, found)
    if ":" in text:
        _read_google(lines, found)
        _read_sphinx(lines, found)
    return found


_UNDERLINE = re.compile(r"-{3,}\s*$")
_NUMPY_NAME = re.compile(r"\*{0,2}[A-Za-z_]\w*(\s*,\s*\*{0,2}[A-Za-z_]\w*)*$")
_PARAMETERS = ("Parameters", "Other Parameters", "Arguments")


def _read_numpy(lines: List[str], found: Docstring) -> None:
    heads = [i for i in range(len(lines) - 1) if _UNDERLINE.match(lines[i + 1].strip()) and lines[i].strip()]
    for position, index in enumerate(heads):
        title = lines[index].strip()
        end = heads[position + 1] if position + 1 < len(heads) else len(lines)
        body = lines[index + 2 : end]
        if title in _PARAMETERS or title == "Attributes":
            into = found.attributes if title == "Attributes" else found.parameters
            for head, text in _items(body):
                names, _, kind = (part.strip() for part in head.partition(":"))
                if _NUMPY_NAME.match(names):
                    for name in names.split(","):
                        into[name.strip().lstrip("*")] = kind, text
        elif title in ("Returns", "Yields"):
            result = _numpy_result(_items(body))
            if title == "Returns":
                found.returns = result
            else:
                found.yields = result
        elif title == "Raises":
            found.raises += [name.strip() for head, _ in _items(body) for name in head.split(",")]


def _items(body: List[str]) -> List[Tuple[str, str]]:
    """Lines that are not indented, each with what is indented below it."""
    margin = min((len(line) - len(line.lstrip()) for line in body if line.strip()), default=0)
    items: List[Tuple[str, List[str]]] = []
    for line in body:
        if not line.strip():
            if items:
                items[-1][1].append("")
        elif len(line) - len(line.lstrip()) == margin:
            items.append((line.strip(), []))
        elif items:
            items[-1][1].append(line.strip())
    return [(head, " ".join(part for part in text if part)) for head, text in items]


def _numpy_result(items: List[Tuple[str, str]]) -> Optional[str]:
    kinds = []
    for head, text in items:
        name, colon, kind = (part.strip() for part in head.partition(":"))
        # "out : ndarray" or only "ndarray"; a line without more below it may be a sentence.
        if colon and _NUMPY_NAME.match(name):
            kinds.append(kind)
        elif text and not colon:
            kinds.append(name)
        elif not colon and len(items) == 1 and len(head.split()) <= 4:
            kinds.append(head)
        else:
            return None
    # Several of them are a tuple, or one of them: nobody says.
    return kinds[0] if len(kinds) == 1 else None


_GOOGLE = re.compile(r"(Args|Arguments|Parameters|Keyword Args|Returns|Yields|Raises|Attributes):\s*$")
_GOOGLE_ITEM = re.compile(r"\*{0,2}([A-Za-z_][\w.]*)\s*(?:\(([^)]*)\))?\s*:\s*(.*)$")
_GOOGLE_RESULT = re.compile(r"([A-Za-z_][\w.\[\], |]*?):\s+\S")


def _read_google(lines: List[str], found: Docstring) -> None:
    for index, line in enumerate(lines):
        match = _GOOGLE.match(line.strip())
        if match is None:
            continue
        indent = len(line) - len(line.lstrip())
        body: List[str] = []
        for below in lines[index + 1 :]:
            if below.strip() and len(below) - len(below.lstrip()) <= indent:
                break
            body.append(below)
        if any(below.strip() for below in body):
            _read_google_section(match.group(1), body, found)


def _read_google_section(title: str, body: List[str], found: Docstring) -> None:
    items = _items(body)
    if title in ("Returns", "Yields"):
        match = _GOOGLE_RESULT.match(items[0][0]) if items else None
        if match is not None:
            if title == "Returns":
                found.returns = match.group(1)
            else:
                found.yields = match.group(1)
        return
    for head, text in items:
        match = _GOOGLE_ITEM.match(head)
        if match is None:
            continue
        name, kind, first = match.groups()
        described = f"{first} {text}".strip()
        if title == "Raises":
            found.raises.append(name)
        elif "." not in name:
            into = found.attributes if title == "Attributes" else found.parameters
            into[name] = kind or "", described


_SPHINX = re.compile(
    r":(param|parameter|arg|argument|keyword|type|returns?|rtype|raises?|except|exception|var|ivar|vartype)"
    r"(?:\s+([^:]*?))?\s*:(?:\s+(.*)|\s*)$"
)


def _read_sphinx(lines: List[str], found: Docstring) -> None:
    index = 0
    while index < len(lines):
        match = _SPHINX.match(lines[index].strip())
        indent = len(lines[index]) - len(lines[index].lstrip())
        index += 1
        if match is None:
            continue
        field, argument, text = match.groups()
        parts = [text or ""]
        while (
            index < len(lines)
            and lines[index].strip()
            and len(lines[index]) - len(lines[index].lstrip()) > indent
        ):
            parts.append(lines[index].strip())
            index += 1
        _read_field(field, argument or "", " ".join(part for part in parts if part), found)


def _read_field(field: str, argument: str, text: str, found: Docstring) -> None:
    if field in ("param", "parameter", "arg", "argument", "keyword"):
        kind, _, name = argument.rpartition(" ")
        name = name.lstrip("*\\")
        known = found.parameters.get(name, ("", ""))
        found.parameters[name] = kind or known[0], text
    elif field == "type":
        known = found.parameters.get(argument, ("", ""))
        found.parameters[argument] = text, known[1]
    elif field == "rtype":
        found.returns = text
    elif field in ("raise", "raises", "except", "exception"):
        found.raises += [name.strip() for name in (argument or text).split(",") if name.strip()]
    elif field in ("var", "ivar"):
        kind, _, name = argument.rpartition(" ")
        known = found.attributes.get(name, ("", ""))
        found.attributes[name] = kind or known[0], text
    elif field == "vartype":
        known = found.attributes.get(argument, ("", ""))
        found.attributes[argument] = text, known[1]
