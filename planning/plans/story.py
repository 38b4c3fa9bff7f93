"""What became of a plan, from the histories of all that hangs on it: who changed what, when, from what to what."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import DecimalField, Field, Model

from planning.formats import number
from planning.plans.copying import copied_models
from planning.plans.plans import Plan

LONGEST = 120
ADDED, ALTERED, REMOVED = "+", "~", "-"
VERBS = {ADDED: "thêm", ALTERED: "sửa", REMOVED: "bỏ"}
UNTOLD = {"id", "plan", "position", "revision", "slug"}


Changes = tuple[tuple[str, str, str], ...]
# A field with its old and its new value.
Altered = tuple[Field, Any, Any]
Deed = tuple[type[Model], Any, tuple[Altered, ...]]
Names = dict[Any, dict[Any, Model]]


@dataclass(frozen=True)
class Step:
    """One deed: `what` names the row as it was, `changes` holds (field, old, new) of an alteration."""

    at: datetime
    by: str
    verb: str
    kind: str
    what: str
    changes: Changes = ()


def story_of(plan: Plan, most: int = 200) -> list[Step]:
    """The latest `most` steps of a plan, the newest first; the queries do not grow with the steps."""
    models: list[type[Model]] = [Plan, *copied_models()]
    deeds = [deed for model in models if hasattr(model, "history") for deed in _deeds(model, plan)]
    latest = sorted(deeds, key=lambda deed: deed[1].history_date, reverse=True)[:most]
    rows = [record.instance for _, record, _ in latest]
    known = _referred_to(rows, latest)
    return [_step(deed, _name(row, known), plan, known) for deed, row in zip(latest, rows, strict=True)]


def _step(deed: Deed, name: str, plan: Plan, known: Names) -> Step:
    model, record, altered = deed
    by, verb = str(record.history_user or "Hệ thống"), VERBS[record.history_type]
    changes = tuple((_heading(field, plan), *_told(field, old, new, known)) for field, old, new in altered)
    kind = plan.document_name.lower() if model is Plan else str(model._meta.verbose_name)
    return Step(record.history_date, by, verb, kind, name, changes)


def _heading(field: Field, plan: Plan) -> str:
    """What a field is called: those of the paper itself by what kind of paper it is."""
    words = str(field.verbose_name)
    return words.replace(str(Plan._meta.verbose_name), plan.document_name.lower()) if field.model is Plan else words


def _deeds(model: type[Model], plan: Plan) -> Iterator[Deed]:
    where = {"id": plan.pk} if model is Plan else {"plan_id": plan.pk}
    records = model.history.filter(**where).select_related("history_user")  # type: ignore[attr-defined]
    former: dict[Any, Any] = {}
    for record in records.order_by("history_date", "history_id"):
        changes = tuple(_changes(model, former.get(record.id), record))
        former[record.id] = record
        if changes or record.history_type != ALTERED:
            yield model, record, changes


def _referred_to(rows: list[Model], deeds: list[Deed]) -> Names:
    """What the rows refer to, and what their alterations did, loaded once for all."""
    wanted: defaultdict[Any, set[Any]] = defaultdict(set)
    for row in rows:
        for field in _references(row):
            wanted[field.related_model].add(getattr(row, field.attname))
    for field, old, new in (each for _, _, altered in deeds for each in altered):
        if field.is_relation:
            wanted[field.related_model] |= {old, new} - {None}
    return {model: model._default_manager.in_bulk(keys) for model, keys in wanted.items()}


def _references(row: Model) -> list[Any]:
    return [f for f in row._meta.concrete_fields if f.is_relation and getattr(row, f.attname) is not None]


def _changes(model: type[Model], old: Any, new: Any) -> Iterator[Altered]:
    """What an alteration changed; of a row that came or went, its figures."""
    if new.history_type != ALTERED:
        yield from _figures(model, new)
        return
    for field in model._meta.concrete_fields:
        if old is None or field.name in UNTOLD:
            continue
        before, after = getattr(old, field.attname), getattr(new, field.attname)
        if before != after:
            yield field, before, after


def _figures(model: type[Model], row: Any) -> Iterator[Altered]:
    for field in model._meta.concrete_fields:
        value = getattr(row, field.attname) if isinstance(field, DecimalField) and field.editable else None
        if value is not None:
            yield (field, None, value) if row.history_type == ADDED else (field, value, None)


def _told(field: Field, before: Any, after: Any, known: Names) -> tuple[str, str]:
    """Old and new in words; of a text of many lines, the lines that went and those that came."""
    if isinstance(before, str) and isinstance(after, str) and "\n" in before + after:
        old, new = before.split("\n"), after.split("\n")
        gone = [line for line in old if line not in new]
        come = [line for line in new if line not in old]
        return " / ".join(gone) or "thứ tự khác", " / ".join(come) or "thứ tự khác"
    return _shown(field, before, known), _shown(field, after, known)


def _shown(field: Field, value: Any, known: Names) -> str:
    """A value in a few words; a reference by the name it has now, or as gone."""
    if value is None or value == "":
        return "trống"
    if field.is_relation:
        other = known.get(field.related_model, {}).get(value)
        return str(other)[:LONGEST] if other else "đã xóa"
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    words = str(dict(field.flatchoices).get(value, value))
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


def _name(row: Model, known: Names) -> str:
    """The row's words for itself; one whose references are gone is named by its number."""
    for field in _references(row):
        if other := known[field.related_model].get(getattr(row, field.attname)):
            setattr(row, field.name, other)
    try:
        return str(row)
    except ObjectDoesNotExist:
        return f"số {row.pk}"
