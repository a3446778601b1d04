"""What is set up once, right after CPython was initialised."""

import sys

from .stdio import install_stdio

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import FrameType

#: What gives the host object of the JavaScript that the calling thread runs for, or None: one from each copy
#: of the addon in this process.
javascripts: "list[Callable[[], object]]" = []


def start(options: "Mapping[str, object]") -> None:
    """Prepare this interpreter for hosting; called once, on the thread that initialised it.

    ``options`` may hold

    - ``write``: a callable ``(fd: int, data: bytes) -> bool`` that prints in order with what the hosting
      process prints and says whether it did; None (the default): write to the file descriptor.
    - ``javascript``: a callable without parameters that gives the host object of the JavaScript that the
      calling thread runs for, or None.
    - ``dlopenFlags``: an int for :func:`sys.setdlopenflags`, which counts for extension modules imported from
      now on.
    - ``argv``: a list of str for :data:`sys.argv`; default ``["graftwire"]``. It is never empty: argparse,
      logging and others read ``sys.argv[0]``, and a relative name there keeps
      ``dirname(abspath(sys.argv[0]))`` the working directory.
    """
    flags = options.get("dlopenFlags")
    if isinstance(flags, int):
        sys.setdlopenflags(flags)
    argv = options.get("argv")
    sys.argv = [str(argument) for argument in argv] if isinstance(argv, list) and argv else ["graftwire"]
    _let_callers_be_found()
    javascript = options.get("javascript")
    if callable(javascript):
        javascripts.append(javascript)
    write = options.get("write")
    install_stdio(write if callable(write) else None)


def _let_callers_be_found() -> None:
    """Give the outermost code a caller, as everywhere else in Python: libraries look at the globals of who
    called
    them (namedtuple, logging, pydantic, pandas), and what JavaScript calls has nothing of Python below it.

    One level below the stack :func:`sys._getframe` gives a frame of ``__main__``; any deeper it raises
    ValueError
    as always.
    """
    getframe = sys._getframe
    kept: list[FrameType] = []

    def _getframe(depth: int = 0) -> "FrameType":
        try:
            return getframe(depth + 1)
        except ValueError:
            if depth < 1:
                raise
            getframe(depth)
        if not kept:
            names: dict[str, object] = sys.modules["__main__"].__dict__
            kept.append(eval("__import__('sys')._getframe()", names))
        return kept[0]

    sys._getframe = _getframe
