"""The money a sentence may quote: totals by source, nature and component."""

from collections.abc import Iterator

from budgets.cube import BudgetCube, SourceNode, cube_of, sources_of
from budgets.models import Nature, Stage, stage_in_force
from budgets.paying.explaining import explain_payments
from budgets.paying.figures import figures_of_payments
from budgets.sharing import sharing_of
from budgets.years import spread_of, years_of
from planning.formats import MoneyUnit
from planning.plans.reading import Reading
from planning.text.explaining import explains
from planning.text.figures import Amount, Figure, Passage, Quantity, Wording, provides_figures
from projects.figures import blocks

DIVIDED = (Nature.INVESTMENT, Nature.RECURRENT)
SHARES_WHERE = "Kinh phí phân bổ cho từng cơ quan, đơn vị nêu tại {{ appendix.allocation }} kèm theo."
YEARS_WHERE = "Kinh phí chia theo từng năm nêu tại {{ appendix.years }} kèm theo."


@provides_figures
def budget_figures(reading: Reading) -> Iterator[Figure]:
    """`budget.total`, `.counterpart`, `.<source>[.<nature>]`, `.<component>`, and passages made of them."""
    if reading.plan.is_report:
        return
    cube, sources, unit = cube_of(reading), reading.once(sources_of), reading.plan.unit_of_money
    yield Amount("budget.total", "Tổng kinh phí", cube.total(), unit)
    for source in sources:
        yield from _of_source(cube, source, unit)
    for node in cube.root.walk():
        if node.depth:
            label = f"Kinh phí {node.reference}"
            yield Amount(f"budget.{node.component.code}", label, cube.total(node), unit)
    yield _counterpart(cube, sources)
    yield Passage("budget.by_source", "Kinh phí theo nguồn vốn", _by_source(cube, sources))
    yield Passage("budget.beside", "Vốn ngoài tổng kinh phí", _beside(cube, sources))
    yield Passage("budget.by_component", "Kinh phí theo dự án", _by_component(cube))
    yield Passage("budget.blocks", "Nội dung các dự án có kinh phí", _blocks(reading, cube))


@provides_figures
def allocation_figures(reading: Reading) -> Iterator[Figure]:
    """`allocation.total`, `.remaining`, `.<source>`, `.<source>.remaining`, `.where`, and `budget.stage`."""
    if reading.plan.is_report:
        return
    sharing, unit = sharing_of(reading), reading.plan.unit_of_money
    yield Amount("allocation.total", "Tổng kinh phí đã phân bổ", sharing.shared.total(), unit)
    yield Amount("allocation.remaining", "Tổng kinh phí còn lại chưa phân bổ", sharing.remaining(), unit)
    for top in reading.once(sources_of):
        for source in top.walk():
            name, label = f"allocation.{source.source.code}", source.source.name
            yield Amount(name, f"{label} đã phân bổ", sharing.shared.total(source=source), unit)
            left = sharing.remaining(source=source)
            yield Amount(f"{name}.remaining", f"{label} còn lại chưa phân bổ", left, unit)
    where = SHARES_WHERE if sharing.holders else ""
    yield Passage("allocation.where", "Nơi ghi kinh phí phân bổ cho các đơn vị", where)
    stage = Stage(reading.once(stage_in_force)).label.lower() if sharing.given.lines else ""
    yield Wording("budget.stage", "Giai đoạn của kinh phí", stage)


@provides_figures
def year_figures(reading: Reading) -> Iterator[Figure]:
    """`years.where`: a sentence where the plan says what falls to each year, else nothing."""
    if reading.plan.is_report:
        return
    is_spread = bool(years_of(reading.plan)) and bool(reading.once(spread_of))
    yield Passage("years.where", "Nơi ghi kinh phí từng năm", YEARS_WHERE if is_spread else "")


@provides_figures
def payment_figures(reading: Reading) -> Iterator[Figure]:
    """`payments.…`: what a report says of money paid."""
    if reading.plan.is_report:
        yield from figures_of_payments(reading)


explains("payments")(explain_payments)


def _of_source(cube: BudgetCube, source: SourceNode, unit: MoneyUnit) -> Iterator[Figure]:
    name, label = f"budget.{source.source.code}", source.source.name
    yield Amount(name, label, cube.total(source=source), unit)
    if source.source.has_nature:
        for nature in DIVIDED:
            value = cube.total(source=source, nature=nature)
            yield Amount(f"{name}.{nature.value}", f"{label}, vốn {nature.label.lower()}", value, unit)
    for child in source.children:
        yield from _of_source(cube, child, unit)


def _counterpart(cube: BudgetCube, sources: tuple[SourceNode, ...]) -> Quantity:
    """Local money for each hundred of central money, to the nearest percent: what a document calls its đối ứng."""
    of = {source.source.code: cube.total(source=source) for source in sources}
    central, local = of.get("central"), of.get("local")
    share = local * 100 / central if central and local is not None else None
    return Quantity("budget.counterpart", "Tỷ lệ ngân sách địa phương so với ngân sách trung ương", share, 0, "%")


def _by_source(cube: BudgetCube, sources: tuple[SourceNode, ...]) -> str:
    parts = [_source_words(cube, source) for source in sources if source.source.is_counted and cube.has(source)]
    return "; ".join(parts) or "{{ budget.total }}"


def _beside(cube: BudgetCube, sources: tuple[SourceNode, ...]) -> str:
    """A sentence on money that is no spending, such as loans; nothing where there is none."""
    parts = [_source_words(cube, source) for source in sources if not source.source.is_counted and cube.has(source)]
    return f"Ngoài tổng kinh phí nêu trên, dự kiến {'; '.join(parts)}." if parts else ""


def _blocks(reading: Reading, cube: BudgetCube) -> str:
    funded = {
        node.component.pk: f"{{{{ budget.{node.component.code} }}}}."
        for node in cube.root.walk()
        if node.depth and cube.has_own(node)
    }
    return "\n".join(blocks(reading, frozenset(funded), funded))


def _source_words(cube: BudgetCube, source: SourceNode) -> str:
    words = f"{source.source.name.lower()} {{{{ budget.{source.source.code} }}}}"
    inner = _parts(cube, source)
    if len(inner) == 1:
        # The one part is the whole: its name says enough.
        inner = [part.split(" {{")[0] for part in inner]
    return f"{words} ({', '.join(inner)})" if inner else words


def _parts(cube: BudgetCube, source: SourceNode) -> list[str]:
    """The budgets, or else the natures, that make the source up: only parts whose sum is the whole are named."""
    name, whole = source.source.code, cube.total(source=source)
    children = [child for child in source.children if cube.has(child)]
    if sum(cube.total(source=child) or 0 for child in children) == whole:
        return [f"{child.source.name.lower()} {{{{ budget.{child.source.code} }}}}" for child in children]
    natures = [n for n in DIVIDED if source.source.has_nature and cube.has(source, n)]
    if sum(cube.total(source=source, nature=n) or 0 for n in natures) == whole:
        return [f"vốn {n.label.lower()} {{{{ budget.{name}.{n.value} }}}}" for n in natures]
    return []


def _by_component(cube: BudgetCube) -> str:
    if not cube.is_broken_down():
        return ""
    funded = [node for node in cube.root.walk() if node.depth and cube.total(node) is not None]
    lines = [
        f"{'-' if node.depth == 1 else '+'} {node.heading}: {{{{ budget.{node.component.code} }}}}" for node in funded
    ]
    return ";\n".join(lines) + "."
