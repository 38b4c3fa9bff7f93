"""The definition of a form as a file: out for another installation or for keeping, in as a form to be looked at."""

import json
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from planning.official.checking import problems_of_parts
from planning.official.models import FormCell, FormCheck, FormColumn, FormRow, OfficialForm
from planning.people.users import User
from planning.plans.legal import LegalDocument
from planning.upserts import save_rows

PARTS: dict[str, Any] = {"columns": FormColumn, "rows": FormRow, "cells": FormCell, "checks": FormCheck}
# A file larger than this is no definition of a form.
MOST_BYTES, MOST_PARTS = 1_000_000, 2_000
# What is decided anew where a form is taken in.
LEFT_OUT = frozenset({"id", "form", "is_in_use", "replaces"})


class BadDefinition(ValueError):
    """The file holds no sound form; `problems` says all that is wrong."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def definition_file(form: OfficialForm) -> bytes:
    """A form with all its parts as JSON."""
    told: dict[str, Any] = {name: _told(form, name) for name in _names(OfficialForm)}
    for key, part in PARTS.items():
        told[key] = [{name: _told(row, name) for name in _names(part)} for row in part.objects.filter(form=form)]
    return json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"


@transaction.atomic
def form_from_file(content: bytes, *, by: User, at: datetime) -> OfficialForm:
    """Take a form in, out of use until an administrator says otherwise; raises BadDefinition and stores nothing."""
    told = _read(content)
    form = OfficialForm(**_given(OfficialForm, told))
    parts: dict[str, Any] = {
        key: [part(form=form, **_given(part, row)) for row in told.get(key, [])] for key, part in PARTS.items()
    }
    problems = [*_faults(form, "Biểu"), *(fault for rows in parts.values() for row in rows for fault in _of_part(row))]
    problems += problems_of_parts(form, **parts)
    if problems:
        raise BadDefinition(list(dict.fromkeys(problems)))
    save_rows([form], [], by=by, at=at, reason="Nhập từ tệp định nghĩa")
    for key, part in PARTS.items():
        part.objects.bulk_create(parts[key])
    return form


def _names(model: type[models.Model]) -> list[str]:
    return [field.name for field in model._meta.concrete_fields if field.name not in LEFT_OUT]


def _told(row: models.Model, name: str) -> Any:
    value = getattr(row, name)
    if isinstance(value, LegalDocument):
        return value.natural_key()
    return value.isoformat() if isinstance(value, date) else value


def _read(content: bytes) -> dict[str, Any]:
    try:
        text = content.decode("utf-8-sig") if len(content) <= MOST_BYTES else ""
        # What JSON can write and no table can hold is read as words, which the fields then refuse by name.
        told = json.loads(text, parse_float=str, parse_constant=str)
        written = unicodedata.normalize("NFC", json.dumps(told, ensure_ascii=False))
        written.encode()
        told = json.loads(written)
    except (ValueError, RecursionError) as error:
        raise BadDefinition(["Tệp không phải là định nghĩa biểu mẫu (JSON, mã UTF-8)."]) from error
    if (
        "\0" in text
        or "\\u0000" in text
        or not isinstance(told, dict)
        or not all(_is_list_of_parts(told.get(key, [])) for key in PARTS)
    ):
        raise BadDefinition(["Tệp không có các phần của một biểu mẫu: columns, rows, cells, checks."])
    return told


def _is_list_of_parts(rows: Any) -> bool:
    return isinstance(rows, list) and len(rows) <= MOST_PARTS and all(isinstance(row, dict) for row in rows)


def _given(model: type[models.Model], told: dict[str, Any]) -> dict[str, Any]:
    """The fields of a row that the file names; the document by its number and date, where it is registered."""
    given = {name: told[name] for name in _names(model) if told.get(name) is not None}
    if "document" in given:
        given["document"] = _document(given["document"])
    return given


def _document(key: Any) -> LegalDocument | None:
    if not isinstance(key, list) or len(key) != 2:
        return None
    try:
        return LegalDocument.objects.filter(reference=str(key[0]), issued_on=date.fromisoformat(str(key[1]))).first()
    except ValueError:
        return None


def _of_part(row: FormColumn | FormRow | FormCell | FormCheck) -> Iterator[str]:
    name = f"{row._meta.verbose_name} “{row}”"
    yield from _faults(row, name[:1].upper() + name[1:], exclude=("form",))


def _faults(row: models.Model, name: str, exclude: tuple[str, ...] = ()) -> Iterator[str]:
    try:
        row.full_clean(exclude=exclude, validate_unique=not exclude, validate_constraints=not exclude)
    except ValidationError as error:
        for field, messages in error.message_dict.items():
            heading = "" if field == "__all__" else f", {row._meta.get_field(field).verbose_name}"  # type: ignore[union-attr]
            yield from (f"{name}{heading}: {message}" for message in messages)
