"""What a report says of recommendations: a sentence that counts them, how a count came about, the list of them all."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.urls import reverse

from planning.documents.appendices import appendix
from planning.documents.headings import indexed
from planning.documents.model import Cell, Column, Row, RowKind, Table
from planning.formats import number, short_date
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.text.explaining import Explanation, Input, explains, last_change
from planning.text.figures import Figure, Passage, Quantity, provides_figures
from planning.tracking.parted import parted
from planning.tracking.recommendations.model import Recommendation

State = Recommendation.State
UNIT = "kiến nghị"
NONE_RAISED = "Trong kỳ không có kiến nghị nào của các đoàn giám sát phải thực hiện."
COUNTS: dict[str, tuple[State, str]] = {
    "recommendations.done": (State.DONE, "đã thực hiện"),
    "recommendations.under-way": (State.UNDER_WAY, "đang thực hiện"),
    "recommendations.open": (State.OPEN, "chưa thực hiện"),
    "recommendations.declined": (State.DECLINED, "không tiếp thu"),
}
LABELS = {
    "recommendations.total": "Số kiến nghị phải thực hiện",
    "recommendations.overdue": "Số kiến nghị quá hạn",
}
RULE = (
    "Đếm các kiến nghị đối với đơn vị và các đơn vị cấp dưới đến hết ngày cuối của kỳ báo cáo, trừ kiến nghị đã "
    "kết thúc trước kỳ; quá hạn là chưa hoàn thành mà thời hạn trước ngày đó."
)
COLUMNS = indexed(
    (
        Column("number", ("TT",), "", 5),
        Column("words", ("Nội dung kiến nghị",), "", 30),
        Column("raised", ("Đoàn giám sát, ngày kiến nghị",), "", 18),
        Column("unit", ("Đơn vị, cơ quan thực hiện",), "", 18),
        Column("due", ("Thời hạn",), "", 11),
        Column("state", ("Tình trạng",), "", 13),
        Column("answer", ("Kết quả thực hiện",), "", 24),
    )
)


def recommendations_of(report: Plan) -> list[Recommendation]:
    """The recommendations a report tells of, the earliest first; none for a plan."""
    if report.period is None:
        return []
    first_day = date(report.period.first_year, 1, 1)
    told = Recommendation.objects.told_in(report.unit, first_day, report.period.ends_on)
    return list(told.with_names().order_by("raised_on", "pk"))


@provides_figures
def recommendation_figures(reading: Reading) -> Iterator[Figure]:
    """`recommendations.total`, a count for each state and of the overdue; `recommendations.summary` in words."""
    period = reading.plan.period
    if period is None:
        return
    told = reading.once(recommendations_of)
    states = [each.state_on(period.ends_on) for each in told]
    overdue = sum(each.is_overdue_on(period.ends_on) for each in told)
    yield _count("recommendations.total", LABELS["recommendations.total"], len(told))
    for name, (state, words) in COUNTS.items():
        yield _count(name, f"Số kiến nghị {words}", states.count(state))
    yield _count("recommendations.overdue", LABELS["recommendations.overdue"], overdue)
    counted = [(name, words) for name, (state, words) in COUNTS.items() if state in states]
    late = " Trong các kiến nghị chưa xong có {{ recommendations.overdue }} quá hạn." if overdue else ""
    summary = f"Có {{{{ recommendations.total }}}} phải thực hiện, {parted(counted, len(told))}.{late}" if told else ""
    yield Passage("recommendations.summary", "Thực hiện kiến nghị giám sát", summary or NONE_RAISED)


@explains("recommendations")
def explain_recommendations(reading: Reading, name: str) -> Explanation | None:
    """Which recommendations a count of a report counts, each with its state and its page."""
    period = reading.plan.period
    if period is None or name not in {"recommendations.total", "recommendations.overdue", *COUNTS}:
        return None
    day = period.ends_on
    counted = [each for each in reading.once(recommendations_of) if _is_counted(each, name, day)]
    by, at = last_change(counted)
    inputs = (
        Input(str(each), each.state_on(day).label, reverse("recommendation", args=[each.pk])) for each in counted
    )
    return Explanation(
        label=LABELS.get(name) or f"Số kiến nghị {COUNTS[name][1]}",
        text=f"{number(len(counted))} {UNIT}",
        formula=RULE,
        inputs=tuple(inputs),
        source="Danh sách kiến nghị giám sát",
        by=by,
        at=at,
        address=reverse("recommendation-list"),
    )


def _is_counted(told: Recommendation, name: str, day: date) -> bool:
    if name == "recommendations.overdue":
        return told.is_overdue_on(day)
    return name not in COUNTS or told.state_on(day) == COUNTS[name][0]


def _count(name: str, label: str, count: int) -> Quantity:
    return Quantity(name, label, Decimal(count), 0, UNIT)


@appendix(position=132)
def recommendations(reading: Reading) -> Table | None:
    """Phụ lục of a report: each recommendation, to whom, until when, and what came of it; none without any."""
    period = reading.plan.period
    told = reading.once(recommendations_of)
    if period is None or not told:
        return None
    rows = tuple(_row(place, each, period.ends_on) for place, each in enumerate(told, start=1))
    title = f"THỰC HIỆN KIẾN NGHỊ GIÁM SÁT {period.words.upper()}"
    return Table(key="recommendations", title=title, columns=COLUMNS, rows=rows, is_landscape=True)


def _row(place: int, told: Recommendation, day: date) -> Row:
    state = told.state_on(day)
    evidence = f"minh chứng: {told.evidence}" if told.evidence else ""
    words = (
        str(place),
        told.words,
        f"{told.raised_by}, {short_date(told.raised_on)}",
        "; ".join(part for part in (told.unit.full_name, told.addressee) if part),
        short_date(told.due_on) if told.due_on else "",
        f"{state.label} (quá hạn)" if told.is_overdue_on(day) else state.label,
        "; ".join(part for part in (told.answer.rstrip(" .;"), evidence) if part),
    )
    return Row(RowKind.ITEM, tuple(Cell(word) for word in words))
