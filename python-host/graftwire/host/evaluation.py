"""``graft.python.exec`` and ``eval``: Python that comes as text, run in ``__main__``."""

import sys
from _thread import allocate_lock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType
    from typing import Optional

#: This many texts, and this many characters of them, are kept compiled, with their source lines for
#: tracebacks.
MAX_TEXTS, MAX_CHARACTERS = 128, 1_000_000

_lock = allocate_lock()
_compiled: "dict[tuple[str, str], CodeType]" = {}
_characters = 0
_count = 0
# Sources that linecache does not have yet: it is only told once somebody has imported it, because that takes
# longer than all else here.
_unlent: "dict[str, str]" = {}


def execute(code: str, variables: "Optional[dict[str, object]]" = None) -> None:
    """Run statements in ``__main__``, where what they define stays.

    ``variables`` are seen by this code (functions defined in it included) in place of ``__main__``'s own;
    assigning to one of them changes nothing outside. Code that is indented as a whole is taken as if it were
    not.
    """
    _run(exec, _compile(code, "exec"), variables)


def evaluate(expression: str, variables: "Optional[dict[str, object]]" = None) -> object:
    """The value of an expression in ``__main__``; ``variables`` as in :func:`execute`."""
    return _run(eval, _compile(expression, "eval"), variables)


def _run(
    run: "Callable[[CodeType, dict[str, object]], object]",
    code: "CodeType",
    variables: "Optional[dict[str, object]]",
) -> object:
    namespace = sys.modules["__main__"].__dict__
    if variables is None:
        return run(code, namespace)
    if not isinstance(variables, dict) or not all(isinstance(name, str) for name in variables):
        raise _refusal("Variables are a dict whose keys are their names.")
    if not variables:
        return run(code, namespace)
    shadowed = _Shadowed(namespace, variables, code)
    try:
        return run(code, shadowed)
    finally:
        shadowed.hand_over()


class _Shadowed(dict):  # type: ignore[type-arg]
    """Globals that hold a call's variables before a namespace, which everything else is read from and written
    to.

    Another thread may run code in the same namespace, so the variables cannot be put there for a while; and
    locals of their own would hide them from functions and generator expressions. CPython asks a dict subclass
    for globals by ``__getitem__`` and ``__setitem__``, with two exceptions. A class body's names are looked
    up by the plain dict lookup, so the names that class bodies use are kept here as well. And ``global``
    assignments in functions are plain dict stores, so these are handed over to the namespace at the end.
    """

    def __init__(
        self, namespace: "dict[str, object]", variables: "dict[str, object]", code: "CodeType"
    ) -> None:
        builtins = namespace.get("__builtins__", __builtins__)
        given = {"__name__": namespace.get("__name__"), "__builtins__": builtins, **variables}
        super().__init__(given)
        self._namespace = namespace
        self._given = frozenset(given)
        self._in_classes = frozenset(_names_in_class_bodies(code)).difference(given)
        self._copies = {name: namespace[name] for name in self._in_classes.intersection(namespace)}
        self.update(self._copies)

    def __missing__(self, name: str) -> object:
        return self._namespace[name]

    def __setitem__(self, name: str, value: object) -> None:
        if name in self._given:
            super().__setitem__(name, value)
            return
        self._namespace[name] = value
        if name in self._in_classes:
            self._copies[name] = value
            super().__setitem__(name, value)

    def __delitem__(self, name: str) -> None:
        if name in self._given:
            super().__delitem__(name)
            return
        del self._namespace[name]
        self.pop(name, None)

    def hand_over(self) -> None:
        for name in [name for name in self if name not in self._given]:
            value = self.pop(name)
            if name not in self._copies or self._copies[name] is not value:
                self._namespace[name] = value


def _names_in_class_bodies(code: "CodeType") -> "list[str]":
    names: list[str] = []
    for constant in code.co_consts:
        if type(constant) is type(code):
            # Of all code inside a module only class bodies are not optimized (CO_OPTIMIZED).
            if not constant.co_flags & 0x1:
                names += constant.co_names
            names += _names_in_class_bodies(constant)
    return names


def _compile(source: str, mode: str) -> "CodeType":
    global _count, _characters
    if not isinstance(source, str):
        raise _refusal(f"Python code is text, not {type(source).__name__}.")
    code = _compiled.get((mode, source))
    if code is not None:
        return code
    with _lock:
        _count += 1
        filename = f"<graft.python.{mode} {_count}>"
    text = _dedent(source) if mode == "exec" else source.strip()
    code = compile(text, filename, mode, dont_inherit=True)
    with _lock:
        _compiled[mode, source] = code
        _unlent[filename] = text
        _characters += len(source)
        while len(_compiled) > MAX_TEXTS or (_characters > MAX_CHARACTERS and len(_compiled) > 1):
            oldest = next(iter(_compiled))
            _characters -= len(oldest[1])
            _forget_source(_compiled.pop(oldest).co_filename)
    if "linecache" in sys.modules:
        lend_sources()
    return code


def _refusal(message: str) -> Exception:
    from graftwire.errors import GraftError

    return GraftError("invalid-argument", message)


def _dedent(source: str) -> str:
    # Text inside an indented program is indented as a whole; Python refuses it from the first line on.
    first = source.lstrip("\r\n\f\v \t")
    if not first or source[: len(source) - len(first)].rpartition("\n")[2] == "":
        return source
    from textwrap import dedent

    return dedent(source)


def lend_sources() -> None:
    """Give linecache, which must be imported, the sources of the texts compiled since the last time."""
    cache = sys.modules["linecache"].cache
    while _unlent:
        try:
            filename, text = _unlent.popitem()
        except KeyError:
            # Another thread was faster.
            return
        # Without a time of modification linecache never takes the entry for stale.
        cache[filename] = len(text), None, text.splitlines(True), filename


def _forget_source(filename: str) -> None:
    _unlent.pop(filename, None)
    linecache = sys.modules.get("linecache")
    if linecache is not None:
        linecache.cache.pop(filename, None)
