"""The rows of a cube of payments: by project, by source and nature, by holder. Screens and appendices draw them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from budgets.cells import NATURES, kind_words, kinds_of
from budgets.cube import Line, SourceNode
from budgets.holders import AGENCIES, GROUPS, agency_key, unit_key
from budgets.paying.cube import PaymentCube
from budgets.paying.paid import Paid
from budgets.paying.places import Place
from budgets.paying.sums import MEASURES, Sums, added
from budgets.rounding import foot
from planning.documents.model import RowKind
from planning.formats import MoneyUnit, amount, roman
from planning.places.agencies import Agency
from planning.places.units import Unit
from projects.tree import Node

# Whoever told may be off the lists since; the history of what they told stays.
GONE = "Cơ quan không còn trong danh mục"
TOTAL = "TỔNG SỐ"
# Loans, and what others raise, are no spending of a budget.
BESIDE = " (ngoài tổng số)"


@dataclass(frozen=True)
class FaceRow:
    """A row: `printed` are its amounts as they print, `exact` what its percentage is worked out from.

    `line` is the cell it is about, `unit` the unit below, `node` the component, of which an undivided row has only
    what is of none below it; `adds` are the places of the rows it sums. Money that is no spending stands beside them.
    """

    kind: RowKind
    number: str
    name: str
    printed: Sums
    exact: Sums
    adds: tuple[int, ...] = ()
    node: Node | None = None
    line: Line | None = None
    unit: Unit | None = None
    is_undivided: bool = False

    @property
    def is_known(self) -> bool:
        return self.exact != Sums()


def by_project(paid: Paid, shown: PaymentCube) -> list[FaceRow]:
    """Each component with its sum, then the money that stands at it by source and nature."""
    rows: list[FaceRow] = []
    _add_component(rows, paid, shown, shown.root)
    return rows


def _add_component(rows: list[FaceRow], paid: Paid, shown: PaymentCube, node: Node) -> int:
    """Append a component and all below it; the place of its row.

    Money of a component that is of none of those below it has a row of its own after them: theirs and that row are
    the component's.
    """
    kind = (RowKind.TOTAL, RowKind.GROUP)[node.depth] if node.depth < 2 else RowKind.ITEM
    name = node.heading if node.depth else TOTAL
    place = len(rows)
    rows.append(FaceRow(kind, node.number, name, shown.total(node), paid.cube.total(node), node=node))
    parts = [_add_component(rows, paid, shown, child) for child in node.children if paid.cube.is_known(child)]
    exact = paid.cube.undivided(node)
    if exact == Sums():
        parts += _add_lines(rows, paid, shown, node)
    else:
        parts.append(len(rows))
        kind = RowKind.ITEM if node.depth else RowKind.GROUP
        apart = FaceRow(kind, "", undivided_name(node), shown.undivided(node), exact, node=node, is_undivided=True)
        rows.append(apart)
        rows[parts[-1]] = replace(apart, adds=tuple(_add_lines(rows, paid, shown, node)))
    rows[place] = replace(rows[place], adds=tuple(parts))
    return place


def _add_lines(rows: list[FaceRow], paid: Paid, shown: PaymentCube, node: Node) -> list[int]:
    """Append the money that stands at exactly a component; the places of what counts as spending."""
    counted = []
    for source, nature in kinds_of(paid.tops):
        line = node.component.pk, source.source.pk, nature.value
        if line in paid.cube.lines:
            words = kind_words(source.source, nature)
            if paid.cube.frame.counts(line):
                counted.append(len(rows))
            else:
                words += BESIDE
            rows.append(FaceRow(RowKind.PART, "-", words, shown.own(line), paid.cube.own(line), line=line, node=node))
    return counted


def undivided_name(node: Node) -> str:
    """`Không theo dự án`: how a row is called that has what of a component's money is of none of those below it."""
    return f"Không theo {node.children[0].level_label.lower()}"


def undivided_sources(paid: Paid, node: Node) -> str:
    """`huy động khác`: the sources of that money."""
    here = {line[1] for line in paid.cube.lines if line[0] == node.component.pk and paid.cube.frame.counts(line)}
    return ", ".join(top.source.name.lower() for top in paid.tops if here & top.keys)


def undivided_words(paid: Paid, money: MoneyUnit) -> str:
    """What stands beside sums of projects that are less than the total; empty where they are the total."""
    root = paid.cube.root
    sums = paid.cube.undivided(root)
    if sums == Sums():
        return ""
    known = "chưa có số giải ngân" if sums.paid is None else f"đã giải ngân {amount(sums.paid, money)}"
    of = f"{amount(sums.available or 0, money)} {money.label} {undivided_name(root).lower()}"
    return f"Tổng số gồm cả {of} ({undivided_sources(paid, root)}), {known}."


def by_source(paid: Paid, shown: PaymentCube) -> list[FaceRow]:
    """Each top source with its sum, then what makes it up: by nature, and by the sources below it."""
    rows = [FaceRow(RowKind.TOTAL, "", TOTAL, shown.total(), paid.cube.total())]
    heads = []
    for top in paid.tops:
        if not paid.cube.has(top):
            continue
        head, words = len(rows), top.source.name
        if top.source.is_counted:
            heads.append(head)
        else:
            words += BESIDE
        rows.append(FaceRow(RowKind.GROUP, "", words, shown.total(source=top), paid.cube.total(source=top)))
        rows += _parts_of_source(paid, shown, top)
        rows[head] = replace(rows[head], adds=tuple(range(head + 1, len(rows))))
    rows[0] = replace(rows[0], adds=tuple(heads))
    return rows


def _parts_of_source(paid: Paid, shown: PaymentCube, top: SourceNode) -> list[FaceRow]:
    """The money of a source by what it is; nothing where that would only say the source again."""
    parts = []
    for source in top.walk():
        own = replace(source, keys=frozenset({source.source.pk}))
        for nature in NATURES:
            if paid.cube.has(own, nature):
                sums = shown.total(None, own, nature), paid.cube.total(None, own, nature)
                parts.append(FaceRow(RowKind.ITEM, "-", kind_words(source.source, nature), *sums))
    return [] if [part.name for part in parts] == [top.source.name] else parts


@dataclass(frozen=True)
class Holder:
    """Who holds money under a unit: the unit itself, an agency of it, or a unit directly below with all it has."""

    group: str
    name: str
    cube: PaymentCube
    unit: Unit | None = None


def holders_of(paid: Paid) -> list[Holder]:
    """All who hold any, in the order of tables: the unit itself, its agencies, the units below."""
    parts = paid.cube.parts(paid.holder_of)
    units = {unit_key(unit.pk): unit for unit in paid.units}
    agencies = Agency.objects.filter(pk__in=[place.agency for place in paid.cube.places if place.agency])
    holders = []
    if own := parts.get(unit_key(paid.unit.pk)):
        name = kept_name(paid.unit) if paid.branches else f"{paid.unit.prefix} {paid.unit.name}"
        holders.append(Holder("", name, own))
    for agency in agencies.order_by("code"):
        if cube := parts.get(agency_key(agency.pk)):
            holders.append(Holder(AGENCIES, agency.name, cube))
    for key, unit in units.items():
        if key in parts and unit.pk != paid.unit.pk:
            holders.append(Holder(GROUPS[unit.kind], f"{unit.prefix} {unit.name}", parts[key], unit))
    return holders


def kept_name(unit: Unit) -> str:
    """`Giữ lại tại tỉnh Mẫu`: what a unit has not shared out, among those that hold its money."""
    return f"Giữ lại tại {unit.full_name}"


def has_holders(paid: Paid) -> bool:
    """Whether several hold the money, so that a table of holders says more than its total."""
    return len({paid.holder_of(place) for place in paid.cube.places}) > 1


def names_of(paid: Paid, places: Iterable[Place]) -> dict[Place, str]:
    """Who holds the money of each place, by name."""
    places = list(places)
    agencies = Agency.objects.in_bulk({place.agency for place in places if place.agency})
    units = {unit.pk: f"{unit.prefix} {unit.name}" for unit in paid.units}
    return {
        place: (agencies[place.agency].name if place.agency in agencies else GONE)
        if place.agency
        else units[place.unit]
        for place in places
    }


def by_holder(paid: Paid, shown: PaymentCube, step: Decimal | None) -> list[FaceRow]:
    """Each holder with the sum of what counts as spending, in groups; footed to the same total as projects are."""
    holders = holders_of(paid)
    exact = [holder.cube.total() for holder in holders]
    printed = _footed(exact, shown.total(), step)
    rows = [FaceRow(RowKind.TOTAL, "", TOTAL, shown.total(), paid.cube.total())]
    groups: dict[str, int] = {}
    tops = []
    for place, holder in enumerate(holders):
        if holder.group not in groups:
            tops.append(len(rows))
            groups[holder.group] = place
        if holder.group and groups[holder.group] == place:
            members = [at for at, each in enumerate(holders) if each.group == holder.group]
            sums = (added(printed[at] for at in members), added(exact[at] for at in members))
            below = tuple(range(len(rows) + 1, len(rows) + 1 + len(members)))
            number = roman(sum(map(bool, groups)))
            rows.append(FaceRow(RowKind.GROUP, number, holder.group, *sums, adds=below))
        number = str(place - groups[holder.group] + 1) if holder.group else ""
        rows.append(FaceRow(RowKind.ITEM, number, holder.name, printed[place], exact[place], unit=holder.unit))
    rows[0] = replace(rows[0], adds=tuple(tops))
    return rows


def _footed(exact: list[Sums], whole: Sums, step: Decimal | None) -> list[Sums]:
    """The sums of holders as they print: measure by measure they add up to the whole as it prints."""
    if step is None:
        return exact
    footed: list[dict[str, Decimal]] = [{} for _ in exact]
    for measure in MEASURES:
        known = {at: getattr(sums, measure) for at, sums in enumerate(exact) if getattr(sums, measure) is not None}
        for at, dong in foot(known, step, getattr(whole, measure)).items() if known else ():
            footed[at][measure] = dong
    return [Sums(**amounts) for amounts in footed]


class Gap(NamedTuple):
    """A sum that is not that of its rows: the row, what it states, and what they come to."""

    row: str
    stated: Decimal
    added: Decimal


def gaps_of(rows: Sequence[FaceRow], whole: Sums) -> Iterator[Gap]:
    """Where a table as it prints does not add up: its total to the whole, or a sum to its rows."""
    for at, row in enumerate(rows):
        together = added(rows[place].printed for place in row.adds) if row.adds else row.printed
        sides = [(row.printed, together), *([(row.printed, whole)] if at == 0 else [])]
        for one, other in sides:
            for measure in MEASURES:
                stated, counted = getattr(one, measure) or Decimal(0), getattr(other, measure) or Decimal(0)
                if stated != counted:
                    yield Gap(row.name, stated, counted)
