"""``python -m graftwire.analyzer <module or file.py>``: prints what is found out as JSON."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import warnings
from typing import Any, Dict, List, Optional

from graftwire.errors import GraftError

_REMEDY = "Give the name of a module, as import has it, or the path of a .py file."
_USAGE = "Usage: python -m graftwire.analyzer <module or file.py>"


def analyze(source: str) -> Dict[str, Any]:
    """``model``, ``losses``, ``coverage`` and ``stubs`` of a module, by its name or the path of its file.

    Raises GraftError ``module-not-found`` or ``invalid-source``, and whatever the module itself raises when
    it is
    imported.
    """
    from graftwire.host.loading import load, loaded

    from .module_model import analyze_module
    from .public_names import public_names

    is_file = source.endswith(".py") or os.sep in source or source.startswith(".")
    name = str(load(source, "file" if is_file else "module")["name"])
    module = loaded[name]
    return analyze_module(name, module, public_names(name, module))


def main(arguments: Optional[List[str]] = None) -> int:
    """Writes one JSON object to standard output: the analysis, or ``{"error": {code, message, remedy}}``,
    which
    exits with 1. What the module prints when it is imported goes to standard error."""
    given = sys.argv[1:] if arguments is None else arguments
    output = sys.stdout
    try:
        with contextlib.redirect_stdout(sys.stderr), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if len(given) != 1:
                raise GraftError("invalid-argument", "One module is analysed at a time.", remedy=_USAGE)
            result = analyze(given[0])
        code = 0
    except GraftError as error:
        result = {"error": {"code": error.code, "message": error.message, "remedy": error.remedy or _REMEDY}}
        code = 1
    except (Exception, SystemExit) as error:
        told = f"{type(error).__name__}: {error}"
        result = {
            "error": {
                "code": "exception",
                "message": f"{given[0]} cannot be imported: {told}",
                "remedy": "Import it in Python first and see what it needs.",
            }
        }
        code = 1
    text = json.dumps(result, allow_nan=False, ensure_ascii=False, separators=(",", ":"))
    if isinstance(output, io.TextIOWrapper):
        output.reconfigure(encoding="utf-8", newline="\n")
    output.write(f"{text}\n")
    output.flush()
    return code
