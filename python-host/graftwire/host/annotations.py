"""Annotations as they stand, of every CPython: until 3.13 they are there, from 3.14 on they are evaluated
when somebody asks (PEP 649, PEP 749)."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

#: What a class has of its own where it has annotations: themselves, or what makes them.
_MARKS = frozenset(("__annotations__", "__annotate__", "__annotate_func__"))


def annotations_of(value: object) -> "dict[str, object]":
    """Of a function, class or module. A name that nobody knows, since it is imported for type checkers only,
    does not cost the other annotations: from 3.14 on it is a ForwardRef, and until then a text or an error at
    the definition."""
    try:
        annotations = getattr(value, "__annotations__", None)
    except Exception:
        annotations = _of_unknown_names(value)
    return annotations if isinstance(annotations, dict) else {}


def own_annotations(cls: type) -> "dict[str, object]":
    """Of a class, without those of its bases, which Python gives for a class that has none."""
    return annotations_of(cls) if _MARKS & vars(cls).keys() else {}


def _of_unknown_names(value: "Any") -> object:
    try:
        import annotationlib  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return None
    for form in (annotationlib.Format.FORWARDREF, annotationlib.Format.STRING):
        try:
            return annotationlib.get_annotations(value, format=form)
        except Exception:
            continue
    return None
