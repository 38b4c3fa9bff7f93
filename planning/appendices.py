"""The appendices that planning itself brings: the task matrix, and what an adjustment changes."""

from collections.abc import Iterator
from itertools import groupby

from planning.documents.adjustment import KEY, changes_of, empty_table, filled_table
from planning.documents.appendices import appendix, fills
from planning.documents.headings import indexed
from planning.documents.model import Cell, Column, PlanDocument, Row, RowKind, Table
from planning.formats import roman
from planning.plans.plans import PlanKind
from planning.plans.reading import Reading
from planning.plans.tasks import Task, tasks_of

COLUMNS = indexed(
    (
        Column("number", ("TT",), "", 5),
        Column("content", ("Nội dung công việc",), "", 34),
        Column("lead", ("Cơ quan chủ trì",), "", 18),
        Column("partners", ("Cơ quan phối hợp",), "", 18),
        Column("product", ("Sản phẩm",), "", 14),
        Column("timing", ("Thời gian thực hiện",), "", 11),
    )
)


@appendix(position=3)
def task_matrix(reading: Reading) -> Table | None:
    """Phụ lục: the tasks in their groups; only an action plan has one before it has tasks."""
    tasks, plan = reading.once(tasks_of), reading.plan
    if not tasks and plan.kind != PlanKind.ACTION:
        return None
    return Table(
        key="tasks",
        title=f"NHIỆM VỤ {plan.subject.upper()}",
        columns=COLUMNS,
        rows=tuple(_rows(tasks)),
        is_landscape=True,
    )


def _rows(tasks: list[Task]) -> Iterator[Row]:
    for place, (group, members) in enumerate(groupby(tasks, key=lambda task: task.group), start=1):
        yield Row(RowKind.GROUP, (Cell(roman(place)), Cell(group.title), *[Cell()] * 4))
        for number, task in enumerate(members, start=1):
            words = (str(number), task.content, task.lead, task.partners, task.product, task.timing_words)
            yield Row(RowKind.ITEM, tuple(Cell(word) for word in words))


# Behind all others, those of reports too.
@appendix(position=900)
def adjustment(reading: Reading) -> Table | None:
    """Phụ lục: what an adjustment changes in the plan it adjusts; none for a plan that adjusts nothing."""
    former = reading.plan.adjusts
    return empty_table(former) if former else None


@fills(KEY)
def adjustment_rows(reading: Reading, document: PlanDocument, table: Table) -> Table:
    """The differences of the document, as it is now, from that of the plan in force."""
    former = reading.plan.adjusts
    return filled_table(table, changes_of(document, former)) if former else table
