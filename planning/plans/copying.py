"""What a plan holds, taken over into its next version; each app says which of its tables go along."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from django.db.models import ForeignKey, Model
from simple_history.utils import bulk_create_with_history

from planning.people.users import User

Kind = TypeVar("Kind", bound=type[Model])
_copied: list[type[Model]] = []


def copied_with_plan(model: Kind) -> Kind:
    """Register a table whose rows hang on a plan by a field `plan`; one that others refer to comes before them."""
    _copied.append(model)
    return model


def copied_models() -> tuple[type[Model], ...]:
    """The tables that go along, in the order in which they are copied."""
    return tuple(_copied)


def copy_rows(former: Model, new: Model, *, by: User, at: datetime) -> None:
    """Copy all rows of the plan `former` to the plan `new`, with a history that begins `at` and `by`.

    A row that refers to another copied row refers to that row's copy. The caller holds the transaction.
    """
    copies: dict[tuple[type[Model], object], Model] = {}
    for model in _copied:
        rows = list(model._default_manager.filter(plan=former).order_by("pk"))
        made = [_copy(row, new, copies) for row in rows]
        _create(model, made, by, at)
        copies |= {(model, row.pk): copy for row, copy in zip(rows, made, strict=True)}
        _copy_links(rows, made)


def _copy(row: Model, new: Model, copies: dict[tuple[type[Model], object], Model]) -> Model:
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    copy = type(row)(**{field.attname: getattr(row, field.attname) for field in fields})
    for field in fields:
        if isinstance(field, ForeignKey):
            referred = copies.get((field.related_model, getattr(row, field.attname)))
            if referred is not None:
                setattr(copy, field.name, referred)
    copy.plan = new  # type: ignore[attr-defined]
    return copy


def _create(model: type[Model], made: list[Model], by: User, at: datetime) -> None:
    if hasattr(model, "history"):
        bulk_create_with_history(made, model, default_user=by, default_date=at)
    else:
        model._default_manager.bulk_create(made)


def _copy_links(rows: Iterable[Model], made: Iterable[Model]) -> None:
    """Give each copy the same partners as the row it was made from, and the like."""
    for row, copy in zip(rows, made, strict=True):
        for field in row._meta.many_to_many:
            getattr(copy, field.name).set(getattr(row, field.name).all())
