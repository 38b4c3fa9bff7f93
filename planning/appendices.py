"""The appendix that planning itself brings: the task matrix."""

from collections.abc import Iterator
from itertools import groupby

from planning.documents.appendices import appendix
from planning.documents.headings import indexed
from planning.documents.model import Cell, Column, Row, RowKind, Table
from planning.formats import roman
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.plans.tasks import Task

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


def tasks_of(plan: Plan) -> list[Task]:
    """A plan's tasks in the order of the matrix."""
    return list(Task.objects.of_plan(plan).select_related("group").order_by("group__position", "position"))


@appendix(position=3)
def task_matrix(reading: Reading) -> Table | None:
    """Phụ lục: the tasks in their groups; none for a plan without tasks."""
    tasks = reading.once(tasks_of)
    if not tasks:
        return None
    plan = reading.plan
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
