"""The hosted side: what graftwire's addon calls in the CPython that it runs inside another process.

The addon takes four functions from here when it starts CPython; everything else is a member named
``graftwire.host:…`` (see ``registry``), invoked like a member of any module. What is imported here is part of
the start of every program, so it imports nothing that CPython has not loaded by itself.
"""

from .exceptions import describe_exception
from .registry import resolve
from .start import start
from .stop import stop

__all__ = ["describe_exception", "resolve", "start", "stop"]
