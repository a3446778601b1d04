"""Defaults, annotations and documentation as a model has them: short, the same in every process, JSON."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Optional

#: Characters of a default's or an annotation's text.
MAX_DEFAULT, MAX_ANNOTATION = 120, 500
#: Characters of a str whose value stands in a model.
MAX_VALUE = 1000
_MAX_INT = 2**53 - 1
_ONLY_AST = 0x400


def default_of(value: object) -> "dict[str, object]":
    """A default: its ``text`` and, where JSON holds it without loss, its ``value``."""
    default: dict[str, object] = {"text": bounded(_repr(value), MAX_DEFAULT)}
    if is_plain(value):
        default["value"] = value
    return default


def literal_default(text: str) -> "dict[str, object]":
    """A default of which only the source text is known."""
    default: dict[str, object] = {"text": bounded(text, MAX_DEFAULT)}
    try:
        node = compile(text, "", "eval", _ONLY_AST, True).body
        sign = 1
        if type(node).__name__ == "UnaryOp" and type(node.op).__name__ == "USub":
            node, sign = node.operand, -1
        if type(node).__name__ == "Constant":
            value = -node.value if sign < 0 else node.value
            if is_plain(value):
                default["value"] = value
    except (SyntaxError, ValueError, TypeError):
        # <unrepresentable>, for instance
        pass
    return default


def is_plain(value: object) -> bool:
    """Whether ``value`` is a scalar that JSON and JavaScript hold without loss."""
    cls = type(value)
    if value is None or cls is bool:
        return True
    if isinstance(value, int):
        return cls is int and -_MAX_INT <= value <= _MAX_INT
    if isinstance(value, float):
        return cls is float and value - value == 0
    return isinstance(value, str) and cls is str and len(value) <= MAX_VALUE and _is_unicode(value)


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def annotation_text(annotation: object) -> str:
    """The annotation as one writes it; a string stays as it is, since names in it may mean nothing yet."""
    if isinstance(annotation, str):
        text = str.__str__(annotation)
    elif annotation is None or annotation is type(None):
        text = "None"
    elif type(annotation).__name__ == "ForwardRef" and hasattr(annotation, "__forward_arg__"):
        text = str(annotation.__forward_arg__)
    elif type(annotation).__name__ == "GenericAlias" or not issubclass(type(annotation), type):
        text = _repr(annotation)
    else:
        text = type_name(annotation)
    return bounded(text, MAX_ANNOTATION)


def type_name(cls: object) -> str:
    """The full name of a class; without the module where that is ``builtins``."""
    module, name = getattr(cls, "__module__", None), getattr(cls, "__qualname__", None)
    if not isinstance(name, str):
        return "?"
    return f"{module}.{name}" if isinstance(module, str) and module != "builtins" else name


def model_name(cls: type) -> str:
    """The name of a class as models have it: ``module:qualname``; without the module where that is
    ``builtins``."""
    module, name = cls.__module__, cls.__qualname__
    return f"{module}:{name}" if isinstance(module, str) and module != "builtins" else name


def deprecation_of(value: object, doc: "Optional[str]") -> "str | bool | None":
    """Why ``value`` should not be used any more, or True where nobody says why: what ``warnings.deprecated``
    was given, or the directive ``.. deprecated::`` of its documentation."""
    message = getattr(value, "__deprecated__", None)
    if isinstance(message, str):
        return bounded(message, MAX_VALUE) or True
    if doc is None or ".. deprecated::" not in doc:
        return None
    lines = iter(doc.split("\n"))
    for line in lines:
        # One that is indented is about a parameter.
        if line.startswith(".. deprecated::"):
            break
    else:
        return None
    words: list[str] = []
    for line in lines:
        if line.strip():
            if line[:1] not in " \t":
                break
            words += line.split()
        elif words:
            break
    return bounded(" ".join(words), MAX_VALUE) or True


def documentation(value: object) -> "Optional[str]":
    """The docstring with the indentation of its lines taken off, as ``inspect.cleandoc`` does; None without
    one."""
    doc = getattr(value, "__doc__", None)
    # What an instance has from its class says nothing of the instance.
    if not isinstance(doc, str) or doc == type(value).__doc__:
        return None
    if not _is_unicode(doc):
        # Surrogates: they would make the model unreadable as JSON in UTF-8.
        doc = doc.encode("utf-8", "backslashreplace").decode()
    first, *others = doc.expandtabs().split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in others if line.strip()), default=0)
    lines = [first.lstrip(), *(line[margin:] for line in others)]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        del lines[0]
    return "\n".join(lines) or None


def bounded(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _repr(value: object) -> str:
    try:
        if type(value) in (set, frozenset) and value:
            # Their order is another one in each process.
            inner = ", ".join(sorted(map(_repr, value)))  # type: ignore[call-overload]
            return f"{{{inner}}}" if type(value) is set else f"frozenset({{{inner}}})"
        text = repr(value)
    except Exception:
        return f"<{type(value).__name__} whose repr() failed>"
    # An address says nothing, and would make the model of one module another one in each process.
    head, at, rest = text.partition(" at 0x")
    while at:
        digits = len(rest) - len(rest.lstrip("0123456789abcdefABCDEF"))
        more, at, following = rest[digits:].partition(" at 0x")
        head, rest = head + more, following
    return head if _is_unicode(head) else ascii(head)
