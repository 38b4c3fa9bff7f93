"""The province's money in the sample: central lines, the counterpart its rates call for, and what is shared out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal

from budgets.models import Allocation, BudgetLine, CounterpartRate, FundingSource, Nature, Stage
from planning.places.agencies import Agency
from planning.plans.legal import DocumentKind, LegalDocument
from planning.plans.plans import Plan, PlanKind
from planning.sample.parts import LAST_YEAR, Place, Sample, sample_facts, sample_figures
from planning.upserts import save_rows
from projects.models import Component
from projects.tree import Node, tree_of

MILLION = 10**6
# Percent of the central money that each tier adds to what it has of it; districts until the last year, communes then.
OWN_TIER, TIERS = ("local-province", 10), {"district": ("local-district", 5), "commune": ("local-commune", 5)}
# What sharing out in whole millions may leave of a difference in one commune.
TOLERANCE = 20 * MILLION
# Central lines are multiples of this, so that every counterpart is whole millions.
GRAIN = 20 * MILLION
# Central money of a year for a commune of today, on average, and what a line weighs against the others.
PER_COMMUNE, WEIGHTS = 2_400 * MILLION, {Nature.INVESTMENT: (25, 60), Nature.RECURRENT: (8, 30)}
# Percent of a line that goes to its lead, and to the units below; the rest is kept back.
OWN_LINE, SHARED_LINE = (90, 0), (8, 88)
BESIDE = (("credit", 9_000 * MILLION), ("other", 300 * MILLION))
Key = tuple[Component, str, Nature]


@sample_facts(10)
def add_rates(sample: Sample, at: datetime) -> None:
    """The province adds 10 % to the central money; to what it shares out, the tier below adds 5 %."""
    first = sample.programme.first_year
    _add_rate(sample, *OWN_TIER, first, LAST_YEAR)
    _add_rate(sample, *TIERS["district"], first, LAST_YEAR - 1, level="district")
    _add_rate(sample, *TIERS["commune"], LAST_YEAR, LAST_YEAR, level="commune")


def _add_rate(sample: Sample, code: str, percent: int, first: int, last: int, *, level: str = "") -> None:
    CounterpartRate.objects.create(
        code=f"mau-{code}",
        programme=sample.programme,
        unit=sample.province.unit,
        level=level,
        source=FundingSource.objects.get(code=code),
        percent=percent,
        tolerance=TOLERANCE,
        first_year=first,
        last_year=last,
        note="Tỷ lệ giả định",
    )


@sample_figures(20)
def add_money(sample: Sample, plans: Iterable[Plan], at: datetime) -> None:
    """Enter the lines of the province's plans as they were expected and as they were given, and share these out."""
    for plan in plans:
        if plan.unit_id != sample.province.unit.pk or plan.kind != PlanKind.ANNUAL:
            continue
        document = _given_by(plan)
        given = _amounts(sample, tree_of(plan), plan.first_year)
        expected = [_line(plan, key, amount * 9 // 10 // GRAIN * GRAIN, Stage.EXPECTED) for key, amount in given]
        lines = [_line(plan, key, amount, Stage.ASSIGNED, document) for key, amount in given]
        shares = []
        for line in lines:
            parts = _shares(sample, plan, line)
            line.shared_out = Decimal(sum(share.amount for share in parts))
            shares += parts
        save_rows([*expected, *lines], (), by=sample.editor, at=at)
        save_rows(shares, (), by=sample.editor, at=at)


@sample_figures(22)
def add_money_of_all_years(sample: Sample, plans: Iterable[Plan], at: datetime) -> None:
    """Enter in the province's plan for the whole programme what its years come to, as expected and not shared out."""
    for plan in plans:
        if plan.kind != PlanKind.PERIOD:
            continue
        together: defaultdict[Key, int] = defaultdict(int)
        for year in range(plan.first_year, plan.last_year + 1):
            for key, amount in _amounts(sample, tree_of(plan), year):
                together[key] += amount
        lines = [_line(plan, key, amount, Stage.EXPECTED) for key, amount in together.items()]
        save_rows(lines, (), by=sample.editor, at=at)


def _given_by(plan: Plan) -> LegalDocument:
    return LegalDocument.objects.create(
        kind=DocumentKind.DECISION,
        reference=f"{plan.first_year % 100 + 50}/QĐ-UBND",
        issued_on=f"{plan.first_year}-01-05",
        issuer=f"Ủy ban nhân dân {plan.unit.full_name}",
        subject=f"giao kế hoạch vốn năm {plan.first_year} (văn bản giả định)",
        invented_for=plan.unit,
    )


def _amounts(sample: Sample, root: Node, year: int) -> list[tuple[Key, int]]:
    """What was given in a year for each component, source and nature, in đồng."""
    dice = sample.dice("money", year)
    capital = [
        (node.component, nature)
        for node in root.walk()
        if not node.children and node.depth
        for nature in _natures(node.component)
    ]
    weights = [dice.randint(*WEIGHTS[nature]) for _, nature in capital]
    growth = 7 + year - sample.programme.first_year
    whole = sample.size.communes * PER_COMMUNE * growth // 10
    amounts: list[tuple[Key, int]] = []
    below, percent = TIERS["commune" if year == LAST_YEAR else "district"]
    for (component, nature), weight in zip(capital, weights, strict=True):
        central = max(whole * weight // sum(weights) // GRAIN, 1) * GRAIN
        amounts.append(((component, "central", nature), central))
        amounts.append(((component, OWN_TIER[0], nature), central * OWN_TIER[1] // 100))
        if _goes_below(sample, component, year):
            shared = central * SHARED_LINE[1] // 100
            amounts.append(((component, below, nature), shared * percent // 100 // MILLION * MILLION))
    beside = [((root.component, code, Nature.NONE), each * sample.size.communes) for code, each in BESIDE]
    return amounts + beside


def _goes_below(sample: Sample, component: Component, year: int) -> bool:
    """Whether the units below are given a component's money; of any other most is its lead's."""
    return component.carries_investment or sample.dice("shares", year, component.code).random() < 0.5


def _natures(component: Component) -> Iterator[Nature]:
    if component.carries_investment:
        yield Nature.INVESTMENT
    if component.carries_recurrent:
        yield Nature.RECURRENT


def _line(plan: Plan, key: Key, amount: int, stage: Stage, document: LegalDocument | None = None) -> BudgetLine:
    component, code, nature = key
    source = FundingSource.objects.get(code=code)
    return BudgetLine(
        plan=plan,
        stage=stage,
        component=component,
        source=source,
        nature=nature,
        amount=Decimal(amount),
        document=document,
    )


def _shares(sample: Sample, plan: Plan, line: BudgetLine) -> list[Allocation]:
    """Share a line out: all of the budgets below to these, of other money most, and a little is kept back."""
    if line.nature == Nature.NONE:
        return []
    lead, below = SHARED_LINE if _goes_below(sample, line.component, plan.first_year) else OWN_LINE
    if line.source.code in dict(TIERS.values()):
        lead, below = 0, 100
    units = _parted(int(line.amount) * below // 100, sample.holders_of(plan))
    shares = [Allocation(plan=plan, line=line, unit=place.unit, amount=amount) for place, amount in units]
    own = int(line.amount) * lead // 100 // MILLION * MILLION
    if own:
        shares.append(Allocation(plan=plan, line=line, agency=_lead(plan, line), amount=own))
    return shares


def _lead(plan: Plan, line: BudgetLine) -> Agency:
    """Who leads the line's component in the plan."""
    return plan.project_plans.get(component=line.component).lead


def _parted(whole: int, places: list[Place]) -> list[tuple[Place, Decimal]]:
    """The whole in parts of whole millions by the poverty of places; a place that comes to nothing has no part."""
    weight, units = sum(place.weight for place in places), whole // MILLION
    parts, before, passed = [], 0, 0
    for place in places:
        passed += place.weight
        upto = units * passed // weight
        if upto > before:
            parts.append((place, Decimal((upto - before) * MILLION)))
        before = upto
    return parts
