"""The counterpart a plan owes for the central budget's money: which rates apply, what they call for, what there is."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from django.db.models import Q

from budgets.cube import BudgetCube, SourceNode, exact_cube_of, sources_of
from budgets.models import CounterpartRate, Nature, RateBase, Rounding
from budgets.rounding import nearest
from planning.formats import number, rounded
from planning.places.units import GroupMembership, Unit
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.plans.territory import map_day

CENTRAL, LOCAL = "central", "local"
DIVIDED = (Nature.INVESTMENT, Nature.RECURRENT)
SHARE_DECIMALS = 2


@dataclass(frozen=True)
class Check:
    """A rate beside what a plan has: `percent` is what the rate says, amounts are in đồng.

    `nature` is None for all money of the source; `entered` is None where there is no line; `rounding` is None for
    what several rates come to, each of them rounded by itself.
    """

    source: str
    nature: Nature | None
    percent: Decimal
    of: str
    base: Decimal
    expected: Decimal
    entered: Decimal | None
    tolerance: Decimal
    document: str
    rounding: Rounding | None = None
    rounding_unit: int = 1
    note: str = ""

    @property
    def exact(self) -> Decimal:
        """What the rate calls for before it is rounded."""
        return self.base * self.percent / 100

    @property
    def difference(self) -> Decimal:
        return (self.entered or Decimal(0)) - self.expected

    @property
    def is_within(self) -> bool:
        """Whether what there is differs from what is called for by no more than is allowed."""
        return abs(self.difference) <= self.tolerance

    @property
    def share(self) -> Decimal | None:
        """What there is, in percent of the base."""
        return self.entered * 100 / self.base if self.base and self.entered is not None else None

    @property
    def share_words(self) -> str:
        return "" if self.share is None else percent_words(self.share, self.percent)

    @property
    def name(self) -> str:
        """`Ngân sách địa phương, sự nghiệp`."""
        return f"{self.source}, {self.nature.label.lower()}" if self.nature else self.source


def percent_words(share: Decimal, rate: Decimal) -> str:
    """A share with two decimals, or with as many as tell it from the rate: 15,004 % is not 15 %."""
    decimals = SHARE_DECIMALS
    while share != rate and rounded(share, decimals) == rate:
        decimals += 1
    return f"{number(share, decimals)} %"


def rates_of(plan: Plan) -> list[CounterpartRate]:
    """The rates that apply to a plan: for each source and base the most particular one.

    A rate for the unit goes before one for a group it belongs to, that before one for a unit above, that before
    one for everywhere; then a rate for the plan's level before one for all, and the shorter period before the longer.
    """
    above = set(Unit.objects.above(plan.unit).values_list("pk", flat=True))
    groups = _groups_of(plan, above)
    rates = (
        CounterpartRate.objects.filter(
            Q(unit=None, group=None) | Q(unit__in=[plan.unit_id, *above]) | Q(group__in=groups),
            programme=plan.programme_id,
            level__in=["", plan.unit.kind],
            first_year__lte=plan.first_year,
            last_year__gte=plan.last_year,
        )
        .select_related("source", "document")
        .order_by("source__position", "pk")
    )
    best: dict[tuple[int, str], CounterpartRate] = {}
    for rate in sorted(rates, key=lambda rate: _particularity(rate, plan, groups)):
        best[rate.source_id, rate.base] = rate
    return sorted(best.values(), key=lambda rate: (rate.source.position, rate.base))


def _groups_of(plan: Plan, above: set[int]) -> dict[int, int]:
    """The groups to which the plan's unit, or one above it, belongs on the plan's day, each with that unit."""
    member = GroupMembership.objects.open_on(map_day(plan)).filter(unit__in=[plan.unit_id, *above])
    groups: dict[int, int] = {}
    for group, unit in member.values_list("group", "unit"):
        groups[group] = plan.unit_id if plan.unit_id in (unit, groups.get(group)) else unit
    return groups


def _particularity(rate: CounterpartRate, plan: Plan, groups: dict[int, int]) -> tuple[int, bool, int, int]:
    """How near a rate is to the plan: the greater of two applies."""
    scope = 0
    if rate.unit_id == plan.unit_id:
        scope = 4
    elif rate.group_id is not None:
        scope = 3 if groups[rate.group_id] == plan.unit_id else 1
    elif rate.unit_id is not None:
        scope = 2
    return scope, bool(rate.level), rate.first_year - rate.last_year, rate.pk


def checks_of(reading: Reading) -> list[Check]:
    """Each rate that applies to a plan with money to take it of, and what the rates of several tiers come to."""
    return reading.made(_made_checks)


def has_central_money(reading: Reading) -> bool:
    """Whether a plan has money of which a counterpart may be owed."""
    tops = reading.once(sources_of)
    return any(exact_cube_of(reading).has(top) for top in tops if top.source.code == CENTRAL)


def _made_checks(reading: Reading) -> list[Check]:
    rates, cube = reading.once(rates_of), exact_cube_of(reading)
    nodes = {node.source.pk: node for top in reading.once(sources_of) for node in top.walk()}
    checks = [check for rate in rates for check in _of_rate(rate, nodes[rate.source_id], cube, nodes)]
    return [*_of_all_tiers(rates, checks, cube, nodes), *checks]


def _of_rate(
    rate: CounterpartRate, source: SourceNode, cube: BudgetCube, nodes: dict[int, SourceNode]
) -> Iterator[Check]:
    """The rate on all money, then on each nature where both sides are divided by it."""
    base = _base(rate, nodes)
    whole = cube.total(source=base) if base else None
    if base is None or whole is None:
        return
    yield _check(rate, None, whole, cube.total(source=source))
    if _is_divided(cube, base) and _is_divided(cube, source):
        for nature in DIVIDED:
            part = cube.total(source=base, nature=nature)
            if part is not None:
                yield _check(rate, nature, part, cube.total(source=source, nature=nature))


def _base(rate: CounterpartRate, nodes: dict[int, SourceNode]) -> SourceNode | None:
    code = CENTRAL if rate.base == RateBase.CENTRAL else LOCAL
    return next((node for node in nodes.values() if node.source.code == code), None)


def _is_divided(cube: BudgetCube, source: SourceNode) -> bool:
    """Whether all money of a source is divided by nature."""
    return cube.has(source) and not cube.has(source, Nature.NONE)


def _check(rate: CounterpartRate, nature: Nature | None, base: Decimal, entered: Decimal | None) -> Check:
    return Check(
        source=rate.source.name,
        nature=nature,
        percent=rate.percent,
        of=rate.get_base_display(),
        base=base,
        expected=_rounded(base * rate.percent / 100, rate),
        entered=entered,
        tolerance=rate.tolerance,
        document=str(rate.document or ""),
        rounding=Rounding(rate.rounding),
        rounding_unit=rate.rounding_unit,
        note=rate.note,
    )


def _rounded(amount: Decimal, rate: CounterpartRate) -> Decimal:
    step = Decimal(rate.rounding_unit)
    if rate.rounding == Rounding.NEAREST:
        return nearest(amount, step)
    if rate.rounding == Rounding.DOWN:
        return (amount / step).quantize(Decimal(1), ROUND_FLOOR) * step
    return amount


def _of_all_tiers(
    rates: list[CounterpartRate], checks: list[Check], cube: BudgetCube, nodes: dict[int, SourceNode]
) -> Iterator[Check]:
    """What the rates of several local budgets on central money come to: 10 % and 5 % are 15 %."""
    local = next((node for node in nodes.values() if node.source.code == LOCAL), None)
    tiers = [rate for rate in rates if rate.base == RateBase.CENTRAL and local and rate.source_id in local.keys]
    names = {rate.source.name for rate in tiers}
    if local is None or len(tiers) < 2 or local.source.name in names:
        return
    whole = [check for check in checks if check.nature is None and check.of == RateBase.CENTRAL.label]
    parts = [check for check in whole if check.source in names]
    if len(parts) == len(tiers):
        yield Check(
            source=local.source.name,
            nature=None,
            percent=sum((rate.percent for rate in tiers), Decimal(0)),
            of=RateBase.CENTRAL.label,
            base=parts[0].base,
            expected=sum((part.expected for part in parts), Decimal(0)),
            entered=cube.total(source=local),
            tolerance=sum((part.tolerance for part in parts), Decimal(0)),
            document="",
        )
