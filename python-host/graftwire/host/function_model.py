"""The model of one function or method (docs/ugm.md)."""

from .outline import is_async, is_generator, kind_of
from .signature import UNKNOWN, signature_of, without_first
from .text import documentation


def function_model(name: str, value: object, *, is_bound: bool = False) -> "dict[str, object]":
    """The model of calling ``value``; ``is_bound`` leaves out the first parameter, which a method is bound
    to."""
    signature = signature_of(value)
    if is_bound:
        signature = without_first(signature)
    kind = kind_of(value)
    model: dict[str, object] = {
        "name": name,
        "doc": documentation(value),
        "parameters": UNKNOWN if signature is None else signature[0],
        "async": is_async(kind),
        "generator": is_generator(kind),
        "signature": "unknown" if signature is None else "known",
    }
    if signature is not None and signature[1] is not None:
        model["returnAnnotation"] = signature[1]
    return model
