"""What a report says of tasks: how many there are, how many in each state, and which are overdue."""

from collections.abc import Iterator
from decimal import Decimal

from django.urls import reverse

from planning.formats import number, short_date
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.text.explaining import Explanation, Input, explains, last_change
from planning.text.figures import Figure, Passage, Quantity, provides_figures
from planning.tracking.parted import parted
from planning.tracking.scopes import report_name
from planning.tracking.tasks.standing import UNREPORTED, Standing, State, Summary, standings_in

NO_TASKS = "Các kế hoạch đang có hiệu lực không giao nhiệm vụ nào phải thực hiện trong kỳ báo cáo này."
NONE_OVERDUE = "Không có nhiệm vụ nào quá hạn."
UNIT = "nhiệm vụ"
# The names by which a sentence quotes the counts, and what each counts.
COUNTS: dict[str, tuple[str, str]] = {
    "tasks.done": (State.DONE, "đã hoàn thành"),
    "tasks.under-way": (State.UNDER_WAY, "đang thực hiện"),
    "tasks.not-begun": (State.NOT_BEGUN, "chưa thực hiện"),
    "tasks.stopped": (State.STOPPED, "dừng thực hiện"),
    "tasks.unreported": ("", "chưa có báo cáo tiến độ"),
}
RULE = (
    "Đếm các nhiệm vụ phải thực hiện trong kỳ của những kế hoạch đang có hiệu lực và nhiệm vụ kỳ trước còn lại; "
    "tình trạng lấy theo báo cáo tiến độ của kỳ."
)
OVERDUE_RULE = "Nhiệm vụ quá hạn là nhiệm vụ chưa hoàn thành, chưa dừng mà thời hạn trước ngày cuối của kỳ báo cáo."


def summary_of(report: Plan) -> Summary:
    """The tasks a report tells of, at the end of its period; none for a plan."""
    if report.period is None:
        return Summary(())
    return Summary(tuple(standings_in(report.period, [report.unit]).get(report.unit_id, [])))


@provides_figures
def progress_figures(reading: Reading) -> Iterator[Figure]:
    """`tasks.total`, a count for each state, `tasks.overdue.count`; `tasks.summary` and `tasks.overdue` in words."""
    if not reading.plan.is_report:
        return
    summary = reading.once(summary_of)
    yield _count("tasks.total", "Số nhiệm vụ phải thực hiện", summary.total)
    for name, (state, words) in COUNTS.items():
        yield _count(name, f"Số nhiệm vụ {words}", summary.count(state))
    yield _count("tasks.overdue.count", "Số nhiệm vụ quá hạn", len(summary.overdue))
    yield Passage("tasks.summary", "Tình hình thực hiện nhiệm vụ", "\n".join(_summed_up(summary)))
    yield Passage("tasks.overdue", "Nhiệm vụ quá hạn", "\n".join(_overdue(summary)))


def _count(name: str, label: str, count: int) -> Quantity:
    return Quantity(name, label, Decimal(count), 0, UNIT)


def _summed_up(summary: Summary) -> Iterator[str]:
    if not summary.total:
        yield NO_TASKS
        return
    told = [(name, words) for name, (state, words) in COUNTS.items() if summary.count(state)]
    yield f"Trong kỳ có {{{{ tasks.total }}}} phải thực hiện, {parted(told, summary.total)}."


def _overdue(summary: Summary) -> Iterator[str]:
    if not summary.total:
        return
    if not summary.overdue:
        yield NONE_OVERDUE
        return
    yield "Có {{ tasks.overdue.count }} quá hạn, gồm:"
    *others, last = [_overdue_words(standing) for standing in summary.overdue]
    yield from (f"- {words};" for words in others)
    yield f"- {last}."


def _overdue_words(standing: Standing) -> str:
    content = " ".join(standing.task.content.split()).rstrip(" .;:")
    return f"{content} ({'; '.join(standing.leads)}; thời hạn {short_date(standing.due_on)})"


@explains("tasks")
def explain_tasks(reading: Reading, name: str) -> Explanation | None:
    """Which tasks a count of a report counts, each with its state, and the screen on which they are reported."""
    period = reading.plan.period
    if period is None:
        return None
    summary = reading.once(summary_of)
    counted = _counted(summary, name)
    if counted is None:
        return None
    label, standings = counted
    page = reverse("task-progress", args=[report_name(period, reading.plan.unit)])
    told = [each.said for each in standings if each.said]
    by, at = last_change(told)
    return Explanation(
        label=label,
        text=f"{number(len(standings))} {UNIT}",
        formula=OVERDUE_RULE if name == "tasks.overdue.count" else RULE,
        inputs=tuple(Input(str(each.task), each.state_words, page) for each in standings),
        source=f"Tiến độ nhiệm vụ {period.words}" if told else f"{UNREPORTED} tiến độ",
        by=by,
        at=at,
        address=page,
    )


def _counted(summary: Summary, name: str) -> tuple[str, list[Standing]] | None:
    if name == "tasks.total":
        return "Số nhiệm vụ phải thực hiện", list(summary.standings)
    if name == "tasks.overdue.count":
        return "Số nhiệm vụ quá hạn", summary.overdue
    if name in COUNTS:
        state, words = COUNTS[name]
        return f"Số nhiệm vụ {words}", [each for each in summary.standings if each.state == state]
    return None
