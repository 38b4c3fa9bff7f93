"""The figures of a form for a unit and a period: its own where it fills the form in, added up where others do."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planning.official.definition import DefinedColumn, Definition, Key, definition_of
from planning.official.models import FormFigure, OfficialForm
from planning.official.sources import Together, ask, ask_together
from planning.official.working import Cover, Worked
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.tracking.scopes import units_of_period
from planning.tracking.submissions import Submission

ZERO = Decimal(0)
Found = Mapping[tuple[int, str], Decimal]
# By the unit's id, then by cell.
Entered = Mapping[int, Mapping[Key, Decimal]]


@dataclass(frozen=True)
class Book:
    """A form filled in: `tellers` are the units that fill it in, `told` those of them that have entered something,
    `given` how many cells they have, and `sent` are those whose report is with the level above.

    `total` holds the figures of all of them together, `of_unit` those of each.
    """

    form: OfficialForm
    definition: Definition
    period: ReportingPeriod
    unit: Unit
    tellers: tuple[Unit, ...]
    told: frozenset[int]
    sent: frozenset[int]
    given: int
    total: Worked
    of_unit: Mapping[int, Worked]

    @property
    def is_own(self) -> bool:
        """Whether the unit fills the form in alone, with nothing below it to add up."""
        return self.tellers == (self.unit,)

    @property
    def asked(self) -> int:
        """How many cells the units that have entered something fill in."""
        return len(self.told) * len(self.definition.entered)

    @property
    def silent(self) -> tuple[Unit, ...]:
        """The tellers that have entered nothing."""
        return tuple(unit for unit in self.tellers if unit.pk not in self.told)

    @property
    def unsent(self) -> tuple[Unit, ...]:
        """The tellers that have not sent their report, whose figures are in the total all the same."""
        return tuple(unit for unit in self.tellers if unit.pk not in self.sent)

    def is_of_fewer(self, worked: Worked, key: Key) -> int | None:
        """How many units are behind a figure of all, where those are not all that have told something."""
        if worked.cover is None or not self.definition.column_at[key[1]].adds or worked.value(key) is None:
            return None
        behind = len(worked.cover.of(key))
        return behind if 0 < behind != len(self.told or self.tellers) else None

    @property
    def lacks_totals(self) -> bool:
        """Whether a figure of all is left out because what it is worked out from is not of the same units."""
        cover = self.total.cover
        return cover is not None and not all(map(cover.stands, self.definition.contents))


def tellers_of(form: OfficialForm, period: ReportingPeriod, unit: Unit) -> list[Unit]:
    """The units that fill a form in: the unit itself and those below it, where they are of a level that does."""
    below = Unit.objects.under(unit) | Unit.objects.filter(pk=unit.pk)
    found = units_of_period(period).filter(pk__in=below.values("pk"), kind__in=form.levels)
    return list(found.select_related("parent").order_by("code"))


def own_figures(
    definitions: Mapping[int, Definition],
    period: ReportingPeriod,
    unit: Unit,
    *,
    more: Collection[str] = (),
    changed: Mapping[Key, Decimal | None] | None = None,
) -> dict[int, Worked]:
    """The figures of a unit alone in some forms, as it fills them in, or as they would be with some `changed`.

    `more` are figures elsewhere that are asked for beside those of the cells. The number of queries does not grow
    with the forms.
    """
    found = ask(period, [unit], {name for each in definitions.values() for name in _asked(each)} | set(more))
    told: dict[int, dict[Key, Decimal | None]] = {form: {} for form in definitions}
    figures = FormFigure.objects.filter(period=period, unit=unit, column__form__in=definitions)
    for form, row, column, value in figures.order_by().values_list("column__form", "row__key", "column__key", "value"):
        told[form][row or "", column] = value
    return {
        form: Worked(
            definition,
            {key: value for key, value in {**told[form], **(changed or {})}.items() if value is not None},
            lambda reference, column: found.get((unit.pk, reference)),
        )
        for form, definition in definitions.items()
    }


def read_book(form: OfficialForm, period: ReportingPeriod, unit: Unit) -> Book:
    """The form of a unit, in a number of queries that does not grow with the units below."""
    definition = definition_of(form)
    tellers = tellers_of(form, period, unit)
    entered = _entered(form, period, tellers)
    asked = _asked(definition)
    found = ask(period, list({each.pk: each for each in (*tellers, unit)}.values()), asked)
    apart = {} if tellers == [unit] else ask_together(period, tellers, asked)
    cells = frozenset(definition.entered)
    return Book(
        form,
        definition,
        period,
        unit,
        tuple(tellers),
        frozenset(entered),
        _sent(period, tellers),
        sum(len(cells & told.keys()) for told in entered.values()),
        _together(definition, entered, _Found(found, apart, unit), tellers),
        {each.pk: _of_one(definition, entered, found, each) for each in tellers},
    )


def _sent(period: ReportingPeriod, tellers: Iterable[Unit]) -> frozenset[int]:
    """The units whose report of the period is with the level above."""
    sent = Submission.objects.filter(period=period, unit__in=[unit.pk for unit in tellers]).sent()
    return frozenset(sent.order_by().values_list("unit", flat=True))


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


def _together(definition: Definition, entered: Entered, found: "_Found", tellers: Sequence[Unit]) -> Worked:
    """All tellers together: what adds up is added, of the rest a unit has its own figure only."""
    adding = {column.key for column in definition.columns if column.adds}
    ids = [each.pk for each in tellers]
    sums: dict[Key, Decimal] = {}
    behind: dict[Key, set[int]] = {}
    for teller in ids:
        for key, value in entered.get(teller, {}).items():
            if key[1] in adding or teller == found.unit.pk:
                sums[key] = sums.get(key, ZERO) + value
                behind.setdefault(key, set()).add(teller)

    def asked(reference: str, column: DefinedColumn) -> Decimal | None:
        return found.together(reference, ids) if column.adds else found.own(reference)

    def units_behind(reference: str, column: DefinedColumn) -> frozenset[int]:
        return found.behind(reference, ids if column.adds else [found.unit.pk])

    cover = Cover(definition, {key: frozenset(units) for key, units in behind.items()}, units_behind)
    return Worked(definition, sums, asked, cover)


@dataclass(frozen=True)
class _Found:
    """What stands elsewhere: of each unit, of those together where adding would be wrong, and who asks."""

    of_unit: Found
    apart: Together
    unit: Unit

    def own(self, reference: str) -> Decimal | None:
        return self.of_unit.get((self.unit.pk, reference))

    def together(self, reference: str, units: Sequence[int]) -> Decimal | None:
        if reference in self.apart:
            return self.apart[reference]
        known = [value for unit in units if (value := self.of_unit.get((unit, reference))) is not None]
        return sum(known, ZERO) if known else None

    def behind(self, reference: str, units: Sequence[int]) -> frozenset[int]:
        return frozenset(unit for unit in units if (unit, reference) in self.of_unit)
