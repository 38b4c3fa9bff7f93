"""The figures every paper has: its unit, years, programme, agencies and the documents it cites; and the tasks
of a plan.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from django.urls import reverse

from planning.documents.assemble import quotable
from planning.formats import short_date
from planning.plans.parts import citing_names
from planning.plans.reading import Reading
from planning.plans.tasks import Task, tasks_of
from planning.text.explaining import Explanation, Input, explains, last_change
from planning.text.figures import Citing, Figure, Passage, Quantity, Wording, figures_of, provides_figures

# Where the words come from that every paper may quote.
OF_THE_HEADER = {
    "unit": "Danh mục đơn vị hành chính",
    "programme": "Danh mục chương trình",
    "plan": "Thể thức của văn bản",
    "agency": "Thể thức của văn bản",
}
APPENDIX_RULE = "Phụ lục được đánh số theo thứ tự in; phụ lục không có nội dung thì không in và không được đánh số."


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


@explains("document")
def explain_document(reading: Reading, name: str) -> Explanation | None:
    """A document's number, day and issuer, as the register has them."""
    found = (citation.document for citation, called in reading.made(citing_names) if called == name)
    document = next(found, None)
    if document is None:
        return None
    by, at = last_change([document])
    return Explanation(
        label="Văn bản được dẫn",
        text=document.full_citation,
        formula="Lần dẫn đầu ghi đủ số, ngày, cơ quan ban hành và trích yếu; các lần sau chỉ ghi loại và số.",
        inputs=(
            Input("Số, ký hiệu", document.reference),
            Input("Ngày ban hành", short_date(document.issued_on)),
            Input("Cơ quan ban hành", document.issuer),
            Input("Trích yếu", document.subject),
        ),
        source="Danh mục văn bản",
        by=by,
        at=at,
        address=reverse("source-list", args=[reading.plan.slug]),
    )


@explains("appendix")
def explain_appendix(reading: Reading, name: str) -> Explanation | None:
    """The number of an appendix follows from its place among those that print."""
    figure = next((each for each in quotable(reading) if each.name == name), None)
    if not isinstance(figure, Wording):
        return None
    address = reverse("plan-preview", args=[reading.plan.slug])
    return Explanation(figure.label, figure.text(), APPENDIX_RULE, source="Phụ lục của văn bản", address=address)


def _explain_header(reading: Reading, name: str) -> Explanation | None:
    """A name, a year or an agency, which the paper's own header or a list of the house gives."""
    figure = figures_of(reading).get(name)
    if not isinstance(figure, Wording):
        return None
    by, at = last_change([reading.plan])
    return Explanation(figure.label, figure.text(), source=OF_THE_HEADER[name.partition(".")[0]], by=by, at=at)


for prefix in OF_THE_HEADER:
    explains(prefix)(_explain_header)
