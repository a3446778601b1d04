"""What ``graftwire doctor`` says of the CPython that is running."""

import os
import platform
import sys
import sysconfig


def info() -> "dict[str, object]":
    """Facts about this interpreter, as values that cross."""
    return {
        "version": platform.python_version(),
        "implementation": sys.implementation.name,
        "build": sys.version,
        "platform": sysconfig.get_platform(),
        "executable": sys.executable,
        "prefix": sys.prefix,
        "base_prefix": sys.base_prefix,
        "exec_prefix": sys.exec_prefix,
        "virtual_environment": sys.prefix != sys.base_prefix,
        "path": [os.fspath(entry) for entry in sys.path if isinstance(entry, str)],
        "stdlib": sysconfig.get_path("stdlib"),
        "site_packages": sysconfig.get_path("purelib"),
        "library": sysconfig.get_config_var("LDLIBRARY"),
        "filesystem_encoding": sys.getfilesystemencoding(),
        "stdout_encoding": getattr(sys.stdout, "encoding", None),
    }
