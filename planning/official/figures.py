"""Figures of one form in another: `form:bieu-04.c5`, or `form:bieu-04.d1.c5` where the form has rows of its own."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from planning.official.models import FormColumn, FormFigure, FormRow
from planning.official.sources import Source, provides_source
from planning.official.versions import versions_in
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod


def answer_from_forms(
    period: ReportingPeriod, units: Sequence[Unit], names: Collection[str]
) -> Mapping[tuple[int, str], Decimal]:
    """What units entered in other forms, in the version the period asks for; what is worked out there is not told."""
    places = {name: _place(name) for name in names}
    version = versions_in(period, {form for form, _, _ in places.values()})
    asked = {(version[form], row, column): name for name, (form, row, column) in places.items()}
    figures = FormFigure.objects.filter(
        period=period, unit__in=[unit.pk for unit in units], column__form__code__in={form for form, _, _ in asked}
    )
    told = figures.order_by().values_list("unit_id", "column__form__code", "row__key", "column__key", "value")
    return {
        (unit, asked[form, row or "", column]): value
        for unit, form, row, column, value in told
        if (form, row or "", column) in asked
    }


def answer_together(
    period: ReportingPeriod, units: Sequence[Unit], names: Collection[str]
) -> Mapping[str, Decimal | None]:
    """Nothing for the columns that do not add up in their own form: rates, as a rule."""
    asked = {name: _place(name) for name in names}
    apart = FormColumn.objects.filter(form__code__in={form for form, _, _ in asked.values()}, adds=False)
    kept_apart = set(apart.order_by().values_list("form__code", "key"))
    return {name: None for name, (form, _, column) in asked.items() if (form, column) in kept_apart}


def problem_of_adding(name: str) -> str:
    """Why figures of a place in another form cannot be added."""
    form, _, column = _place(name)
    if FormColumn.objects.filter(form__code=form, key=column, adds=True).exists():
        return ""
    return f"ô “{name}” của biểu khác không cộng lên cấp trên, cột này cũng không được cộng."


def problem_of_place(name: str) -> str:
    """What is wrong with `<form>[.<row>].<column>`."""
    form, row, column = _place(name)
    has_column = FormColumn.objects.filter(form__code=form, key=column, kind="entered").exists()
    has_row = not row or FormRow.objects.filter(form__code=form, key=row).exists()
    return "" if has_column and has_row else f"Biểu khác không có ô nhập “{name}”; cách viết: mã biểu.cột."


def words_of_places(names: Collection[str]) -> dict[str, str]:
    """`Biểu 4, cột “1. Việc làm”`, by the name of a place."""
    places = {name: _place(name) for name in names}
    columns = FormColumn.objects.filter(form__code__in={form for form, _, _ in places.values()})
    told = {
        (code, key): f"{label}, cột “{headings.rpartition('|')[2].strip()}”"
        for code, label, key, headings in columns.order_by().values_list(
            "form__code", "form__label", "key", "headings"
        )
    }
    return {name: told[form, column] for name, (form, _, column) in places.items() if (form, column) in told}


def _place(name: str) -> tuple[str, str, str]:
    form, _, rest = name.partition(".")
    row, _, column = rest.rpartition(".")
    return form, row, column


OTHER_FORMS = provides_source(
    Source(
        "form",
        "Biểu khác",
        "form:<mã biểu>.<cột> hoặc form:<mã biểu>.<dòng>.<cột>: số đơn vị đã nhập ở biểu khác của cùng kỳ.",
        answer_from_forms,
        problem_of_place,
        answer_together,
        problem_of_adding,
        words_of_places,
    )
)
