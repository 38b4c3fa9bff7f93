"""The forms of a form's page in the admin: its own fields, and its columns, rows, cells and checks as one whole."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest

from planning.admin.base import NormalisedForm
from planning.official.changing import problems_of_change, problems_of_places
from planning.official.checking import problems_of_parts
from planning.official.definition import definition_of
from planning.official.models import FormCell, FormCheck, FormColumn, FormRow, OfficialForm
from planning.official.numbering import numbers_of
from planning.places.units import UnitKind
from planning.plans.periods import PeriodKind

# Between the places of two columns or rows, so that another can be put there.
STEP = 10


class OfficialFormForm(NormalisedForm):
    levels = forms.MultipleChoiceField(
        label="Cấp lập biểu", choices=UnitKind.choices, widget=forms.CheckboxSelectMultiple
    )
    period_kinds = forms.MultipleChoiceField(
        label="Loại kỳ",
        choices=PeriodKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Không chọn là mọi loại kỳ.",
    )

    def clean(self) -> dict[str, Any]:
        """Places keep those whose units have filled the form in."""
        cleaned = super().clean()
        if self.instance.pk and (problems := problems_of_places(self.instance, cleaned.get("places") or ())):
            self.add_error("places", ValidationError(problems))
        return cleaned


class DefinitionFile(forms.Form):
    """A file with the definition of a form."""

    definition = forms.FileField(label="Tệp định nghĩa biểu mẫu (.json)")


class PartFormSet(BaseInlineFormSet):
    """The parts of one kind; `together` holds the formsets of all kinds, so that the last can look at the whole."""

    together: tuple["PartFormSet", ...] = ()

    def parts(self) -> list[Any]:
        """The rows as they will be, as far as their own fields are sound, in their order."""
        kept = [form for form in self.forms if form.has_changed() or form.instance.pk]
        rows = [form.instance for form in kept if not form.cleaned_data.get("DELETE")]
        return sorted(rows, key=lambda row: getattr(row, "position", None) or 0)

    def clean(self) -> None:
        """Check the definition as a whole, once, with all that is wrong with it."""
        super().clean()
        if not self.together or self is not self.together[-1]:
            return
        columns, rows, cells, checks = (formset.parts() for formset in self.together)
        problems = problems_of_parts(self.instance, columns, rows, cells, checks)
        if problems := problems or problems_of_change(self.instance, columns, rows, cells):
            raise ValidationError(problems)


class OrderedFormSet(PartFormSet):
    """Parts that stand in an order: written down with room between them, a new one without a place at the end."""

    def parts(self) -> list[Any]:
        rows = super().parts()
        rows.sort(key=lambda row: (row.position is None, row.position or 0))
        for place, row in enumerate(rows, start=1):
            row.position = place * STEP
        return rows

    def save_existing_objects(self, commit: bool = True) -> list[Any]:
        """Store those whose place alone has changed, too."""
        saved = super().save_existing_objects(commit)
        moved = [form.instance for form in self.initial_forms if self._has_moved(form)]
        if commit and self.model:
            self.model.objects.bulk_update(moved, ["position"])
        return saved

    def _has_moved(self, form: forms.ModelForm) -> bool:
        gone = form in self.deleted_forms
        return not gone and form.instance.pk is not None and form.initial.get("position") != form.instance.position


class PartInline(admin.TabularInline):
    """Rows of a form's definition."""

    form = NormalisedForm
    formset = PartFormSet
    extra = 0
    # What may be long is seen whole.
    long = ("headings", "content", "label", "formula", "left", "right", "words")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.long:
            kwargs["widget"] = forms.Textarea(attrs={"rows": 2, "cols": 26})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class PlacedForm(NormalisedForm):
    """A column or a row: its place may be left to the order it stands in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["position"].required = False


class ColumnInline(PartInline):
    model = FormColumn
    form = PlacedForm
    formset = OrderedFormSet
    classes = ("in-order",)
    fields = (
        "position",
        "printed",
        "key",
        "headings",
        "kind",
        "content",
        "decimals",
        "money_unit",
        "adds",
        "width",
    )
    readonly_fields = ("printed",)
    _numbers: dict[str, str] | None = None

    @admin.display(description="số in")
    def printed(self, column: FormColumn) -> str:
        """The number that stands over the column on paper, as the form is stored now."""
        return self._printed(column.form).get(column.key, "") if column.pk else ""

    def _printed(self, form: OfficialForm) -> dict[str, str]:
        """The numbers of all columns, worked out once for a page: an inline is made anew for each."""
        if self._numbers is None:
            self._numbers = numbers_of(form, definition_of(form))
        return self._numbers


class RowInline(PartInline):
    model = FormRow
    form = PlacedForm
    formset = OrderedFormSet
    classes = ("in-order",)
    fields = ("position", "key", "marker", "label", "kind", "formula", "subject", "decimals")


class CellInline(PartInline):
    model = FormCell
    fields = ("row_key", "column_key", "kind", "content")


class CheckInline(PartInline):
    model = FormCheck
    fields = ("key", "left", "sign", "right", "row_key", "column_key", "refuses", "words")
