"""How much of the official forms of a period each unit has filled in."""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.db.models import Count
from django.urls import reverse

from planning.official.definition import definitions_of
from planning.official.models import FormFigure, OfficialForm, forms_of
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.tracking.filling import Filled, Part, provides_part
from planning.tracking.scopes import report_name, units_of_period


def count_forms(period: ReportingPeriod, units: Sequence[Unit]) -> dict[int, Filled]:
    """Entered figures of all forms, by unit; a unit with no form to fill in is left out."""
    by_unit = filled_forms(period, units)
    return {
        unit: Filled(sum(each.given for each in forms.values()), asked)
        for unit, forms in by_unit.items()
        if (asked := sum(each.asked for each in forms.values()))
    }


def filled_forms(period: ReportingPeriod, units: Sequence[Unit]) -> dict[int, dict[int, Filled]]:
    """For each unit the forms it fills in, by their ids."""
    forms = forms_of(period)
    definitions = definitions_of(forms)
    given = _given(period, units, forms)
    return {
        unit.pk: {
            form.pk: Filled(min(given.get((unit.pk, form.pk), 0), asked), asked)
            for form in forms
            # Figures of a cell that has since become a formula are not asked any more.
            if unit.kind in form.levels and (asked := len(definitions[form.pk].entered))
        }
        for unit in units
    }


def tellers_told(period: ReportingPeriod, unit: Unit) -> dict[int, tuple[int, int]]:
    """For each form that units below a unit fill in, how many of them have entered something, of how many."""
    forms = forms_of(period)
    definitions = definitions_of(forms)
    below = units_of_period(period).filter(pk__in=Unit.objects.under(unit).values("pk"))
    levels = Counter(below.order_by().values_list("kind", flat=True))
    figures = FormFigure.objects.filter(period=period, unit__in=below.order_by().values("pk"))
    counts = figures.order_by().values("column__form").annotate(count=Count("unit", distinct=True))
    told = {each["column__form"]: each["count"] for each in counts}
    entered = [form for form in forms if definitions[form.pk].entered]
    asked = {form.pk: sum(levels[level] for level in form.levels) for form in entered}
    return {form: (told.get(form, 0), units) for form, units in asked.items() if units}


def _given(
    period: ReportingPeriod, units: Sequence[Unit], forms: Sequence[OfficialForm]
) -> Mapping[tuple[int, int], int]:
    told = FormFigure.objects.filter(
        period=period, unit__in=[unit.pk for unit in units], column__form__in=[form.pk for form in forms]
    )
    counts = told.order_by().values("unit", "column__form").annotate(count=Count("pk"))
    return {(each["unit"], each["column__form"]): each["count"] for each in counts}


FORMS = provides_part(
    Part(
        "forms",
        "Biểu mẫu",
        lambda period, unit: reverse("form", args=[report_name(period, unit)]),
        count_forms,
    )
)
