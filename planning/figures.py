"""The figures every plan has: its unit, years, programme, agencies, the documents it cites and its tasks."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from planning.plans.parts import citing_names
from planning.plans.reading import Reading
from planning.plans.tasks import Task, tasks_of
from planning.text.figures import Citing, Figure, Passage, Quantity, Wording, provides_figures


@provides_figures
def plan_figures(reading: Reading) -> Iterator[Figure]:
    """Names of the unit, the programme and the years, and `document.<số, ký hiệu>` for each cited document."""
    plan = reading.plan
    programme = plan.programme
    yield Wording("unit.name", "Tên đơn vị", plan.unit.full_name)
    yield Wording("unit.level", "Cấp của đơn vị", plan.unit.level_word)
    yield Wording("plan.year", "Năm kế hoạch", str(plan.last_year))
    yield Wording("plan.period", "Thời kỳ kế hoạch", plan.period_words)
    yield Wording("plan.title", "Tên kế hoạch", f"{plan.document_name} {plan.subject[:1].lower()}{plan.subject[1:]}")
    yield Wording("programme.name", "Tên chương trình", programme.name)
    yield Wording("programme.period", "Giai đoạn", f"{programme.first_year}-{programme.last_year}")
    standing = plan.drafted_by.name if plan.drafted_by else "Cơ quan thường trực Chương trình"
    yield Wording("agency.standing", "Cơ quan thường trực", standing)
    for citation, name in reading.made(citing_names):
        document = citation.document
        yield Citing(name, str(document), document.full_citation, document.short_citation)


@provides_figures
def task_figures(reading: Reading) -> Iterator[Figure]:
    """`tasks.count` and `tasks.groups` count the matrix; `tasks.list` is a clause a group, its tasks below it."""
    tasks = reading.once(tasks_of)
    groups = [(group.title, list(members)) for group, members in groupby(tasks, key=lambda task: task.group)]
    yield Quantity("tasks.count", "Số nhiệm vụ", Decimal(len(tasks)), 0, "nhiệm vụ")
    yield Quantity("tasks.groups", "Số nhóm nhiệm vụ", Decimal(len(groups)), 0, "nhóm")
    yield Passage("tasks.list", "Danh sách nhiệm vụ", "\n".join(_task_lines(groups)))


def _task_lines(groups: list[tuple[str, list[Task]]]) -> Iterator[str]:
    for title, members in groups:
        yield f"1. {title}"
        *others, last = [task.content.rstrip(" .;") for task in members]
        yield from (f"- {content};" for content in others)
        yield f"- {last}."
