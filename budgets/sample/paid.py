"""What the sample's holders paid, period by period: never more than there was; in the last year some of it lapses."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from random import Random

from budgets.models import BudgetLine, Nature, Payment
from budgets.paying.actions import store_payments
from budgets.paying.holdings import holdings_of
from budgets.paying.places import ZERO as NOTHING
from budgets.paying.places import Place, Told, asks_for_payments
from budgets.paying.rounds import round_of
from budgets.paying.telling import carried_over
from planning.plans.periods import PeriodKind, ReportingPeriod
from planning.sample.parts import LAST_DAY, LAST_YEAR, UNSENT, ZERO, Sample, sample_tracking
from planning.upserts import insert_values, know_sizes

MILLION, BATCH = 10**6, 5_000
CELL = ("period", "unit", "agency", "component", "source", "nature")
FIELDS = (*CELL, "given", "carried_in", "paid", "settled", "carried_out", "note")
# Hundredths of a year's money that are paid by its end, and hundredths of those by the end of a part of it.
IN_A_YEAR, BY_THEN = (86, 99), {PeriodKind.HALF: (30, 50), PeriodKind.NINE: (60, 80)}
# Hundredths of what was paid that are settled, and of what is left that go on into the next year.
SETTLED, GOES_ON = (96, 100), 60
Money = tuple[Decimal, Decimal | None]


@sample_tracking(20)
def add_payments(sample: Sample, period: ReportingPeriod, at: datetime) -> None:
    """Write what every unit and agency paid of what it holds; a large sample keeps no history."""
    if not asks_for_payments(period):
        return
    told = _told(sample, period)
    if sample.size.is_small:
        store_payments(period, {place: said for place, _, said in told}, by=sample.editor, at=at)
    else:
        _insert(period, told)
    know_sizes(Payment)


def _insert(period: ReportingPeriod, told: Iterator[tuple[Place, Money, Told]]) -> None:
    rows = (
        (period.pk, place.unit, place.agency, *place.line, *money, said.paid, said.settled, said.carried_out, "")
        for place, money, said in told
    )
    while batch := list(islice(rows, BATCH)):
        insert_values(Payment, FIELDS, batch)


def _told(sample: Sample, period: ReportingPeriod) -> Iterator[tuple[Place, Money, Told]]:
    """Each place where money lies, what there is, and what is told of it."""
    whole = round_of(period, sample.province.unit)
    held, carried = holdings_of(whole).amounts, carried_over(whole)
    odd = _odd(sample, period, held) | _to_be_shared_out(sample, period, held)
    for number, place in enumerate(sorted({*held, *carried}, key=_order)):
        money = held.get(place, NOTHING), carried.get(place)
        dice = Random(sample.dice("paid", period.year).randrange(10**6) * 10**6 + number)
        if place not in odd:
            yield place, money, _paid(sample, period, place, money, dice)
        elif (said := odd[place]) is not None:
            yield place, money, said


def _order(place: Place) -> tuple[int | str, ...]:
    return (place.unit, place.agency or 0, *place.line)


def _odd(sample: Sample, period: ReportingPeriod, held: Mapping[Place, Decimal]) -> dict[Place, Told | None]:
    """On the new map one commune has paid nothing of its first cell; in the end another has not told of its own."""
    found: dict[Place, Told | None] = {}
    tellings: dict[int, Told | None] = {ZERO: Told(paid=NOTHING)} if period.ends_on > LAST_DAY else {}
    if period.year == LAST_YEAR and period.kind == PeriodKind.YEAR:
        tellings[UNSENT] = None
    for which, said in tellings.items():
        commune = sample.commune(which)
        if own := sorted((place for place in held if commune and place.unit == commune.unit.pk), key=_order):
            found[own[0]] = said
    return found


def _to_be_shared_out(sample: Sample, period: ReportingPeriod, held: Mapping[Place, Decimal]) -> dict[Place, None]:
    """On the map before the merger the province holds what it gives to communes of today; nobody has paid of it."""
    if period.ends_on != LAST_DAY:
        return {}
    province = sample.province.unit.pk
    lines = BudgetLine.objects.filter(plan__unit=province, plan__first_year=period.year, shared_out__gt=0)
    shared = set(lines.values_list("component", "source", "nature"))
    return dict.fromkeys(place for place in held if place.line in shared and place[:2] == (province, None))


def _paid(sample: Sample, period: ReportingPeriod, place: Place, money: Money, dice: Random) -> Told:
    """Cumulative: the same chance for all periods of a year, so that a later one never tells less."""
    there_is = money[0] + (money[1] or NOTHING)
    in_a_year, settled = dice.randint(*IN_A_YEAR), dice.randint(*SETTLED)
    shares = {kind: dice.randint(*span) for kind, span in BY_THEN.items()}
    if period.kind in shares:
        return Told(money[1], _part(there_is, in_a_year * shares[PeriodKind(period.kind)], 10_000))
    paid = _part(there_is, in_a_year)
    left = there_is - paid
    goes_on = left if period.year < LAST_YEAR else _part(left, GOES_ON)
    carried_out = goes_on if goes_on and _may_go_on(sample, period, place) else None
    return Told(money[1], paid, _part(paid, settled), carried_out)


def _may_go_on(sample: Sample, period: ReportingPeriod, place: Place) -> bool:
    """Investment goes on into the next year wherever whoever holds it is still there; the rest lapses."""
    if place.line[2] != Nature.INVESTMENT:
        return False
    next_end = date(period.year + 1, 12, 31)
    agencies = {each.pk for each in sample.agencies_on(sample.province.unit, next_end)}
    if place.agency:
        return place.agency in agencies
    return place.unit == sample.province.unit.pk or period.year != LAST_YEAR - 1


def _part(amount: Decimal, part: int, whole: int = 100) -> Decimal:
    """So many hundredths, down to whole millions."""
    return Decimal(int(amount) * part // whole // MILLION * MILLION)
