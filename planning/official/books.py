"""The figures of a form for a unit and a period: its own where it fills the form in, added up where others do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planning.official.definition import DefinedColumn, Definition, Key, definition_of
from planning.official.models import FormFigure, OfficialForm
from planning.official.sources import ask
from planning.official.working import Cover, Worked
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.tracking.scopes import units_of_period

ZERO = Decimal(0)
Found = Mapping[tuple[int, str], Decimal]
# By the unit's id, then by cell.
Entered = Mapping[int, Mapping[Key, Decimal]]


@dataclass(frozen=True)
class Book:
    """A form filled in: `tellers` are the units that fill it in, `told` how many of them have entered something.

    `total` holds the figures of all of them together, `of_unit` those of each.
    """

    form: OfficialForm
    definition: Definition
    period: ReportingPeriod
    unit: Unit
    tellers: tuple[Unit, ...]
    told: int
    total: Worked
    of_unit: Mapping[int, Worked]

    @property
    def is_own(self) -> bool:
        """Whether the unit fills the form in alone, with nothing below it to add up."""
        return self.tellers == (self.unit,)

    @property
    def lacks_rates(self) -> bool:
        """Whether a rate of all is left out because its counts are not of the same units."""
        cover = self.total.cover
        contents = self.definition.contents.items()
        rates = [key for key, content in contents if content.formula and content.formula.divides]
        return cover is not None and not all(map(cover.is_even, rates))


def tellers_of(form: OfficialForm, period: ReportingPeriod, unit: Unit) -> list[Unit]:
    """The units that fill a form in: the unit itself and those below it, where they are of a level that does."""
    below = Unit.objects.under(unit) | Unit.objects.filter(pk=unit.pk)
    found = units_of_period(period).filter(pk__in=below.values("pk"), kind__in=form.levels)
    return list(found.select_related("parent").order_by("code"))


def own_figures(definition: Definition, form: OfficialForm, period: ReportingPeriod, unit: Unit) -> Worked:
    """The figures of a unit alone, as it fills the form in."""
    entered = _entered(form, period, [unit])
    return _of_one(definition, entered, ask(period, [unit], _asked(definition)), unit)


def read_book(form: OfficialForm, period: ReportingPeriod, unit: Unit) -> Book:
    """The form of a unit, in a number of queries that does not grow with the units below."""
    definition = definition_of(form)
    tellers = tellers_of(form, period, unit)
    entered = _entered(form, period, tellers)
    found = ask(period, list({each.pk: each for each in (*tellers, unit)}.values()), _asked(definition))
    return Book(
        form,
        definition,
        period,
        unit,
        tuple(tellers),
        len(entered),
        _together(definition, entered, found, tellers, unit),
        {each.pk: _of_one(definition, entered, found, each) for each in tellers},
    )


def _entered(form: OfficialForm, period: ReportingPeriod, units: Iterable[Unit]) -> Entered:
    """What units have entered, by unit; of those that have entered something."""
    figures = FormFigure.objects.filter(period=period, column__form=form, unit__in=[unit.pk for unit in units])
    entered: dict[int, dict[Key, Decimal]] = {}
    told = figures.order_by().values_list("unit_id", "row__key", "column__key", "value")
    for unit, row, column, value in told:
        entered.setdefault(unit, {})[row or "", column] = value
    return entered


def _asked(definition: Definition) -> set[str]:
    return {reference for references in definition.references.values() for reference in references}


def _of_one(definition: Definition, entered: Entered, found: Found, unit: Unit) -> Worked:
    return Worked(definition, entered.get(unit.pk, {}), lambda reference, column: found.get((unit.pk, reference)))


def _together(definition: Definition, entered: Entered, found: Found, tellers: Sequence[Unit], unit: Unit) -> Worked:
    """All tellers together: what adds up is added, of the rest a unit has its own figure only."""
    adding = {column.key for column in definition.columns if column.adds}
    ids = [each.pk for each in tellers]
    sums: dict[Key, Decimal] = {}
    behind: dict[Key, set[int]] = {}
    for teller in ids:
        for key, value in entered.get(teller, {}).items():
            if key[1] in adding or teller == unit.pk:
                sums[key] = sums.get(key, ZERO) + value
                behind.setdefault(key, set()).add(teller)

    def units_of(column: DefinedColumn) -> list[int]:
        return ids if column.adds else [unit.pk]

    def asked(reference: str, column: DefinedColumn) -> Decimal | None:
        known = [value for each in units_of(column) if (value := found.get((each, reference))) is not None]
        return sum(known, ZERO) if known else None

    def units_behind(reference: str, column: DefinedColumn) -> frozenset[int]:
        return frozenset(each for each in units_of(column) if (each, reference) in found)

    cover = Cover(definition, {key: frozenset(units) for key, units in behind.items()}, units_behind)
    return Worked(definition, sums, asked, cover)
