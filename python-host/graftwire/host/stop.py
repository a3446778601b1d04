"""What CPython does at its end short of finalising, which a host with living threads cannot do."""

import atexit
import sys


def stop() -> None:
    """Run the exit handlers and flush the standard streams; called once, when the hosting process is about to
    end."""
    run = getattr(atexit, "_run_exitfuncs", None)
    if run is not None:
        run()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):
            # Replaced by something without flush, closed, or its reader is gone: nothing is left to be saved.
            continue
