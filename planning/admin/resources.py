"""A reference table as a file: its columns, and what makes a file be refused as a whole."""

from typing import Any

import tablib
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from import_export.fields import Field
from import_export.resources import Diff, ModelResource
from import_export.widgets import Widget

from planning.admin import cells
from planning.formats import same_words
from planning.places.units import Unit
from planning.upserts import REASON_LENGTH

# The fields that name a row of a model in a cell of another table.
KEYS = {
    "component": ("programme__code", "code"),
    "legaldocument": ("reference", "issued_on", "issuer"),
    "unit": ("code", "valid_to"),
}
CELLS: dict[type[models.Field], type[Widget]] = {
    models.BooleanField: cells.YesNoCell,
    models.DateField: cells.DateCell,
    models.DecimalField: cells.DecimalCell,
    models.IntegerField: cells.NumberCell,
    models.JSONField: cells.ListCell,
}
NO_UNIT = "Vui lòng ghi đơn vị của bạn; dòng dùng chung cho mọi đơn vị do quản trị viên nhập."


class PlainDiff(Diff):
    """Old and new value without the library's inline styles, which the content-security policy refuses."""

    def as_html(self) -> list[SafeString]:
        return [self._changed(old, new) for old, new in zip(self.left, self.right, strict=True)]

    def _changed(self, old: Any, new: Any) -> SafeString:
        if old == new:
            return format_html("{}", new)
        if self.new or old == "":
            return format_html("<ins>{}</ins>", new)
        return format_html("<del>{}</del> <ins>{}</ins>", old, new)


class ReferenceResource(ModelResource):
    """Columns are headed by the fields' Vietnamese names; rows are found by their codes.

    `rows` are the rows the user may change, `units` those they may assign rows to. Where `own` names the field of the
    unit, a row must have one: without it, it would be common to all.
    """

    class Meta:
        clean_model_instances = True
        skip_unchanged = True

    def __init__(
        self, rows: QuerySet | None = None, units: QuerySet[Unit] | None = None, own: str = "", **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.rows, self.own = rows, own
        for field in self.fields.values():
            if units is not None and isinstance(field.widget, cells.KeyCell) and field.widget.limit.model is Unit:
                field.widget.limit = units

    @classmethod
    def field_from_django_field(cls, field_name: str, django_field: Any, readonly: bool) -> Field:
        return Field(
            attribute=field_name,
            column_name=capfirst(django_field.verbose_name),
            widget=_cell_for(django_field),
            default=django_field.default,
            readonly=readonly,
        )

    @classmethod
    def get_diff_class(cls) -> type[Diff]:
        return PlainDiff

    def get_queryset(self) -> QuerySet:
        return super().get_queryset() if self.rows is None else self.rows

    def before_import(self, dataset: tablib.Dataset, **kwargs: Any) -> None:
        """Bring the headings to their exact form; ValueError for one that is unknown, double or missing."""
        known = {same_words(str(field.column_name)): str(field.column_name) for field in self.get_import_fields()}
        found = [cells.text_of(header) for header in dataset.headers or []]
        dataset.headers = headers = [known.get(same_words(header), header) for header in found]
        needed = [str(self.fields[name].column_name) for name in self.get_import_id_fields()]
        if unknown := [header for header in headers if header not in known.values()]:
            raise ValueError(f"Tệp có cột không nhận ra: {_quoted(unknown)}.")
        if double := sorted({header for header in headers if headers.count(header) > 1}):
            raise ValueError(f"Tệp có cột bị lặp: {_quoted(double)}.")
        if missing := [heading for heading in needed if heading not in headers]:
            raise ValueError(f"Tệp thiếu cột bắt buộc: {_quoted(missing)}.")

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        """Skip blank rows as well, which workbooks often end with."""
        if all(value is None or value == "" for value in row.values()):
            return True
        try:
            return super().skip_row(instance, original, row, import_validation_errors)
        except ValueError as problem:
            raise ValidationError(str(problem)) from problem

    def save_m2m(self, instance: Any, row: Any, **kwargs: Any) -> None:
        """Take an unknown key in a list for a fault of the line as well."""
        try:
            super().save_m2m(instance, row, **kwargs)
        except ValueError as problem:
            raise ValidationError(str(problem)) from problem

    def get_instance(self, instance_loader: Any, row: Any) -> models.Model | None:
        """Find the row to change; a key that cannot be read is a fault of this line, not of the program."""
        try:
            return super().get_instance(instance_loader, row)
        except ValueError as problem:
            raise ValidationError(str(problem)) from problem

    def validate_instance(
        self, instance: Any, import_validation_errors: Any = None, validate_unique: Any = True
    ) -> None:
        """Name faults by the heading of their column instead of the field's name in the code."""
        if self.own and getattr(instance, f"{self.own}_id") is None:
            import_validation_errors = {self.own: ValidationError(NO_UNIT)} | (import_validation_errors or {})
        try:
            super().validate_instance(instance, import_validation_errors, validate_unique)
        except ValidationError as problem:
            faults: dict[str, list[str]] = {}
            for name, messages in problem.message_dict.items():
                faults.setdefault(self._heading(name), []).extend(messages)
            raise ValidationError(faults) from problem

    def before_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        """Say in the history of the row where the change came from."""
        instance._change_reason = f"Nhập từ tệp {kwargs.get('file_name') or ''}".strip()[:REASON_LENGTH]

    def _heading(self, name: str) -> str:
        return str(self.fields[name].column_name) if name in self.fields else NON_FIELD_ERRORS


def _cell_for(field: Any) -> Widget:
    if field.is_relation:
        related = field.related_model
        kind = cells.KeysCell if field.many_to_many else cells.KeyCell
        return kind(related, KEYS.get(related._meta.model_name, ("code",)))
    if field.choices:
        return cells.ChoiceCell(field.flatchoices)
    return next((cell() for kind, cell in CELLS.items() if isinstance(field, kind)), cells.TextCell())


def _quoted(headings: list[str]) -> str:
    return ", ".join(f"“{heading}”" for heading in headings)
