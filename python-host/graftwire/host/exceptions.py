"""What an exception frame says of a Python exception (docs/iip.md, section 4). Imported with the first
one."""

import builtins
import sys
from _weakref import ref

from .source_lines import source_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType

#: An unbroken chain of causes and contexts is told this far.
MAX_CHAIN = 8
#: So many members of an exception group are told.
MAX_GROUP = 100
# Of Python 3.11 and later.
_group = getattr(builtins, "BaseExceptionGroup", None)
#: Of a longer traceback, as a runaway recursion has it, this many of its first and last frames are told.
FIRST_FRAMES, LAST_FRAMES = 20, 80

# What the built-in classes keep outside of their instances' __dict__.
_slots = {
    "OSError": ("errno", "strerror", "filename", "filename2"),
    "ImportError": ("name", "path"),
    "UnicodeError": ("encoding", "start", "end", "reason"),
    "SyntaxError": ("filename", "lineno", "offset", "text"),
    "SystemExit": ("code",),
}

_scalars = frozenset((bool, int, float, str, bytes, type(None)))


def let_frames_go(exc: "BaseException | None") -> None:
    """Empty the frames that ``exc`` went through: JavaScript keeps the exception until V8 collects the error,
    and what was local in Python must not wait for that."""
    seen = 0
    while exc is not None and seen <= MAX_CHAIN:
        entry = exc.__traceback__
        while entry is not None:
            # Not contextlib.suppress: importing that takes longer than all else here.
            try:  # noqa: SIM105
                entry.tb_frame.clear()
            except RuntimeError:
                # It still runs.
                pass
            entry = entry.tb_next
        exc = exc.__cause__ or exc.__context__
        seen += 1


def describe(exc: BaseException) -> "dict[str, object]":
    """What an exception frame says of ``exc``, its causes and contexts included."""
    told = described = _describe(exc)
    seen = None
    while True:
        following = exc.__cause__
        key = "cause"
        if following is None:
            if exc.__suppress_context__:
                return described
            following = exc.__context__
            key = "context"
            if following is None:
                return described
        if seen is None:
            seen = {id(exc)}
        if id(following) in seen or len(seen) > MAX_CHAIN:
            return described
        seen.add(id(following))
        exc = following
        inner = _describe(exc)
        told[key] = inner
        told = inner


def _describe(exc: BaseException) -> "dict[str, object]":
    name, mro, slots = _names_of(type(exc))
    described: dict[str, object] = {
        "code": "exception",
        "message": _message(exc, name),
        "runtime": "cpython",
        "type": name,
        "mro": mro,
        "traceback": _traceback(exc),
    }
    errors = sys.modules.get("graftwire.errors")
    if errors is not None and isinstance(exc, (errors.JavaScriptError, errors.GraftError)):
        thrown = exc.__dict__.get("_thrown", exc.__dict__.get("thrown", ...))
        if thrown is not ...:
            described["thrown"] = thrown
    if _group is not None and isinstance(exc, _group):
        described["exceptions"] = [_describe(inner) for inner in exc.exceptions[:MAX_GROUP]]
    attributes = exc.__dict__
    if attributes or slots:
        fields = _fields(exc, attributes, slots)
        if fields:
            described["fields"] = fields
            if errors is not None and isinstance(exc, errors.GraftError):
                _describe_graft_error(described, fields)
    return described


def _describe_graft_error(described: "dict[str, object]", fields: "dict[str, object]") -> None:
    # str() of a GraftError holds its path and remedy; its receiver composes that from the parts again.
    described["code"] = fields.get("code")
    described["message"] = fields.get("message")
    for part in ("path", "remedy"):
        if fields.get(part) is not None:
            described[part] = fields[part]
    del described["fields"]


def _message(exc: BaseException, name: str) -> str:
    try:
        return _crossing_text(str(exc))
    except BaseException:
        return f"<{name} whose str() failed>"


def _crossing_text(text: str) -> str:
    """``text`` as a plain str without surrogate pairs, which cannot cross (docs/types.md)."""
    if type(text) is not str:
        text = str.__str__(text)
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return text


def _fields(
    exc: BaseException, attributes: "dict[str, object]", slots: "tuple[str, ...]"
) -> "dict[str, object]":
    fields: dict[str, object] = {}
    for name in slots:
        value = getattr(exc, name, None)
        if value is not None and type(value) in _scalars:
            fields[name] = _crossing_text(value) if isinstance(value, str) else value
    for name, value in attributes.items():
        if type(value) in _scalars and type(name) is str:
            fields[name] = _crossing_text(value) if isinstance(value, str) else value
    return fields


# -- names of classes ----------------------------------------------------------------------------------------

# id(class) -> (weak reference to it, its name, its mro's names, its slots); the reference removes the entry,
# so that classes made at run time are not kept alive and their ids can be used again.
_known: "dict[int, tuple[ref[type], str, list[str], tuple[str, ...]]]" = {}


def _names_of(cls: type) -> "tuple[str, list[str], tuple[str, ...]]":
    known = _known.get(id(cls))
    if known is not None and known[0]() is cls:
        return known[1:]
    mro = [_full_name(base) for base in cls.__mro__ if base is not object]
    slots = tuple(slot for name in mro for slot in _slots.get(name, ()))
    key = id(cls)
    _known[key] = ref(cls, lambda _: _known.pop(key, None)), mro[0], mro, slots
    return mro[0], mro, slots


def _full_name(cls: type) -> str:
    module, name = cls.__module__, cls.__qualname__
    return name if module == "builtins" else f"{module}.{name}"


# -- tracebacks ----------------------------------------------------------------------------------------------

# Frames that say nothing to a reader: this package's, which stand between the caller and the code called, and
# those of the import system, which Python leaves out too.
_left_out = (_names_of.__code__.co_filename.rpartition("exceptions.py")[0], "<frozen importlib")


def _traceback(exc: BaseException) -> "list[list[object]]":
    entries: list[TracebackType] = []
    entry = exc.__traceback__
    while entry is not None:
        if not entry.tb_frame.f_code.co_filename.startswith(_left_out):
            entries.append(entry)
        entry = entry.tb_next
    left_out = len(entries) - FIRST_FRAMES - LAST_FRAMES
    if left_out > 0:
        frames = [_frame(entry) for entry in entries[:FIRST_FRAMES]]
        frames.append(["", 0, f"({left_out} frames left out)", None])
        frames += [_frame(entry) for entry in entries[-LAST_FRAMES:]]
    else:
        frames = [_frame(entry) for entry in entries]
    if isinstance(exc, SyntaxError) and isinstance(exc.filename, str):
        text = exc.text.strip() if isinstance(exc.text, str) else ""
        frames.append([exc.filename, exc.lineno or 0, "<module>", _crossing_text(text) or None])
    return frames


def _frame(entry: "TracebackType") -> "list[object]":
    frame = entry.tb_frame
    code = frame.f_code
    # tb_lineno is None where the compiler left an instruction without a line.
    line = entry.tb_lineno or code.co_firstlineno
    return [code.co_filename, line, code.co_name, source_line(code.co_filename, line, frame.f_globals)]
