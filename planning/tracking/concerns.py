"""What of the reporting concerns a person: the reports of their own units, and how those below stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from planning.people.reach import units_of_posts
from planning.people.users import User
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.tracking.standing import Count, Standing, counted, reporting_pairs, standings_of


@dataclass(frozen=True)
class Concern:
    """A period with the person's own reports in it and, where their unit holds it, the count of those below."""

    period: ReportingPeriod
    own: tuple[Standing, ...]
    below: Count | None = None


def concerns_of(user: User, periods: Iterable[ReportingPeriod], today: date) -> list[Concern]:
    """Each period as it concerns the person; five queries, however many periods and units there are.

    A period that is locked asks nothing of those below any more, so they are not counted.
    """
    periods = list(periods)
    own = list(units_of_posts(user).select_related("parent"))
    held = [period for period in periods if period.locked_at is None and period.unit_id in {unit.pk for unit in own}]
    below = _below(held)
    pairs, pairs_below = list(reporting_pairs(periods, own)), list(reporting_pairs(held, below))
    standings = standings_of(pairs + pairs_below, today)
    return [_concern(period, standings[: len(pairs)], standings[len(pairs) :], period in held) for period in periods]


def _concern(period: ReportingPeriod, own: Sequence[Standing], below: Sequence[Standing], is_held: bool) -> Concern:
    of_period = tuple(each for each in own if each.period.pk == period.pk)
    count = counted([each for each in below if each.period.pk == period.pk]) if is_held else None
    return Concern(period, of_period, count)


def _below(periods: Sequence[ReportingPeriod]) -> list[Unit]:
    holders = {period.unit_id for period in periods}
    below = Unit.objects.filter(Q(parent__in=holders) | Q(parent__parent__in=holders))
    return list(below.select_related("parent"))
