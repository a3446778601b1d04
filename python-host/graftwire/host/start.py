"""What is set up once, right after CPython was initialised."""

import sys

from .stdio import install_stdio

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


def start(options: "Mapping[str, object]") -> None:
    """Prepare this interpreter for hosting; called once, on the thread that initialised it.

    ``options`` may hold

    - ``write``: a callable ``(fd: int, data: bytes) -> bool`` that prints in order with what the hosting
      process prints and says whether it did; None (the default): write to the file descriptor.
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
    write = options.get("write")
    install_stdio(write if callable(write) else None)
