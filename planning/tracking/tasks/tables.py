"""The tasks of a unit in a period as a table: an appendix of its report, and a workbook of its own."""

from collections.abc import Iterator
from itertools import groupby

from planning.documents.appendices import appendix
from planning.documents.headings import indexed
from planning.documents.model import Cell, Column, Leaf, PlanDocument, Row, RowKind, Table
from planning.formats import number, roman, short_date
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.plans.reading import Reading
from planning.tracking.tasks.figures import summary_of
from planning.tracking.tasks.standing import Standing, Summary

COLUMNS = indexed(
    (
        Column("number", ("TT",), "", 5),
        Column("content", ("Nhiệm vụ",), "", 36),
        Column("lead", ("Cơ quan chủ trì",), "", 18),
        Column("due", ("Thời hạn",), "", 11),
        Column("state", ("Tình trạng",), "", 14),
        Column("words", ("Kết quả",), "", 26),
    )
)


@appendix(position=130)
def task_progress(reading: Reading) -> Table | None:
    """Phụ lục of a report: each task with its lead, its day, its state and what came of it; none without tasks."""
    period = reading.plan.period
    summary = reading.once(summary_of)
    return progress_table(period, summary) if period and summary.total else None


def progress_table(period: ReportingPeriod, summary: Summary) -> Table:
    """The tasks in the groups of their matrices, numbered as there."""
    return Table(
        key="task-progress",
        title=f"TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ {period.words.upper()}",
        columns=COLUMNS,
        rows=tuple(_rows(summary)),
        is_landscape=True,
    )


def progress_workbook(unit: Unit, table: Table) -> PlanDocument:
    """The table as a document to be drawn as a workbook."""
    leaf = Leaf(issuer=(unit.full_name,), kind="Tiến độ nhiệm vụ", subject=unit.full_name, paragraphs=())
    return PlanDocument((leaf,), (table,), mark=unit.sample_mark)


def result_words(standing: Standing) -> str:
    """What came of a task: its words, how much of it is done, on which paper it rests; a blank is nothing, 0 is 0%."""
    said = standing.said
    if said is None:
        return ""
    percent = "" if said.percent is None else f"đạt {number(said.percent)}%"
    evidence = f"minh chứng: {said.evidence}" if said.evidence else ""
    return "; ".join(part for part in (said.words.rstrip(" .;"), percent, evidence) if part)


def _rows(summary: Summary) -> Iterator[Row]:
    groups = groupby(summary.standings, key=lambda standing: standing.task.group)
    for place, (group, members) in enumerate(groups, start=1):
        yield Row(RowKind.GROUP, (Cell(roman(place)), Cell(group.title), *[Cell()] * 4))
        for count, standing in enumerate(members, start=1):
            day = short_date(standing.due_on)
            task = standing.task
            words = (str(count), task.content, task.lead, day, standing.state_words, result_words(standing))
            yield Row(RowKind.ITEM, tuple(Cell(word) for word in words))
