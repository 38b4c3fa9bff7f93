"""The table of assigned targets: units down, targets across, with the sums of former districts and of all."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import groupby

from django.urls import reverse

from indicators.assigning.actions import assign
from indicators.assigning.assignment import Assignment, assignment_of, gatherings_below
from indicators.assigning.checking import contradictions
from indicators.assigning.columns import ShareColumn, columns_of
from indicators.assigning.comparing import Place, marks_of, reviewed_of
from indicators.assigning.together import SUM_OF_UNITS, Together, own_words, together_of
from indicators.models import AddsUp
from indicators.words import targets_of, whole_territory
from planning.documents.model import Column, RowKind
from planning.entry.kinds import EntryKind, provides_entry
from planning.entry.tables import BLANK, IS_A_SUM, CellKey, EntryCell, EntryRow, EntryTable
from planning.formats import roman, rounded
from planning.places.units import Unit
from planning.plans.reading import Reading
from planning.plans.territory import directly_below
from planning.sheets.scopes import Scope

OWN, TOTAL = "own", "total"
WORDS = (
    Column("number", ("TT",), "", 5),
    Column("code", ("Mã",), "", 9),
    Column("name", ("Đơn vị",), "", 32),
)
NO_TARGETS = "Kế hoạch chưa có chỉ tiêu nào có giá trị để giao; nhập chỉ tiêu trước ở thẻ “Chỉ tiêu”."
NO_UNITS = "Đơn vị này không có đơn vị cấp dưới để giao chỉ tiêu."
OUTSIDE = "Đơn vị không thuộc {group}: đề nghị bỏ mức đã giao."
WITHOUT_COUNTS = "Chưa có số đếm: tỷ lệ này không cộng được với đơn vị khác."


def assignment_table(scope: Scope) -> EntryTable:
    """What a plan assigns, as entered, with the sums that follow."""
    reading = _look_at(scope)
    assignment = reading.made(assignment_of)
    columns = columns_of(assignment, assignment.targets)
    gaps = ((NO_TARGETS, assignment.targets), (NO_UNITS, assignment.units))
    return EntryTable(
        title=f"CHỈ TIÊU GIAO CHO CÁC ĐƠN VỊ {scope.plan.period_words.upper()}",
        words=WORDS,
        columns=tuple(column.entry for column in columns),
        rows=tuple(_rows(assignment)),
        cells=dict(_cells(assignment, columns, reading.made(marks_of))),
        notes=tuple(words for words, found in gaps if not found),
    )


def _look_at(scope: Scope) -> Reading:
    """A new look at the plan; what shares do not change is loaded once while they are stored."""
    reading = Reading(scope.plan)
    if scope.kept is not None:
        reading.keep_from(scope.kept.setdefault("assignment", reading), targets_of, gatherings_below, reviewed_of)
    return reading


def row_key(unit: int) -> str:
    """The key of a unit's row."""
    return f"unit-{unit}"


def _rows(assignment: Assignment) -> Iterator[EntryRow]:
    """What the plan itself asks first; then each gathering with its sum, or all units without any; last their sum."""
    if not assignment.units:
        return
    yield EntryRow(OWN, ("", "", own_words(assignment.plan)), RowKind.TOTAL)
    for place, gathering in enumerate(assignment.gatherings, start=1):
        if gathering.name:
            keys = tuple(row_key(unit.id) for unit in gathering.units)
            yield EntryRow(gathering.key, (roman(place), "", gathering.name), RowKind.GROUP, adds=keys)
        for number, unit in enumerate(gathering.units, start=1):
            labels = (str(number), unit.code, f"{unit.prefix} {unit.name}")
            yield EntryRow(row_key(unit.id), labels, names=(unit.name, str(unit)))
    everyone = tuple(row_key(unit.id) for unit in assignment.units)
    former = (whole_territory(assignment.plan),)  # as workbooks taken out before called it
    yield EntryRow(TOTAL, ("", "", SUM_OF_UNITS), RowKind.TOTAL, names=former, adds=everyone)


def _cells(
    assignment: Assignment, columns: list[ShareColumn], marks: Mapping[Place, str]
) -> Iterator[tuple[CellKey, EntryCell]]:
    sums = [(TOTAL, assignment.units)]
    sums += [(gathering.key, gathering.units) for gathering in assignment.gatherings if gathering.name]
    rows = [(row_key(unit.id), unit) for unit in assignment.units]
    for target, members in groupby(columns, key=lambda column: column.target):
        of_target = list(members)
        for key, units in sums:
            together = together_of(assignment, target, units)
            for column in of_target:
                yield (key, column.key), _sum_cell(assignment, column, units, together)
        for column in of_target:
            if assignment.units and not column.is_count:
                own: Decimal | None = getattr(target, column.field)
                yield (OWN, column.key), EntryCell(own)
            for key, unit in rows:
                if (cell := _cell(assignment, column, unit)) is not BLANK:
                    mark = marks.get((target.pk, unit.pk, column.field))
                    yield (key, column.key), cell._replace(warning=mark) if mark else cell


def _cell(assignment: Assignment, column: ShareColumn, unit: Unit) -> EntryCell:
    cell = _entered_cell(assignment, column, unit)
    if assignment.covers(column.target, unit):
        return cell
    if cell.value is None:
        return EntryCell(lock=f"Đơn vị không thuộc {column.target.group}.")
    return cell._replace(warning=OUTSIDE.format(group=column.target.group))


def _entered_cell(assignment: Assignment, column: ShareColumn, unit: Unit) -> EntryCell:
    share = assignment.share(column.target, unit)
    if share is None:
        return BLANK
    entered: Decimal | None = getattr(share, column.field)
    if not column.is_ratio or column.is_count:
        return EntryCell(entered)
    if share.has_counts:
        rate = share.figure if column.field == "value" else None
        return EntryCell(None if rate is None else rounded(rate, column.decimals), lock=IS_A_SUM)
    return EntryCell(entered, warning="" if entered is None else WITHOUT_COUNTS)


def _sum_cell(assignment: Assignment, column: ShareColumn, units: tuple[Unit, ...], together: Together) -> EntryCell:
    target = column.target
    if column.field == "value":
        return EntryCell(together.figure, warning=together.warning)
    adds = column.is_count or (target.indicator.adds_up == AddsUp.SUM and together.figure is not None)
    if not adds or not together.has_total:
        return EntryCell(warning=together.warning if column.is_count else "")
    return EntryCell(assignment.column_sum(target, column.field, units), warning=together.warning)


ASSIGNMENT = provides_entry(
    EntryKind(
        key="assignment",
        title="Giao chỉ tiêu cho đơn vị",
        table=assignment_table,
        write=assign,
        check=contradictions,
        page=lambda scope: reverse("assignment", args=[scope.name]),
        tab="assignment",
        size=lambda scope: directly_below(scope.plan).count(),
        hints=(
            "Mỗi dòng là một đơn vị trực tiếp dưới đơn vị lập kế hoạch; mỗi nhóm cột là một chỉ tiêu của kế hoạch.",
            "Chỉ tiêu là tỷ lệ: nên nhập tử số và mẫu số, tỷ lệ được tính. Tỷ lệ nhập không kèm số đếm thì không cộng "
            "được cho cả huyện, cả tỉnh, vì tỷ lệ của các đơn vị không cộng, không lấy trung bình.",
            "Giảm một tỷ lệ: tử số là số hộ (người) giảm, mẫu số là tổng số; mức giảm tính bằng điểm phần trăm.",
            "Ô để trống là không giao; số 0 được ghi là 0. Các dòng nhóm và dòng tổng được tính, không nhập.",
        ),
    )
)
