"""Reads ``__text_signature__``, in which functions written in C say their parameters: ``($self, x, /, *,
y=None)``."""

from .text import literal_default

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Optional

    Parameter = dict[str, object]

_CLOSING = {"(": ")", "[": "]", "{": "}"}


def parse_text_signature(text: str, is_bound: bool) -> "Optional[list[Parameter]]":
    """The parameters, without the first where that is bound already; None for a text of another form."""
    text = text.strip()
    if text[:1] != "(" or text[-1:] != ")":
        return None
    items = _split(text[1:-1])
    if items is None:
        return None
    parameters: list[Parameter] = []
    kind = "positional-or-keyword"
    for item in items:
        if item == "/":
            for parameter in parameters:
                parameter["kind"] = "positional-only"
        elif item == "*":
            kind = "keyword-only"
        else:
            name, equals, default = (part.strip() for part in item.partition("="))
            own_kind = kind
            if name.startswith("**"):
                name, own_kind = name[2:], "var-keyword"
            elif name.startswith("*"):
                name, own_kind, kind = name[1:], "var-positional", "keyword-only"
            elif name.startswith("$"):
                if parameters:
                    return None
                if is_bound:
                    continue
                name, own_kind = name[1:], "positional-only"
            if not name.isidentifier():
                return None
            parameters.append({"name": name, "kind": own_kind})
            if equals:
                parameters[-1]["default"] = literal_default(default)
    return parameters


def _split(text: str) -> "Optional[list[str]]":
    """The parts between commas that stand in no brackets and no string; None where brackets do not match."""
    parts: list[str] = []
    expected: list[str] = []
    quote = ""
    begin = index = 0
    while index < len(text):
        character = text[index]
        if quote:
            if character == "\\":
                index += 1
            elif character == quote:
                quote = ""
        elif character in "'\"":
            quote = character
        elif character in _CLOSING:
            expected.append(_CLOSING[character])
        elif character in ")]}":
            if not expected or expected.pop() != character:
                return None
        elif character == "," and not expected:
            parts.append(text[begin:index].strip())
            begin = index + 1
        index += 1
    if quote or expected:
        return None
    last = text[begin:].strip()
    return [*parts, last] if last else parts
