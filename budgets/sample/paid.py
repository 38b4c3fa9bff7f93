"""What the sample's holders paid, period by period: what is left goes on into the next year, and a little lapses."""

from collections.abc import Collection, Iterator, Mapping
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
# Less than this is spent at once, so that a few millions are not rounded to nothing.
SMALL = 20 * MILLION
# Of a hundred cells so many are not settled in full, and what is left of them lapses; hundredths that are settled.
FORGETFUL, SETTLED = 3, (90, 98)
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
    staying = _staying(sample, period.year + 1)
    for number, place in enumerate(sorted({*held, *carried}, key=_order)):
        money = held.get(place, NOTHING), carried.get(place)
        dice = Random(sample.dice("paid", period.year).randrange(10**6) * 10**6 + number)
        if place not in odd:
            goes_on = _goes_on(sample, period, place, staying)
            yield place, money, _paid(period, place, money, dice, goes_on=goes_on)
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


def _paid(period: ReportingPeriod, place: Place, money: Money, dice: Random, *, goes_on: bool) -> Told:
    """Cumulative: the same chance for all periods of a year, so that a later one never tells less."""
    there_is = money[0] + (money[1] or NOTHING)
    of_hundred, shares = dice.randint(*IN_A_YEAR), {kind: dice.randint(*span) for kind, span in BY_THEN.items()}
    is_forgetful, settled = dice.randint(1, 100) <= FORGETFUL, dice.randint(*SETTLED)
    is_budget = place.line[2] != Nature.NONE
    in_a_year = _part(there_is, of_hundred)
    if there_is < SMALL or (is_budget and not goes_on):
        in_a_year = there_is
    elif is_budget and not is_forgetful:
        in_a_year = min(in_a_year, money[0] or in_a_year)
    if period.kind in shares:
        return Told(money[1], _part(in_a_year, shares[PeriodKind(period.kind)]))
    if not is_budget:
        return Told(money[1], in_a_year)
    if is_forgetful:
        return Told(money[1], in_a_year, _part(in_a_year, settled))
    return Told(money[1], in_a_year, in_a_year, there_is - in_a_year or None)


def _staying(sample: Sample, year: int) -> set[int]:
    """The province's agencies that are there at the end of a year, or whose work one other alone took over by then."""
    agencies = {agency.pk for agency in sample.agencies_on(sample.province.unit, date(year, 12, 31))}
    gone = [agency for agency in sample.agencies if agency.pk not in agencies]
    return agencies | {agency.pk for agency in gone if agency.successors.count() == 1}


def _goes_on(sample: Sample, period: ReportingPeriod, place: Place, staying: Collection[int]) -> bool:
    """Whether what is left at the year's end is carried over; a district, which goes itself, leaves nothing over."""
    if place.agency:
        return place.agency in staying
    return place.unit == sample.province.unit.pk or period.year == LAST_YEAR


def _part(amount: Decimal, part: int, whole: int = 100) -> Decimal:
    """So many hundredths, down to whole millions."""
    return Decimal(int(amount) * part // whole // MILLION * MILLION)
