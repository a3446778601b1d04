"""The thread of a lane that executes functions beside the loop."""

import threading


def begin() -> None:
    """Called first on that thread: what lists threads, and errors, shall say which it is."""
    threading.current_thread().name = "graftwire-side"
