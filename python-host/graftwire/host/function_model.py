"""The model of one function or method (docs/ugm.md)."""

from .outline import is_async, is_generator, kind_of
from .signature import NOTHING, UNKNOWN, signature_of, without_first
from .text import annotation_text, deprecation_of, documentation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Optional, Protocol

    from .signature import Signature

    Model = dict[str, object]

    class Completion(Protocol):
        """What adds to a model that which takes long to find out: types, overloads, exceptions."""

        def known(self, name: str, value: object, owner: "Optional[type]") -> "Optional[Model]": ...

        def function(
            self, model: Model, value: object, signature: "Optional[Signature]", owner: "Optional[type]"
        ) -> None: ...

        def property(self, model: Model, value: object, owner: type) -> None: ...

        def field(self, model: Model, value: object, owner: type) -> None: ...

        def event(self, model: Model, value: object, owner: type) -> None: ...

        def class_(self, model: Model, cls: type) -> None: ...


def function_model(
    name: str,
    value: object,
    *,
    is_bound: bool = False,
    owner: "Optional[type]" = None,
    completion: "Optional[Completion]" = None,
) -> "Model":
    """The model of calling ``value``; ``is_bound`` leaves out the first parameter, which a method is bound
    to.

    ``owner`` is the class that defines it. Types are in the model only with a ``completion``.
    """
    known = None if completion is None else completion.known(name, value, owner)
    if known is not None:
        return known
    signature = signature_of(value)
    if is_bound:
        signature = without_first(signature)
    kind = kind_of(value)
    doc = documentation(value)
    model: Model = {"name": name, "doc": doc}
    deprecated = deprecation_of(value, doc)
    if deprecated is not None:
        model["deprecated"] = deprecated
    model["parameters"] = [_shown(part) for part in (UNKNOWN if signature is None else signature[0])]
    if signature is not None and signature[1] is not NOTHING:
        model["returnAnnotation"] = annotation_text(signature[1])
    model["async"] = is_async(kind)
    model["generator"] = is_generator(kind)
    model["signature"] = "unknown" if signature is None else "known"
    if completion is not None:
        completion.function(model, value, signature, owner)
    return model


def _shown(parameter: "Model") -> "Model":
    shown = {"name": parameter["name"], "kind": parameter["kind"]}
    if "default" in parameter:
        shown["default"] = parameter["default"]
    if "annotation" in parameter:
        shown["annotation"] = annotation_text(parameter["annotation"])
    return shown
