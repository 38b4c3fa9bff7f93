"""Loading of administrative units: a province as it is today, what it was made from, how one became the other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from planning.facts import FIXTURES, insert_missing
from planning.places.unit_facts import UnitFact
from planning.places.units import (
    GroupMembership,
    Reorganisation,
    Succession,
    Unit,
    UnitGroup,
    UnitKind,
    with_search_names,
)

RESOLUTIONS = FIXTURES / "reorganisations.json"
BATCH = 1000


class NoSuchProvince(LookupError):
    """No province of today bears the code."""


@dataclass(frozen=True)
class Loaded:
    """What one loading did; `known` units were there before and were left alone."""

    added: int
    known: int
    successions: int
    groups: int


class UnitTable:
    """The facts about units, each found by its code and a day on which it bore that code."""

    def __init__(self, facts: Iterable[UnitFact]) -> None:
        self.facts = list(facts)
        self._by_code: dict[str, list[UnitFact]] = defaultdict(list)
        for fact in self.facts:
            self._by_code[fact.code].append(fact)

    def on(self, code: str, day: date) -> UnitFact:
        """The unit that bears `code` on `day`; raises LookupError where there is none."""
        for fact in self._by_code[code]:
            if (fact.valid_from or date.min) <= day <= (fact.valid_to or date.max):
                return fact
        raise LookupError(f"{code} on {day}")

    def parent(self, fact: UnitFact) -> UnitFact | None:
        """The unit above, as it is in the unit's own time."""
        return self.on(fact.parent, fact.valid_to or fact.valid_from or date.max) if fact.parent else None

    def province(self, fact: UnitFact) -> UnitFact:
        """The province at the top of the unit's own generation."""
        parent = self.parent(fact)
        return self.province(parent) if parent else fact

    def predecessors(self, fact: UnitFact) -> list[UnitFact]:
        """The units it was made from, as they were the day before."""
        if fact.valid_from is None:
            return []
        return [self.on(code, fact.valid_from - timedelta(days=1)) for code in fact.predecessors]

    def former_districts(self, fact: UnitFact) -> set[UnitFact]:
        """The districts whose land a commune of today has; an island district had no communes of its own."""
        olds = self.predecessors(fact) if fact.kind == UnitKind.COMMUNE else []
        districts = (old if old.kind == UnitKind.DISTRICT else self.parent(old) for old in olds)
        return {district for district in districts if district}

    def of_provinces(self, codes: Iterable[str]) -> list[UnitFact]:
        """Today's provinces of these codes and those they were made from, with all units of both."""
        roots = {root for code in codes for root in self._generations(code)}
        return [fact for fact in self.facts if self.province(fact) in roots]

    def _generations(self, code: str) -> list[UnitFact]:
        try:
            today = self.on(code, date.max)
        except LookupError:
            raise NoSuchProvince(code) from None
        if today.kind != UnitKind.PROVINCE:
            raise NoSuchProvince(code)
        return [today, *self.predecessors(today)]


@transaction.atomic
def load_units(table: UnitTable, facts: list[UnitFact]) -> Loaded:
    """Insert the units that are missing, with their successions and the groups of their former districts.

    What hangs on a unit goes in together with it, so what an officer has since changed or taken away stays so.
    """
    units = _known_units(facts)
    _place(units)
    added = [fact for fact in facts if fact not in units]
    for kind in UnitKind.values:
        level = [fact for fact in added if fact.kind == kind]
        rows = [_unit(fact, units.get(table.parent(fact))) for fact in level]
        units.update(zip(level, Unit.objects.bulk_create(with_search_names(rows), BATCH), strict=True))
    successions = list(_successions(table, added, units)) if added else []
    Succession.objects.bulk_create(successions, BATCH)
    return Loaded(len(added), len(facts) - len(added), len(successions), _add_groups(table, added, units))


def _known_units(facts: list[UnitFact]) -> dict[UnitFact | None, Unit]:
    """The units that are there: same code, and same beginning or same end, since either may have been edited."""
    by_code: dict[str, list[Unit]] = defaultdict(list)
    for unit in Unit.objects.all():
        by_code[unit.code].append(unit)
    return {
        fact: unit
        for fact in facts
        for unit in by_code[fact.code]
        if unit.valid_from == fact.valid_from or unit.valid_to == fact.valid_to
    }


def _place(units: dict[UnitFact | None, Unit]) -> None:
    """Give known units that have no place theirs: a map needs it, and nobody can have meant to take it away."""
    placed = []
    for fact, unit in units.items():
        if fact and fact.latitude is not None and unit.latitude is None and unit.longitude is None:
            unit.latitude, unit.longitude = fact.latitude, fact.longitude
            placed.append(unit)
    Unit.objects.bulk_update(placed, ["latitude", "longitude"], BATCH)


def _unit(fact: UnitFact, parent: Unit | None) -> Unit:
    return Unit(
        code=fact.code, name=fact.name, prefix=fact.prefix, kind=fact.kind, parent=parent,
        valid_from=fact.valid_from, valid_to=fact.valid_to, latitude=fact.latitude, longitude=fact.longitude,
    )  # fmt: skip


def _successions(table: UnitTable, added: list[UnitFact], units: dict[UnitFact | None, Unit]) -> Iterator[Succession]:
    insert_missing(RESOLUTIONS)
    reorganisations: dict[UnitFact | None, Reorganisation] = {}
    for fact in added:
        place = table.parent(fact)
        for old in table.predecessors(fact):
            if place not in reorganisations:
                reorganisations[place] = _reorganisation(fact, place)
            yield Succession(
                reorganisation=reorganisations[place],
                predecessor=units[old],
                successor=units[fact],
                is_partial=old.code in fact.partly,
            )


def _reorganisation(fact: UnitFact, province: UnitFact | None) -> Reorganisation:
    """The rearrangement that made `fact`: of communes within `province`, of provinces without one.

    Where its resolution is not among the facts, it names no document.
    """
    year = fact.valid_from.year if fact.valid_from else ""
    code, name = f"dvhc-cap-tinh-{year}", f"Sắp xếp đơn vị hành chính cấp tỉnh năm {year}"
    if province:
        code = f"dvhc-cap-xa-{year}-{province.code}"
        place = f"{province.prefix.lower()} {province.name}"
        name = f"Sắp xếp đơn vị hành chính cấp xã của {place} năm {year}"
    defaults = {"name": name, "effective_on": fact.valid_from}
    return Reorganisation.objects.get_or_create(code=code, defaults=defaults)[0]


def _add_groups(table: UnitTable, added: list[UnitFact], units: dict[UnitFact | None, Unit]) -> int:
    """Add a group for each former district whose communes of today were added; return how many."""
    members: dict[UnitFact, list[UnitFact]] = defaultdict(list)
    for fact in added:
        for district in table.former_districts(fact):
            members[district].append(fact)
    grouped = set(UnitGroup.objects.exclude(former_unit=None).values_list("former_unit", flat=True))
    districts = [district for district in members if units[district].pk not in grouped]
    groups = UnitGroup.objects.bulk_create([_group(units[district]) for district in districts], BATCH)
    GroupMembership.objects.bulk_create(
        [
            GroupMembership(
                group=group,
                unit=units[fact],
                valid_from=fact.valid_from,
                note="một phần địa bàn" if len(table.former_districts(fact)) > 1 else "",
            )
            for district, group in zip(districts, groups, strict=True)
            for fact in members[district]
        ],
        BATCH,
    )
    return len(groups)


def _group(district: Unit) -> UnitGroup:
    return UnitGroup(code=f"huyen-cu-{district.code}", name=f"địa bàn {district.full_name} (cũ)", former_unit=district)
