"""What holders have told of their money, beside what is known of it: given by plans, carried over from last year."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal

from budgets.models import Payment
from budgets.models.payments import TOLD
from budgets.paying.lineage import periods_before, periods_of_line, side_by_side
from budgets.paying.places import ZERO, Place, Told, former_units
from planning.places.agencies import Agency
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod

NOTHING = Told()


@dataclass(frozen=True)
class Sums:
    """Amounts of one place or of many, in đồng; each is None where nothing is known of it.

    `untold` is what might be paid where nobody has said what was: it is no more unspent than spent.
    """

    given: Decimal | None = None
    carried_in: Decimal | None = None
    paid: Decimal | None = None
    settled: Decimal | None = None
    carried_out: Decimal | None = None
    untold: Decimal | None = None

    @property
    def available(self) -> Decimal | None:
        """What may be paid in the year: what was given, and what came over from last year."""
        if self.given is None and self.carried_in is None:
            return None
        return (self.given or ZERO) + (self.carried_in or ZERO)

    @property
    def left(self) -> Decimal | None:
        """What is neither paid nor carried over of money whose payment is told."""
        if self.available is None or self.paid is None:
            return None
        return self.available - (self.untold or ZERO) - self.paid - (self.carried_out or ZERO)

    @property
    def percent(self) -> Decimal | None:
        """Paid of each hundred available; of nothing available there is no percentage, nor of nothing told."""
        return self.paid * 100 / self.available if self.paid is not None and self.available else None

    @property
    def told(self) -> Told:
        """What of this the holder tells."""
        return Told(self.carried_in, self.paid, self.settled, self.carried_out)


MEASURES = tuple(each.name for each in fields(Sums))


def told_of(period: ReportingPeriod, units: Collection[Unit]) -> dict[Place, Told]:
    """What units have told for a period."""
    rows = Payment.objects.filter(period=period).order_by()
    if len(units) == 1:
        rows = rows.filter(unit__in=[unit.pk for unit in units])
    keys = {unit.pk for unit in units}
    names = ("unit", "agency", "component", "source", "nature", *TOLD)
    return {
        Place(unit, agency, (component, source, nature)): Told(*told)
        for unit, agency, component, source, nature, *told in rows.values_list(*names)
        if unit in keys
    }


def rows_of(period: ReportingPeriod, units: Collection[Unit]) -> dict[Place, Payment]:
    """The rows in which they told it."""
    rows = Payment.objects.filter(period=period, unit__in=[unit.pk for unit in units]).order_by()
    return {place_of(row): row for row in rows}


def place_of(row: Payment) -> Place:
    """Where a payment belongs."""
    return Place(row.unit_id, row.agency_id, (row.component_id, row.source_id, row.nature))


def carried_over(period: ReportingPeriod, units: list[Unit]) -> dict[Place, Decimal]:
    """What the annual reports of the year before say is carried over to this one, by the place that has it now."""
    return _told_before(period, periods_before(period), units, "carried_out")


def _told_before(
    period: ReportingPeriod, before: Collection[ReportingPeriod], units: list[Unit], measure: str
) -> dict[Place, Decimal]:
    """An amount that periods before this one tell, by the place that has it now.

    Of a unit that was merged its successor has it, of an agency its only successor; what a unit had whom nobody took
    over whole is with the one that holds the period, where that is among `units`.
    """
    if not before:
        return {}
    heirs = former_units(units) | {unit.pk: unit.pk for unit in units}
    is_whole = period.unit_id in heirs.values()
    rows = Payment.objects.filter(period__in=[each.pk for each in before]).exclude(**{measure: None})
    rows = rows if is_whole else rows.filter(unit__in=heirs)
    names = ("unit", "agency", "component", "source", "nature", measure)
    agencies = _agencies_after(period)
    found: defaultdict[Place, Decimal] = defaultdict(Decimal)
    for unit, agency, component, source, nature, amount in rows.order_by().values_list(*names):
        holder = heirs.get(unit, period.unit_id)
        found[Place(holder, agencies.get(agency, agency), (component, source, nature))] += amount
    return dict(found)


def _agencies_after(period: ReportingPeriod) -> dict[int, int]:
    """For each agency gone by the period's last day the one that took its work over, where only one did."""
    gone = Agency.objects.filter(valid_to__lt=period.ends_on).exclude(successors=None)
    pairs: defaultdict[int, list[int]] = defaultdict(list)
    for agency, successor in gone.values_list("pk", "successors"):
        pairs[agency].append(successor)
    return {agency: successors[0] for agency, successors in pairs.items() if len(successors) == 1}


def told_earlier(period: ReportingPeriod, units: list[Unit]) -> tuple[str, dict[Place, Decimal]]:
    """The words of the last period of the same year before this one, and what it says was paid at each place."""
    earlier = side_by_side(
        each for each in periods_of_line(period) if each.year == period.year and each.ends_on < period.ends_on
    )
    return (earlier[0].words if earlier else ""), _told_before(period, earlier, units, "paid")


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
