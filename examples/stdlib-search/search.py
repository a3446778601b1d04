"""A search engine over the documentation inside Python's own standard library: BM25 in plain Python.

The data are the modules of the Python that runs this, as far as they are written in Python: each module, and
each public class, function and method in it, is an entry if it has a docstring.
"""

from __future__ import annotations

import ast
import re
import sysconfig
from bisect import bisect_left
from collections import Counter, defaultdict
from difflib import get_close_matches
from heapq import nlargest
from math import log
from pathlib import Path
from typing import Any, Iterator

STDLIB = Path(sysconfig.get_paths()["stdlib"])
WORD = re.compile(r"[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*")
NAME_WEIGHT = 4  # a word in an entry's name counts as much as this many in its text
SATURATION, LENGTH_SHARE = 1.2, 0.75  # BM25's k1 and b


class UnknownWordError(LookupError):
    """A word that no entry contains; `nearest` is one that looks like it."""

    def __init__(self, word: str, nearest: str | None) -> None:
        hint = f"; did you mean {nearest!r}?" if nearest else ""
        super().__init__(f"no documentation says {word!r}{hint}")
        self.word = word
        self.nearest = nearest


# The index. It stays here, between one call and the next.
entries: list[dict[str, str]] = []
postings: dict[str, list[tuple[int, float]]] = {}  # word: entries, what it adds to their scores
vocabulary: list[str] = []  # in alphabetical order


def build() -> dict[str, int]:
    """Read the library and index it; how much there was."""
    entries.clear()
    counts: list[Counter[str]] = []
    files = sorted([*STDLIB.glob("[a-z]*.py"), *STDLIB.glob("[a-z]*/__init__.py")])
    for file in files:
        module = file.parent.name if file.name == "__init__.py" else file.stem
        for name, line, text in documented(ast.parse(file.read_bytes()), module):
            summary = " ".join(text.split("\n\n")[0].split())
            where = f"{file.relative_to(STDLIB).as_posix()}:{line}"
            entries.append({"name": name, "summary": summary, "where": where})
            counts.append(Counter(words(text) + NAME_WEIGHT * words(name)))
    weigh(counts)
    return {"files": len(files), "entries": len(entries), "words": len(vocabulary)}


def documented(node: ast.AST, name: str) -> Iterator[tuple[str, int, str]]:
    """Name, line and documentation of everything that has some, from the outside in."""
    if not isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
        return
    text = ast.get_docstring(node)
    if text:
        yield name, getattr(node, "lineno", 1), text
    if isinstance(node, (ast.Module, ast.ClassDef)):
        for child in node.body:
            child_name = getattr(child, "name", None)
            if isinstance(child_name, str) and not child_name.startswith("_"):
                yield from documented(child, f"{name}.{child_name}")


def words(text: str) -> list[str]:
    """The words of a text or a name, without their plural: `ZipFiles` gives zip and file."""
    found = (word.lower() for word in WORD.findall(text))
    return [re.sub(r"(?<=..[^siu])s$", "", re.sub(r"ies$", "y", word)) for word in found if len(word) > 1]


def weigh(counts: list[Counter[str]]) -> None:
    """Work out once what each word adds to the score of each entry."""
    frequencies = Counter(word for count in counts for word in count)
    lengths = [sum(count.values()) for count in counts]
    average = sum(lengths) / len(lengths)
    postings.clear()
    for entry, (count, length) in enumerate(zip(counts, lengths)):
        damping = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length / average)
        for word, times in count.items():
            rarity = log(1 + (len(counts) - frequencies[word] + 0.5) / (frequencies[word] + 0.5))
            score = rarity * times * (SATURATION + 1) / (times + damping)
            postings.setdefault(word, []).append((entry, score))
    vocabulary[:] = sorted(postings)


def search(query: str, *, top: int = 3) -> list[dict[str, Any]]:
    """The entries that fit best, the best first."""
    scores: dict[int, float] = defaultdict(float)
    for word in words(query):
        for entry, score in occurrences(word):
            scores[entry] += score
    best = nlargest(top, scores, key=lambda entry: (scores[entry], -entry))
    return [{**entries[entry], "score": scores[entry]} for entry in best]


def occurrences(word: str) -> list[tuple[int, float]]:
    """The entries with a word, and what it adds to their scores."""
    if word not in postings:
        nearest = get_close_matches(word, vocabulary, n=1)
        raise UnknownWordError(word, nearest[0] if nearest else None)
    return postings[word]


def complete(prefix: str, limit: int = 5) -> list[str]:
    """The most frequent words that begin with this, for a search box."""
    first, behind = bisect_left(vocabulary, prefix), bisect_left(vocabulary, prefix + "\uffff")
    return nlargest(limit, vocabulary[first:behind], key=frequency)


def frequency(word: str) -> int:
    """The number of entries that contain a word."""
    return len(postings.get(word, ()))
