"""Writes to forms: figures entered by a unit, a new version of a form, a definition taken in from a file."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from planning.official.definition import Key
from planning.official.models import FormCell, FormCheck, FormColumn, FormFigure, FormRow, OfficialForm
from planning.people.users import User
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.upserts import delete_rows, save_rows

Part = FormColumn | FormRow | FormCell | FormCheck
PARTS: tuple[type[Part], ...] = (FormColumn, FormRow, FormCell, FormCheck)


class CellIsGone(ValidationError):
    """A figure is for a row or a column that the form no longer has."""


@transaction.atomic
def save_figures(
    form: OfficialForm,
    period: ReportingPeriod,
    unit: Unit,
    values: Mapping[Key, Decimal | None],
    *,
    by: User,
    at: datetime,
    reason: str = "",
) -> None:
    """Store figures by (row's key or "", column's key), None for a blank, in a report held; raises CellIsGone."""
    columns = {column.key: column for column in form.columns.all()}
    rows: dict[str, FormRow | None] = {"": None} | {row.key: row for row in form.rows.all()}
    if any(row not in rows or column not in columns for row, column in values):
        raise CellIsGone("Dòng hoặc cột không còn trong biểu.")
    stored = _stored(form, period, unit)
    kept = []
    for (row, column), value in values.items():
        if value is not None:
            new = FormFigure(period=period, unit=unit, row=rows[row], column=columns[column])
            kept.append(stored.get((row, column), new))
            kept[-1].value = value
    gone = [figure for key, figure in stored.items() if key in values and values[key] is None]
    save_rows(kept, ["value"], by=by, at=at, reason=reason)
    delete_rows(gone, by=by, at=at, reason=reason)


def _stored(form: OfficialForm, period: ReportingPeriod, unit: Unit) -> dict[Key, FormFigure]:
    figures = FormFigure.objects.filter(period=period, unit=unit, column__form=form).select_related("row", "column")
    return {(figure.row.key if figure.row else "", figure.column.key): figure for figure in figures}


@transaction.atomic
def copy_form(form: OfficialForm, *, by: User, at: datetime) -> OfficialForm:
    """A new version of a form, a draft to be changed before it is put in use: unverified, without figures."""
    fields = _fields(form) | {
        "code": _free_code(form.code),
        "replaces_id": form.pk,
        "is_verified": False,
        "is_in_use": False,
        "applies_from": None,
        "applies_to": None,
    }
    copy = OfficialForm(**fields)
    save_rows([copy], [], by=by, at=at, reason=f"Sao từ biểu {form.code}")
    for part in PARTS:
        part.objects.bulk_create([part(**_fields(each) | {"form": copy}) for each in part.objects.filter(form=form)])
    return copy


def _fields(row: OfficialForm | Part) -> dict[str, Any]:
    names = [field.attname for field in row._meta.concrete_fields if not field.primary_key and field.name != "form"]
    return {name: getattr(row, name) for name in names}


def _free_code(code: str) -> str:
    """`bieu-04` → `bieu-04-2`, or the next number that no form bears."""
    taken = set(OfficialForm.objects.filter(code__startswith=code[:36]).values_list("code", flat=True))
    return next(free for number in range(2, len(taken) + 3) if (free := f"{code[:36]}-{number}") not in taken)
