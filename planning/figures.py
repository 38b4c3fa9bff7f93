"""The figures every paper has: its unit, years, programme, agencies and the documents it cites; those of plans alone
and of reports alone.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from planning.documents.appendices import tables_of
from planning.formats import short_date
from planning.plans.parts import citing_names
from planning.plans.plans import Plan, PlanKind
from planning.plans.reading import Reading
from planning.plans.tasks import Task, tasks_of
from planning.reports.grounds import plans_reported_on
from planning.reports.senders import senders_of
from planning.text.figures import Citing, Figure, Passage, Quantity, Wording, provides_figures

IN_FORCE_FOR = {
    PlanKind.ANNUAL: "kế hoạch năm",
    PlanKind.PERIOD: "kế hoạch giai đoạn",
    PlanKind.ACTION: "kế hoạch hành động",
}
NO_PLAN = "Chưa ghi nhận kế hoạch nào của {{ unit.name }} đang có hiệu lực cho kỳ báo cáo này."


@provides_figures
def plan_figures(reading: Reading) -> Iterator[Figure]:
    """Names of the unit, the programme and the years, and `document.<số, ký hiệu>` for each cited document."""
    plan = reading.plan
    programme = plan.programme
    yield Wording("unit.name", "Tên đơn vị", plan.unit.full_name)
    yield Wording("unit.level", "Cấp của đơn vị", plan.unit.level_word)
    of = plan.document_name.lower()
    yield Wording("plan.year", f"Năm của {of}", str(plan.last_year))
    yield Wording("plan.period", f"Thời kỳ của {of}", plan.period_words)
    yield Wording("plan.title", f"Tên {of}", f"{plan.document_name} {plan.subject[:1].lower()}{plan.subject[1:]}")
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
    if reading.plan.is_report:
        return
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


@provides_figures
def report_figures(reading: Reading) -> Iterator[Figure]:
    """`report.period`, `.ends`, `.sent`, `.asked`; sentences on its grounds, its senders and its appendices."""
    period = reading.plan.period
    if period is None:
        return
    yield Wording("report.period", "Kỳ báo cáo", period.words)
    yield Wording("report.ends", "Số liệu tính đến hết ngày", short_date(period.ends_on))
    senders = reading.once(senders_of)
    yield Quantity("report.sent", "Số đơn vị đã gửi báo cáo", Decimal(senders.sent), 0, "đơn vị")
    yield Quantity("report.asked", "Số đơn vị phải gửi báo cáo", Decimal(senders.asked), 0, "đơn vị")
    sent = "Đã có {{ report.sent }} gửi báo cáo, trong tổng số {{ report.asked }}."
    yield Passage("report.senders", "Tình hình gửi báo cáo của cấp dưới", sent if senders.asked else "")
    yield Passage("report.grounds", "Kế hoạch được thực hiện", _grounds(reading))
    yield Passage("report.plans", "Kế hoạch làm căn cứ đánh giá", _plans(reading))
    yield Passage("report.appendices", "Nơi ghi số liệu chi tiết", _appendices(reading))


def _grounds(reading: Reading) -> str:
    """`Thực hiện Kế hoạch số … và Quyết định số …, `: the papers of the plans reported on, where a report begins."""
    quotes = [_named(reading, plan) for plan in reading.once(plans_reported_on)]
    return f"Thực hiện {_listed(quotes)}, " if quotes else ""


def _plans(reading: Reading) -> str:
    words = [
        f"{IN_FORCE_FOR[PlanKind(plan.kind)]} ({_named(reading, plan)})" for plan in reading.once(plans_reported_on)
    ]
    return f"Kết quả được đánh giá theo {_listed(words)}." if words else NO_PLAN


def _named(reading: Reading, plan: Plan) -> str:
    """How a sentence names a plan: by its paper where the report cites that, else by its number."""
    for citation, name in reading.made(citing_names):
        if (citation.document.reference, citation.document.issued_on) == (plan.reference, plan.issued_on):
            return f"{{{{ {name} }}}}"
    return f"{plan.document_name} số {plan.reference}"


def _appendices(reading: Reading) -> str:
    quotes = [f"{{{{ appendix.{table.key} }}}}" for table in reading.made(tables_of)]
    return f"Số liệu chi tiết nêu tại {_listed(quotes)} kèm theo." if quotes else ""


def _listed(words: list[str]) -> str:
    """`a, b và c`."""
    *others, last = words
    return f"{', '.join(others)} và {last}" if others else last
