"""Writes on results: a result and the totals above it change together or not at all."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from indicators.models import AddsUp, Indicator, Result
from indicators.results.adding import chunks
from indicators.results.totals import TotalKey, hold_totals, parents_of, recompute
from planning.people.users import User
from planning.places.units import Unit
from planning.upserts import BATCH, delete_rows, save_rows

# A result by its unit, indicator (ids) and year.
ResultKey = tuple[int, int, int]
FIELDS = ("value", "numerator", "denominator")


class NotARate(ValueError):
    """A denominator that is not above zero: nothing is a share of it."""


@dataclass(frozen=True)
class Figures:
    """What is known of a result: a value, the two counts of a rate, or a rate with the counts that came after it."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None

    def as_kept(self, adds_up: str) -> "Figures":
        """What is stored: only a ratio has counts."""
        if adds_up != AddsUp.RATIO:
            return Figures(self.value)
        if self.denominator is not None and self.denominator <= 0:
            raise NotARate(self.denominator)
        return self


BLANK = Figures()


@transaction.atomic
def store_results(
    values: Mapping[ResultKey, Figures | None], *, by: User | None, at: datetime, reason: str = ""
) -> None:
    """Store results with their history, and the totals of every unit above; None takes a result away.

    Writers wait for each other at the units and the totals they have in common. Raises NotARate; a LookupError
    where a unit or an indicator does not exist.
    """
    if not values:
        return
    units = _hold_units({unit for unit, _, _ in values})
    indicators = Indicator.objects.in_bulk({indicator for _, indicator, _ in values})
    kept = {key: (figures or BLANK).as_kept(indicators[key[1]].adds_up) for key, figures in values.items()}
    totals = hold_totals(_concerned(values, units, indicators))
    _write(kept, by, at, reason)
    recompute(totals, at=at)


def _hold_units(ids: Collection[int]) -> dict[int, Unit]:
    """Lock the units, each against others who write its results."""
    return {
        unit.pk: unit
        for chunk in chunks(sorted(ids), BATCH)
        for unit in Unit.objects.filter(pk__in=chunk)
        .select_related("parent")
        .order_by("pk")
        .select_for_update(of=("self",), no_key=True)
    }


def _concerned(
    keys: Iterable[ResultKey], units: Mapping[int, Unit], indicators: Mapping[int, Indicator]
) -> set[TotalKey]:
    return {
        (above, year, indicator)
        for unit, indicator, year in keys
        if indicators[indicator].adds_up != AddsUp.NOT
        for above in parents_of(units[unit])
    }


def _write(kept: Mapping[ResultKey, Figures], by: User | None, at: datetime, reason: str) -> None:
    stored = _stored(kept)
    changed, gone = [], []
    for key, figures in kept.items():
        result = stored.get(key)
        if figures == BLANK:
            gone += [result] if result else []
            continue
        row = result or Result(unit_id=key[0], indicator_id=key[1], year=key[2])
        if result is None or any(getattr(row, name) != getattr(figures, name) for name in FIELDS):
            for name in FIELDS:
                setattr(row, name, getattr(figures, name))
            changed.append(row)
    save_rows(changed, FIELDS, by=by, at=at, reason=reason)
    delete_rows(gone, by=by, at=at, reason=reason)


def _stored(keys: Iterable[ResultKey]) -> dict[ResultKey, Result]:
    """The results there are among the keys, read a year and some units at a time."""
    of_year: dict[int, list[ResultKey]] = defaultdict(list)
    for key in keys:
        of_year[key[2]].append(key)
    found = {}
    for year, wanted in of_year.items():
        for chunk in chunks(sorted(wanted), BATCH):
            units, indicators = {key[0] for key in chunk}, {key[1] for key in chunk}
            for row in Result.objects.filter(unit__in=units, indicator__in=indicators, year=year):
                found[row.unit_id, row.indicator_id, year] = row
    return {key: found[key] for key in found.keys() & set(keys)}
