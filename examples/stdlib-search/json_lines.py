"""search.py behind a pipe, the way it is done without graftwire: a line of JSON in, a line of JSON out."""

import json
import sys

import search

search.build()
for line in sys.stdin:
    call = json.loads(line)
    result = getattr(search, call["function"])(*call["args"])
    sys.stdout.write(json.dumps(result) + "\n")
    sys.stdout.flush()
