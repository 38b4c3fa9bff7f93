"""The official forms of the sample: those still in draft are asked there alone, and filled in for its last year."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from planning.official.checks import Check, asked_by, checks_of
from planning.official.definition import Definition, Key, definitions_of, places
from planning.official.models import FormColumn, FormFigure, FormRow, OfficialForm, Sign, forms_of
from planning.official.sources import ask
from planning.official.versions import put_in_use
from planning.official.working import Worked
from planning.places.units import Unit, UnitQuerySet
from planning.plans.periods import PeriodKind, ReportingPeriod
from planning.sample.parts import LAST_YEAR, UNSENT, Sample, moment, officer, sample_tracking
from planning.upserts import save_rows

# Where nothing says how large a figure may be, it is below this.
SMALL = 30
# Of a hundred of what a cell may hold, at most so many stand in it.
MOST_OF_HUNDRED = 45


def use_forms(sample: Sample) -> None:
    """Put the forms that came with the application in use for the sample alone: it is invented, and says so."""
    for form in OfficialForm.objects.filter(is_in_use=False, replaces=None).exclude(origin=""):
        put_in_use(
            form,
            applies_from=form.applies_from,
            places=[sample.province.unit],
            by=officer(sample.editor),
            at=moment(sample.size.first_year, 1),
        )


def drop_forms(units: UnitQuerySet) -> None:
    """Make drafts of the forms that are asked in the sample alone: without places they would be asked everywhere."""
    kept = OfficialForm.objects.filter(places__in=Unit.objects.exclude(pk__in=units.values("pk")))
    dropped = OfficialForm.objects.filter(places__in=units, is_in_use=True).exclude(pk__in=kept.values("pk"))
    forms = list(dropped.distinct())
    for form in forms:
        form.is_in_use = False
    save_rows(forms, ["is_in_use"], by=None, at=timezone.now(), reason="Xóa tỉnh Mẫu")


@sample_tracking(50)
def fill_forms(sample: Sample, period: ReportingPeriod, at: datetime) -> None:
    """Fill the forms of the last year in, but for the commune that has not sent."""
    if period.year != LAST_YEAR or period.kind != PeriodKind.YEAR or not sample.size.is_small:
        return
    silent = sample.commune(UNSENT)
    units = [place.unit for place in sample.communes if place is not silent]
    forms = [form for form in forms_of(period) if units and units[0].kind in form.levels]
    checks, definitions = checks_of(forms), definitions_of(forms)
    asked = {name for form in forms for name in _asked(definitions[form.pk], checks.get(form.pk, ()))}
    found = ask(period, units, asked)
    columns = {(column.form_id, column.key): column for column in FormColumn.objects.filter(form__in=forms)}
    lines = {(row.form_id, row.key): row for row in FormRow.objects.filter(form__in=forms)}
    rows = [
        FormFigure(
            period=period, unit=unit, row=lines.get((form.pk, row)), column=columns[form.pk, column], value=value
        )
        for form in forms
        for unit in units
        for (row, column), value in _figures(
            sample, definitions[form.pk], checks.get(form.pk, ()), found, unit
        ).items()
    ]
    save_rows(rows, (), by=officer(sample.editor), at=at)


def _asked(definition: Definition, checks: Iterable[Check]) -> set[str]:
    of_cells = {name for names in definition.references.values() for name in names}
    return of_cells | asked_by(definition, checks)


def _figures(
    sample: Sample,
    definition: Definition,
    checks: Iterable[Check],
    found: Mapping[tuple[int, str], Decimal],
    unit: Unit,
) -> dict[Key, Decimal]:
    """A figure for each entered cell of a unit, each no larger than the checks of the form let it be."""
    entered: dict[Key, Decimal] = {}
    for row, column, content in places(definition):
        if not content.is_entered:
            continue
        worked = Worked(definition, entered, lambda reference, _: found.get((unit.pk, reference)))
        most = min(_most(worked, checks, (row.key, column.key)), default=SMALL)
        dice = sample.dice("form", unit.code, row.key, column.key, *column.headings)
        entered[row.key, column.key] = Decimal(dice.randint(0, max(0, int(most) * MOST_OF_HUNDRED // 100)))
    return entered


def _most(worked: Worked, checks: Iterable[Check], key: Key) -> Iterable[int]:
    """What the checks that hold a cell below something leave for it, beside what stands already."""
    row = worked.definition.row_at[key[0]]
    for check in checks:
        left, right = check.sides(row)
        if check.sign != Sign.AT_MOST or key[1] not in left.names:
            continue
        whole = worked.of(right, key, skips_blanks=False)
        rest = worked.of(left, key, skips_blanks=True)
        if whole is not None:
            yield int(whole - (rest or 0))
