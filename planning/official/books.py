"""The figures of a form for a unit and a period: its own where it fills the form in, added up where others do."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum

from planning.official.definition import DefinedColumn, Definition, Key, definition_of
from planning.official.models import FormFigure, OfficialForm
from planning.official.sources import ask
from planning.official.working import Worked
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.tracking.scopes import units_of_period

Found = Mapping[tuple[int, str], Decimal]


@dataclass(frozen=True)
class Book:
    """A form filled in: `tellers` are the units that fill it in, `told` how many of them have entered something.

    `total` holds the figures of all of them together, `of_unit` those of each where rows stand for units.
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


def tellers_of(form: OfficialForm, period: ReportingPeriod, unit: Unit) -> list[Unit]:
    """The units that fill a form in: the unit itself and those below it, where they are of a level that does."""
    below = Unit.objects.under(unit) | Unit.objects.filter(pk=unit.pk)
    found = units_of_period(period).filter(pk__in=below.values("pk"), kind__in=form.levels)
    return list(found.select_related("parent").order_by("code"))


def own_figures(definition: Definition, form: OfficialForm, period: ReportingPeriod, unit: Unit) -> Worked:
    """The figures of a unit alone, as it fills the form in."""
    entered = {
        (row or "", column): value
        for row, column, value in _figures(form, period, [unit.pk]).values_list("row__key", "column__key", "value")
    }
    found = ask(period, [unit], _asked(definition))
    return Worked(definition, entered, lambda reference, column: found.get((unit.pk, reference)))


def read_book(form: OfficialForm, period: ReportingPeriod, unit: Unit) -> Book:
    """The form of a unit, in a number of queries that does not grow with the units below."""
    definition = definition_of(form)
    tellers = tellers_of(form, period, unit)
    figures = _figures(form, period, [each.pk for each in tellers])
    found = ask(period, list({each.pk: each for each in (*tellers, unit)}.values()), _asked(definition))
    return Book(
        form,
        definition,
        period,
        unit,
        tuple(tellers),
        figures.aggregate(told=Count("unit", distinct=True))["told"],
        _together(definition, figures, found, tellers, unit),
        _by_unit(definition, figures, found, tellers) if definition.is_by_unit else {},
    )


def _figures(form: OfficialForm, period: ReportingPeriod, units: Collection[int]):
    return FormFigure.objects.filter(period=period, column__form=form, unit__in=units).order_by()


def _asked(definition: Definition) -> set[str]:
    return {reference for references in definition.references.values() for reference in references}


def _together(definition: Definition, figures, found: Found, tellers: Sequence[Unit], unit: Unit) -> Worked:
    """All tellers together: what adds up is added, of the rest a unit has its own figure only."""
    sums = figures.values("row__key", "column__key").annotate(sum=Sum("value"))
    entered = {(each["row__key"] or "", each["column__key"]): each["sum"] for each in sums}
    own = {
        (row or "", column): value
        for row, column, value in figures.filter(unit=unit).values_list("row__key", "column__key", "value")
    }
    adding = {column.key for column in definition.columns if column.adds}
    entered = {key: value for key, value in entered.items() if key[1] in adding}
    entered |= {key: value for key, value in own.items() if key[1] not in adding}
    return Worked(definition, entered, _asked_together(found, tellers, unit))


def _asked_together(
    found: Found, tellers: Sequence[Unit], unit: Unit
) -> Callable[[str, DefinedColumn], Decimal | None]:
    def asked(reference: str, column: DefinedColumn) -> Decimal | None:
        if not column.adds:
            return found.get((unit.pk, reference))
        return sum_of(found.get((each.pk, reference)) for each in tellers)

    return asked


def _by_unit(definition: Definition, figures, found: Found, tellers: Sequence[Unit]) -> dict[int, Worked]:
    entered: dict[int, dict[Key, Decimal]] = {}
    for unit, row, column, value in figures.values_list("unit_id", "row__key", "column__key", "value"):
        entered.setdefault(unit, {})[row or "", column] = value
    return {each.pk: Worked(definition, entered.get(each.pk, {}), _asked_of(found, each)) for each in tellers}


def _asked_of(found: Found, unit: Unit) -> Callable[[str, DefinedColumn], Decimal | None]:
    return lambda reference, column: found.get((unit.pk, reference))


def sum_of(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is known; None where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None
