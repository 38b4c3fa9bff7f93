"""A unit's own form looked at as a whole: its figures, how they are come by, and what does not agree in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.urls import reverse

from planning.official.books import own_figures
from planning.official.checks import Check, Finding, asked_by, checks_of, findings_of, formulas_of
from planning.official.definition import Definition, Key, definition_of, definitions_of
from planning.official.models import OfficialForm, forms_of
from planning.official.numbering import Reader, reader_of
from planning.official.working import Worked
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.tracking.doubts import Doubt, raises_doubts
from planning.tracking.scopes import report_name


@dataclass(frozen=True)
class LookedAt:
    """A form of one unit: `worked` are its figures, with those that are only about to be stored."""

    form: OfficialForm
    definition: Definition
    checks: Sequence[Check]
    worked: Worked

    @cached_property
    def reader(self) -> Reader:
        return reader_of(self.form, self.definition, formulas_of(self.definition, self.checks))

    @cached_property
    def findings(self) -> list[Finding]:
        """Where the form's checks do not hold."""
        return findings_of(self.checks, self.worked, self.reader) if self.checks else []


def look_at(
    form: OfficialForm, period: ReportingPeriod, unit: Unit, changed: Mapping[Key, Decimal | None] | None = None
) -> LookedAt:
    """A unit's form as it is, or as it would be with some figures `changed`."""
    definition = definition_of(form)
    checks = checks_of([form]).get(form.pk, [])
    figures = own_figures({form.pk: definition}, period, unit, more=asked_by(definition, checks), changed=changed)
    return LookedAt(form, definition, checks, figures[form.pk])


@raises_doubts
def doubts_of(period: ReportingPeriod, unit: Unit) -> list[Doubt]:
    """What does not agree in the forms a unit fills in, in a number of queries that does not grow with the forms."""
    forms = [form for form in forms_of(period) if unit.kind in form.levels]
    checks = checks_of(forms)
    forms = [form for form in forms if form.pk in checks]
    if not forms:
        return []
    definitions = definitions_of(forms)
    more = {name for form in forms for name in asked_by(definitions[form.pk], checks[form.pk])}
    figures = own_figures(definitions, period, unit, more=more)
    return [
        Doubt(f"{form.label}: {finding.words}", _address(period, unit, form), finding.refuses)
        for form in forms
        for finding in LookedAt(form, definitions[form.pk], checks[form.pk], figures[form.pk]).findings
    ]


def _address(period: ReportingPeriod, unit: Unit, form: OfficialForm) -> str:
    return reverse("entry-grid", args=[report_name(period, unit, form.code), "form"])
