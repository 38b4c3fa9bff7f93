"""The board of a period: who has sent, who is late, who has blanks, for the units a person may see."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from planning.places.former import homes_on
from planning.places.units import Unit, UnitKind, UnitQuerySet
from planning.plans.periods import ReportingPeriod
from planning.plans.plans import Plan
from planning.tracking.filling import Filled, Part, parts_of_reports
from planning.tracking.papers import issued_in
from planning.tracking.standing import Count, Standing, counted, of_those_below, standings_of

# By the unit: what its heading is sorted by, and the heading.
Groups = dict[int, tuple[str, str]]


class Filter(StrEnum):
    """What of a board is shown."""

    ALL = "all"
    MISSING = "missing"
    LATE = "late"
    SENT_LATE = "sent-late"
    BLANKS = "blanks"
    RETURNED = "returned"


FILTER_WORDS = {
    Filter.ALL: "Tất cả",
    Filter.MISSING: "Chưa gửi",
    Filter.LATE: "Quá hạn chưa gửi",
    Filter.SENT_LATE: "Gửi chậm",
    Filter.BLANKS: "Còn ô trống",
    Filter.RETURNED: "Bị trả lại",
}


@dataclass(frozen=True)
class Line:
    """A unit's line: how it stands, and of each part what is given of what is asked (None: nothing is asked).

    `papers` are the reports it has issued for the period.
    """

    standing: Standing
    group: str
    filled: tuple[tuple[Part, Filled | None], ...]
    papers: tuple[Plan, ...] = ()

    @property
    def unit(self) -> Unit:
        return self.standing.unit

    @property
    def blanks(self) -> int:
        return sum(filled.blanks for _, filled in self.filled if filled)

    @property
    def parts(self) -> list[tuple[Part, Filled | None, str]]:
        """Each part with its figures and the address of its table."""
        period = self.standing.period
        return [(part, filled, part.address(period, self.unit)) for part, filled in self.filled]


@dataclass(frozen=True)
class Board:
    """The lines of a period. Those of units below another are counted and sifted; `own` stands above them."""

    period: ReportingPeriod
    parts: tuple[Part, ...]
    lines: tuple[Line, ...]

    @cached_property
    def asked(self) -> list[Line]:
        """The lines that are counted, whichever are shown."""
        asked = {each.unit.pk for each in of_those_below([line.standing for line in self.lines])}
        return [line for line in self.lines if line.unit.pk in asked]

    @property
    def own(self) -> list[Line]:
        """The reports of who looks down on the others: they go to the level above."""
        asked = {line.unit.pk for line in self.asked}
        return [line for line in self.lines if line.unit.pk not in asked]

    @cached_property
    def count(self) -> Count:
        return counted([line.standing for line in self.asked])

    @property
    def has_papers(self) -> bool:
        """Whether any unit has issued its report, so that there is a column to show."""
        return any(line.papers for line in self.asked)

    @property
    def with_blanks(self) -> int:
        return sum(line.blanks > 0 for line in self.asked)

    def shown(self, by: Filter) -> list[Line]:
        """The lines a filter leaves."""
        return [line for line in self.asked if KEEPS[by](line)]

    @property
    def filters(self) -> list[tuple[Filter, str, int]]:
        """What may be asked for, in words, and how many lines each leaves."""
        return [(by, words, len(self.shown(by))) for by, words in FILTER_WORDS.items()]


KEEPS: Mapping[Filter, Callable[[Line], bool]] = {
    Filter.ALL: lambda line: True,
    Filter.MISSING: lambda line: not line.standing.is_sent,
    Filter.LATE: lambda line: line.standing.is_overdue,
    Filter.SENT_LATE: lambda line: line.standing.is_sent_late,
    Filter.BLANKS: lambda line: line.blanks > 0,
    Filter.RETURNED: lambda line: line.standing.is_returned,
}


def board_of(period: ReportingPeriod, units: UnitQuerySet, today: date) -> Board:
    """The board over some units of a period; how many there are makes no more queries."""
    known = list(units.select_related("parent"))
    groups = _groups(period, known)
    known.sort(key=lambda unit: (unit.pk != period.unit_id, groups[unit.pk], _rank(unit), unit.code))
    parts = tuple(parts_of_reports())
    counts = [part.count(period, known) for part in parts]
    issued = issued_in(period, known)
    lines = [
        Line(
            each,
            groups[each.unit.pk][1],
            tuple((part, count.get(each.unit.pk)) for part, count in zip(parts, counts, strict=True)),
            issued.get(each.unit.pk, ()),
        )
        for each in standings_of([(period, unit) for unit in known], today)
    ]
    return Board(period, parts, tuple(lines))


def _rank(unit: Unit) -> int:
    return [UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE].index(UnitKind(unit.kind))


def _groups(period: ReportingPeriod, units: Sequence[Unit]) -> Groups:
    """The heading each unit stands under: its district, the former district it lies in, or none."""
    homes = homes_on(period.ends_on, units)
    # They come in the order of the districts' codes.
    order = {home.group.pk: place for place, home in enumerate(homes.values())}
    groups: Groups = {pk: (f"{order[home.group.pk]:06}", home.group.name) for pk, home in homes.items()}
    for unit in units:
        if district := _district(unit):
            groups[unit.pk] = district.code, district.full_name
    return {unit.pk: groups.get(unit.pk, ("", "")) for unit in units}


def _district(unit: Unit) -> Unit | None:
    """The district a unit is, or belongs to."""
    return next((each for each in (unit, unit.parent) if each and each.kind == UnitKind.DISTRICT), None)
