"""What must hold of a plan's money."""

from collections.abc import Iterator
from datetime import date

from budgets.above import comparisons
from budgets.cells import cell_words
from budgets.columns import plan_lines
from budgets.counterpart import checks_of
from budgets.counterpart_words import note_words
from budgets.cube import lines_of, sources_of
from budgets.models import BudgetLine, FundingSource, Nature, Stage
from budgets.notes import rounded_lines, rounded_shares
from budgets.overlaps import overlaps_of
from budgets.paying.rules import (
    a_plan_leaves_what_was_paid,
    a_report_tells_of_all_its_money,
    every_table_of_payments_adds_up,
    payments_worth_a_look_are_told,
)
from budgets.years import spread_of, years_of
from planning.formats import amount, short_date
from planning.plans.plans import Plan, PlanKind
from planning.plans.reading import Reading
from planning.review.problems import Problem, rule
from projects.models import Component
from projects.tree import Node, tree_of

PLACE, TAB = "Kinh phí", "budget"
ONE_OF_TWO = "Chỉ ghi chung hoặc ghi riêng: vui lòng xóa số chung hoặc các số riêng trước."
NO_COMPONENTS = (
    "Chương trình chưa có dự án, tiểu dự án nào trong danh mục. "
    "Vui lòng đề nghị quản trị viên khai báo trước khi nhập kinh phí."
)
Line = tuple[int, int, str]


def _nodes(reading: Reading) -> dict[int, Node]:
    return {node.component.pk: node for node in reading.once(tree_of).walk()}


def _source_names(reading: Reading) -> dict[int, FundingSource]:
    return {node.source.pk: node.source for top in reading.once(sources_of) for node in top.walk()}


@rule
def money_is_entered_once(reading: Reading) -> Iterator[Problem]:
    """An amount is entered whole or in parts, never both: it would count twice.

    A line is part of another when its component, its source and its nature are each the same or below.
    """
    nodes, sources, lines = _nodes(reading), _source_names(reading), list(reading.once(lines_of))
    overlaps, known = overlaps_of(reading), set(lines)
    for whole in lines:
        parts = [line for line in overlaps.of(whole) if line in known and overlaps.stands_above(whole, line)]
        if parts and whole[0] in nodes:
            told = sorted(_part_words(whole, part, nodes, sources) for part in parts if part[0] in nodes)
            cell = cell_words(nodes[whole[0]], sources[whole[1]], whole[2])
            words = f"{cell}: đang ghi một số chung, lại ghi riêng cho {', '.join(told)}."
            yield Problem("counted-twice", PLACE, f"{words} {ONE_OF_TWO}", tab=TAB)


def _part_words(whole: Line, part: Line, nodes: dict[int, Node], sources: dict[int, FundingSource]) -> str:
    """What sets a part apart from its whole."""
    words = [
        nodes[part[0]].reference if part[0] != whole[0] else "",
        sources[part[1]].name.lower() if part[1] != whole[1] else "",
        Nature(part[2]).label.lower() if part[2] and part[2] != whole[2] else "",
    ]
    return " ".join(word for word in words if word)


@rule
def a_source_is_divided_as_it_is_declared(reading: Reading) -> Iterator[Problem]:
    """Only a source that has natures of capital is divided by them."""
    nodes, sources = _nodes(reading), _source_names(reading)
    for component, source, nature in reading.once(lines_of):
        if nature and component in nodes and not sources[source].has_nature:
            cell = cell_words(nodes[component], sources[source], nature)
            yield Problem(
                "nature-not-carried", PLACE, f"{cell}: nguồn vốn này không chia theo tính chất vốn.", tab=TAB
            )


@rule
def a_component_carries_its_kinds_of_capital(reading: Reading) -> Iterator[Problem]:
    """A component bears only the natures of capital the programme gives it."""
    nodes, sources = _nodes(reading), _source_names(reading)
    for component, source, nature in reading.once(lines_of):
        if component in nodes and not may_carry(nodes[component].component, nature):
            cell = cell_words(nodes[component], sources[source], nature)
            yield Problem("capital-not-carried", PLACE, f"{cell}: Chương trình không bố trí loại vốn này.", tab=TAB)


@rule
def a_line_belongs_to_the_plans_programme(reading: Reading) -> Iterator[Problem]:
    """Money of another programme would stand in no table of this plan, and of none there is nothing to stand at."""
    nodes, components = _nodes(reading), {component for component, _, _ in reading.once(lines_of)}
    if None in components:
        yield Problem("no-components", PLACE, NO_COMPONENTS, tab=TAB)
    strangers = components.difference(nodes)
    for component in Component.objects.filter(pk__in=strangers):
        yield Problem("other-programme", PLACE, f"{component}: không thuộc chương trình của kế hoạch.", tab=TAB)


@rule
def money_comes_from_a_budget_that_exists(reading: Reading) -> Iterator[Problem]:
    """A plan for the map of today has no money of a district, whose budgets ended with them."""
    nodes, sources = _nodes(reading), _source_names(reading)
    for component, source, nature in reading.once(lines_of):
        if (ended := end_before(reading.plan, sources[source])) and component in nodes:
            cell = cell_words(nodes[component], sources[source], nature)
            yield Problem(
                "budget-is-gone", PLACE, f"{cell}: nguồn vốn này chỉ có đến hết ngày {short_date(ended)}.", tab=TAB
            )


@rule
def money_that_is_given_names_its_document(reading: Reading) -> Iterator[Problem]:
    """Money is expected without a document; it is assigned, allocated and adjusted by one."""
    given = BudgetLine.objects.in_force(reading.plan).filter(stage__gt=Stage.EXPECTED, document=None)
    nodes, sources = _nodes(reading), _source_names(reading)
    found = [
        (cell_words(nodes[component], sources[source], nature), stage)
        for component, source, nature, stage in given.values_list("component", "source", "nature", "stage")
        if component in nodes
    ]
    for cell, stage in found:
        words = f"{cell}: kinh phí ở giai đoạn {Stage(stage).label.lower()} chưa ghi theo văn bản nào."
        yield Problem("without-document", PLACE, words, tab=TAB)


@rule
def a_plan_states_its_money(reading: Reading) -> Iterator[Problem]:
    """A plan without a single amount has no budget appendix to sign."""
    if reading.plan.is_report or reading.plan.kind == PlanKind.ACTION:
        return
    if not reading.once(lines_of):
        has_components = reading.once(tree_of).component.pk is not None
        words = "Chưa nhập khoản kinh phí nào." if has_components else NO_COMPONENTS
        yield Problem("no-money", PLACE, words, tab=TAB)


@rule
def what_the_level_above_gave_is_what_the_plan_has(reading: Reading) -> Iterator[Problem]:
    """A plan may have more or less than was shared out to it, but whoever signs should know."""
    unit = reading.plan.unit_of_money
    for each in () if reading.plan.is_report else comparisons(reading):
        if each.difference:
            given, own = (amount(dong or 0, unit) for dong in (each.given, each.own))
            words = f"{each.words}: cấp trên phân bổ {given}, kế hoạch ghi {own} {unit.label}."
            yield Problem("differs-from-above", PLACE, words, is_note=True, tab="allocation")


@rule
def the_counterpart_is_what_its_rate_calls_for(reading: Reading) -> Iterator[Problem]:
    """Local money beside the central budget's is as much as the rate of its place, tier and years says.

    A nature is told by itself only where the whole is as it should be.
    """
    told: set[str] = set()
    for check in () if reading.plan.is_report else checks_of(reading):
        if not check.is_within and check.source not in told:
            told.add(check.source)
            words = note_words(check, reading.plan.unit_of_money)
            yield Problem("counterpart", PLACE, words, is_note=True, tab=TAB)


@rule
def the_years_of_a_line_add_up_to_it(reading: Reading) -> Iterator[Problem]:
    """A line that is spread over the years of a plan has an amount for each, and together they are the line."""
    years = years_of(reading.plan)
    spread = reading.once(spread_of) if years else {}
    unit, lines = reading.plan.unit_of_money, plan_lines(reading) if spread else []
    for line in lines:
        of = spread.get(line.line)
        missing = [str(year) for year in years if year not in of] if of else []
        if missing:
            yield Problem("years-missing", PLACE, f"{line.words}: chưa có số của năm {', '.join(missing)}.", tab=TAB)
        elif of and (together := sum(of.values())) != line.amount:
            told = f"cộng các năm là {amount(together, unit)}, cả giai đoạn là {amount(line.amount, unit)}"
            yield Problem("years-differ", PLACE, f"{line.words}: {told} {unit.label}.", tab=TAB)


@rule
def sums_that_were_made_to_foot_are_told(reading: Reading) -> Iterator[Problem]:
    """An amount that prints a unit away from its own nearest value is known to whoever signs."""
    for words in (*rounded_lines(reading), *rounded_shares(reading)):
        yield Problem("rounded", PLACE, words, is_note=True, tab=TAB)


def end_before(plan: Plan, source: FundingSource) -> date | None:
    """The day until which a source had a budget, where a plan begins after it."""
    begins = max(date(plan.first_year, 1, 1), plan.unit.valid_from or date.min)
    return source.valid_to if source.valid_to and source.valid_to < begins else None


def may_carry(component: Component, nature: str) -> bool:
    """Whether the programme gives `component` capital of this nature; an undivided amount is always possible."""
    return {
        Nature.INVESTMENT.value: component.carries_investment,
        Nature.RECURRENT.value: component.carries_recurrent,
    }.get(nature, True)


for clause in (
    a_plan_leaves_what_was_paid,
    a_report_tells_of_all_its_money,
    every_table_of_payments_adds_up,
    payments_worth_a_look_are_told,
):
    rule(clause)
