"""A plan's document as plain JSON values, and back: what is stored when a plan is issued."""

import json
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from hashlib import sha256
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from planning.documents.model import PlanDocument

FORMAT = 1


class CannotBeFrozen(TypeError):
    """A document holds a kind of value that the format has no form for."""


class UnknownFormat(ValueError):
    """The stored value was written in a format this program cannot read."""


def freeze(document: PlanDocument) -> dict[str, Any]:
    """The document as JSON values: decimals as strings to the last digit, enums by value, with the format's number."""
    return {"format": FORMAT, "document": _frozen(document)}


def thaw(value: dict[str, Any]) -> PlanDocument:
    """The document that was frozen; a field that came into being since has its default. Raises UnknownFormat."""
    if value.get("format") != FORMAT:
        raise UnknownFormat(value.get("format"))
    try:
        return _thawed(value["document"], PlanDocument)
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise UnknownFormat("not a frozen document") from error


def canonical(value: dict[str, Any]) -> bytes:
    """One way to write a frozen value, whatever the database makes of spaces and of the order of keys."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def fingerprint(content: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal."""
    return sha256(content).hexdigest()


def _frozen(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _frozen(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_frozen(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    if value is None or isinstance(value, str | int):
        return value
    raise CannotBeFrozen(type(value).__name__)


def _thawed(value: Any, kind: Any) -> Any:
    """`value` as the `kind` that a dataclass says its field has."""
    if get_origin(kind) is UnionType:
        return None if value is None else _thawed(value, _without_none(kind))
    if get_origin(kind) is tuple:
        return tuple(_thawed(each, get_args(kind)[0]) for each in value)
    if is_dataclass(kind) and isinstance(kind, type):
        return kind(**{name: _thawed(each, _kinds(kind)[name]) for name, each in value.items()})
    if issubclass(kind, Enum | Decimal):
        return kind(value)
    return value


def _without_none(kind: Any) -> Any:
    return next(each for each in get_args(kind) if each is not type(None))


@cache
def _kinds(kind: type) -> dict[str, Any]:
    """The kinds of a dataclass's fields; looking a name up that is none of them fails, so nothing is passed over."""
    return get_type_hints(kind)
