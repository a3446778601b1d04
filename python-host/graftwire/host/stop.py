"""What CPython does at its end short of finalising, which a host with living threads cannot do."""

import atexit
import sys
from time import sleep

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Thread

#: Seconds that threads, and writing what files hold, may take: the host must end.
GRACE_SECONDS = 2.0


def stop(has_busy: "Callable[[], bool] | None" = None) -> None:
    """Wait for threads, run the exit handlers and write what open files hold; called once, when the hosting
    process is about to end.

    ``has_busy`` says whether calls that have been interrupted go on: they are waited for as well.
    """
    if _exit_calls() or _waited_for() or (has_busy is not None and has_busy()):
        _within_grace_time(lambda: _end_threads(has_busy))
    run = getattr(atexit, "_run_exitfuncs", None)
    if run is not None:
        run()
    _within_grace_time(_write_files)


def _within_grace_time(work: "Callable[[], None]") -> None:
    from _thread import allocate_lock, start_new_thread

    done = allocate_lock()
    done.acquire()

    def run() -> None:
        try:
            work()
        finally:
            done.release()

    start_new_thread(run, ())
    done.acquire(timeout=GRACE_SECONDS)


def _exit_calls() -> "list[Callable[[], object]]":
    # concurrent.futures tells its workers here that there will be no more work.
    return list(reversed(getattr(sys.modules.get("threading"), "_threading_atexits", ())))


def _waited_for() -> "list[Thread]":
    threading = sys.modules.get("threading")
    if threading is None:
        return []
    main = threading.main_thread()
    return [thread for thread in threading.enumerate() if not thread.daemon and thread is not main]


def _end_threads(has_busy: "Callable[[], bool] | None") -> None:
    for call in _exit_calls():
        try:
            call()
        except Exception:
            sys.excepthook(*sys.exc_info())
    for thread in _waited_for():
        thread.join()
    while has_busy is not None and has_busy():
        sleep(0.002)


def _write_files() -> None:
    """Write what files still hold, which finalising would do when it destroys them."""
    import gc
    from _io import BufferedRandom, BufferedWriter, TextIOWrapper, _BufferedIOBase, _IOBase

    # Outer ones first: what a text file holds goes through a compressing one into the file itself. What is
    # made in Python, as gzip's files are, is closed, because only that writes its end.
    texts: list[Callable[[], object]] = []
    wrappers: list[Callable[[], object]] = []
    files: list[Callable[[], object]] = []
    for file in gc.get_objects():
        # Not isinstance, which asks objects for their class and wakes lazy ones up.
        cls = type(file)
        if not issubclass(cls, _IOBase):
            continue
        if issubclass(cls, TextIOWrapper):
            texts.append(file.flush)
        elif issubclass(cls, (BufferedWriter, BufferedRandom)):
            files.append(file.flush)
        elif issubclass(cls, _BufferedIOBase) and cls.__module__ != "_io":
            wrappers.append(file.close)
    for write in (*texts, *wrappers, *files):
        try:
            write()
        except Exception:
            # Closed, or its reader is gone: nothing is left to be saved.
            continue
