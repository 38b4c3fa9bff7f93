"""What is said around a period's results: what is asked, whose figures are in a sum, what is to be looked at again."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from indicators.entry.periods.cells import planned, planned_targets
from indicators.entry.periods.columns import ABOVE
from indicators.entry.periods.lines import Line
from indicators.models import Told
from indicators.reporting.account import Account
from indicators.reporting.asked_units import AskedUnits
from indicators.reporting.doubts import Doubts, figures_told, moved_words
from indicators.reporting.tables import unsent_notes
from indicators.results.actions import BLANK
from indicators.verdicts.words import asked_text
from planning.entry.tables import CellKey
from planning.formats import number
from planning.plans.plans import PlanKind
from planning.sheets.scopes import Scope

HOW_TO_ANSWER = "Nhập số thẩm định mới; hoặc lấy số mới, giữ số thẩm định ở trang “Kết quả chỉ tiêu” của đơn vị."
# So many lines are named in a warning.
NAMED = 3


def account_over(scope: Scope, lines: list[Line]) -> Account:
    """What the units of some lines come to of their indicators."""
    units = {line.unit.pk: line.unit for line in lines}
    indicators = {line.indicator.pk: line.indicator for line in lines}
    return Account(scope.reported, list(units.values()), list(indicators.values()))


def alerts_above(scope: Scope, lines: list[Line], account: Account) -> Iterator[str]:
    """What is said at the head of the table: who has not sent, and which reports changed after they were vetted."""
    yield from unsent_notes(scope.reported, scope.unit)
    moved = [line for line in lines if (row := account.rollup.own(line.unit, line.indicator)) and row.has_moved]
    if moved:
        names = "; ".join(name_of(line) for line in moved[:NAMED])
        rest = f" và {number(len(moved) - NAMED)} dòng khác" if len(moved) > NAMED else ""
        answer = f" {HOW_TO_ANSWER}" if scope.opens & ABOVE else ""
        yield f"Báo cáo đã thay đổi sau thẩm định ở {number(len(moved))} dòng: {names}{rest}.{answer}"


def remarks_under(scope: Scope, lines: list[Line], account: Account) -> Iterator[str]:
    """What is said under the table: on what it rests that these lines are asked, and old and new of what changed."""
    if scope.subject:
        given = [line for line in lines if account.binding.is_given(line.unit, PlanKind.ANNUAL)]
        if given:
            words = account.binding.given_words(given[0].unit, PlanKind.ANNUAL)
            yield f"Kế hoạch của {number(len(given))}/{number(len(lines))} đơn vị là chỉ tiêu {words}."
    else:
        yield AskedUnits(scope.reported, [scope.unit]).words(scope.unit)
        yield from _planned_otherwise(lines, account)
    for line in lines:
        row = account.rollup.own(line.unit, line.indicator)
        if row and row.has_moved:
            yield f"{name_of(line)}: {moved_words(row, line.indicator)}"


def _planned_otherwise(lines: list[Line], account: Account) -> Iterator[str]:
    """What the plan asks where that is no level: its column is blank there, as if nothing were asked."""
    others = [(line, planned_targets(line, account)) for line in lines if planned(line, account) is None]
    words = [f"{name_of(line)} {asked_text(each)}" for line, targets in others for each in targets if each.value]
    if words:
        yield f"Cột kế hoạch để trống nơi kế hoạch năm không đặt một mức: {'; '.join(words)}."


def name_of(line: Line) -> str:
    """What a line is known by: the words behind its code."""
    return line.labels[1]


def doubtful_changes(
    lines_of: Callable[[Scope], list[Line]], scope: Scope, values: Mapping[CellKey, Decimal | None]
) -> Iterator[str]:
    """What would be doubtful once the values of a workbook stand, a sentence for each figure touched."""
    lines = {line.key: line for line in lines_of(scope)}
    new: dict[tuple[str, str], dict[str, Decimal | None]] = {}
    for (key, column), value in values.items():
        told, _, part = column.partition(".")
        new.setdefault((key, told), {})[part] = value
    account = account_over(scope, [lines[key] for key, _ in new])
    doubts = Doubts(account)
    for (key, told), parts in new.items():
        line, row = lines[key], account.rollup.own(lines[key].unit, lines[key].indicator)
        figures = replace(figures_told(row, Told(told)) if row else BLANK, **parts)
        for doubt in doubts.about(line.unit, line.indicator, figures):
            yield f"Cần xem lại: {name_of(line)}, {Told(told).label.lower()}: {doubt.words}"
