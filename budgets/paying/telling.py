"""What holders have told of their money, beside what is known of it: given by plans, carried over from last year."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import Decimal

from django.db.models import Q

from budgets.models import Payment
from budgets.models.payments import TOLD
from budgets.paying.lineage import periods_before_each, periods_of_lines, side_by_side
from budgets.paying.places import Place, Told
from budgets.paying.rounds import Round
from budgets.paying.sums import Sums
from planning.places.agencies import Agency
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod

NOTHING = Told()


def told_of(asked: Round) -> dict[Place, Told]:
    """What the units of a round have told, each in its own period."""
    rows = Payment.objects.filter(period__in=[period.pk for period in asked.periods]).order_by()
    if len(asked.units) == len(asked.periods):
        rows = rows.filter(unit__in=asked.period_of)
    names = ("period", "unit", "agency", "component", "source", "nature", *TOLD)
    return {
        Place(unit, agency, (component, source, nature)): Told(*told)
        for period, unit, agency, component, source, nature, *told in rows.values_list(*names)
        if asked.period_of.get(unit) == period
    }


def rows_of(period: ReportingPeriod, units: Collection[Unit]) -> dict[Place, Payment]:
    """The rows in which they told it."""
    rows = Payment.objects.filter(period=period, unit__in=[unit.pk for unit in units]).order_by()
    return {place_of(row): row for row in rows}


def place_of(row: Payment) -> Place:
    """Where a payment belongs."""
    return Place(row.unit_id, row.agency_id, (row.component_id, row.source_id, row.nature))


def carried_over(asked: Round) -> dict[Place, Decimal]:
    """What the annual reports of the year before say is carried over to this one, by the place that has it now."""
    return _told_before(asked, periods_before_each(asked.periods), "carried_out")


def _told_before(
    asked: Round, before: Mapping[int, Collection[ReportingPeriod]], measure: str
) -> dict[Place, Decimal]:
    """An amount that periods before each of a round tell, by the place that has it now.

    Of a unit that was merged its successor has it, of an agency its only successor; what a unit had whom nobody took
    over whole is with the one that holds the period, where that is of the round.
    """
    holders = {period.pk: period.unit_id for period in asked.periods}
    after = {each.pk: holders[key] for key, periods in before.items() for each in periods}
    if not after:
        return {}
    heirs, present = asked.heirs, frozenset(asked.heirs.values())
    whole = [former for former, holder in after.items() if holder in present]
    rows = Payment.objects.filter(Q(period__in=whole) | Q(period__in=after, unit__in=heirs))
    names = ("period", "unit", "agency", "component", "source", "nature", measure)
    agencies = _agencies_after(asked.period)
    found: defaultdict[Place, Decimal] = defaultdict(Decimal)
    for period, unit, agency, component, source, nature, dong in (
        rows.exclude(**{measure: None}).order_by().values_list(*names)
    ):
        holder = heirs.get(unit, after[period])
        found[Place(holder, agencies.get(agency, agency), (component, source, nature))] += dong
    return dict(found)


def _agencies_after(period: ReportingPeriod) -> dict[int, int]:
    """For each agency gone by the period's last day the one that took its work over, where only one did."""
    gone = Agency.objects.filter(valid_to__lt=period.ends_on).exclude(successors=None)
    pairs: defaultdict[int, list[int]] = defaultdict(list)
    for agency, successor in gone.values_list("pk", "successors"):
        pairs[agency].append(successor)
    return {agency: successors[0] for agency, successors in pairs.items() if len(successors) == 1}


def told_earlier(asked: Round) -> tuple[str, dict[Place, Decimal]]:
    """The words of the last period of the same year before this one, and what it says was paid at each place."""
    year, day = asked.period.year, asked.period.ends_on
    before = {
        key: side_by_side(each for each in line if each.year == year and each.ends_on < day)
        for key, line in periods_of_lines(asked.periods).items()
    }
    words = next((each.words for periods in before.values() for each in periods), "")
    return words, _told_before(asked, before, "paid")


def sums_at(
    held: Mapping[Place, Decimal], told: Mapping[Place, Told], carried: Mapping[Place, Decimal]
) -> dict[Place, Sums]:
    """All that is known of each place: what is held as plans have it now, what is carried over as last year says."""
    sums = {}
    for place in dict.fromkeys([*held, *told, *(place for place, amount in carried.items() if amount)]):
        said = told.get(place, NOTHING)
        carried_in = carried.get(place, said.carried_in)
        known = Sums(held.get(place), carried_in, said.paid, said.settled, said.carried_out)
        sums[place] = known if known.paid is not None else replace(known, untold=known.available or None)
    return sums
