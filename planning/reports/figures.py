"""The figures of reports alone: their period, who has sent, on which plans they rest; and how each came about."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from django.urls import reverse

from planning.documents.appendices import tables_of
from planning.formats import short_date
from planning.plans.parts import citing_names
from planning.plans.plans import Plan, PlanKind
from planning.plans.reading import Reading
from planning.reports.grounds import plans_reported_on
from planning.reports.senders import Senders, senders_of, sent_to
from planning.text.explaining import Explanation, Input, explains, last_change
from planning.text.figures import Figure, Passage, Quantity, Wording, provides_figures

IN_FORCE_FOR = {
    PlanKind.ANNUAL: "kế hoạch năm",
    PlanKind.PERIOD: "kế hoạch giai đoạn",
    PlanKind.ACTION: "kế hoạch hành động",
}
SENDING_RULE = (
    "Đếm các đơn vị cấp dưới có báo cáo của kỳ đã gửi hoặc đã được tiếp nhận; báo cáo bị trả lại không tính."
)
ASKING_RULE = "Đếm các đơn vị cấp dưới có trên bản đồ vào ngày cuối kỳ."
NO_PLAN = "Chưa ghi nhận kế hoạch nào của {{ unit.name }} đang có hiệu lực cho kỳ báo cáo này."


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
    yield Passage("report.senders", "Tình hình gửi báo cáo của cấp dưới", _senders(senders))
    yield Passage("report.grounds", "Kế hoạch được thực hiện", _grounds(reading))
    yield Passage("report.plans", "Kế hoạch làm căn cứ đánh giá", _plans(reading))
    yield Passage("report.appendices", "Nơi ghi số liệu chi tiết", _appendices(reading))


def _senders(senders: Senders) -> str:
    """How many below have sent, in words that follow the counts; nothing where nobody is asked."""
    if not senders.asked:
        return ""
    if not senders.sent:
        return "Chưa có đơn vị nào trong {{ report.asked }} cấp dưới gửi báo cáo."
    if senders.sent == senders.asked:
        return "Toàn bộ {{ report.asked }} cấp dưới đã gửi báo cáo."
    return "Đã có {{ report.sent | số }}/{{ report.asked }} cấp dưới gửi báo cáo."


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


@explains("report")
def explain_report(reading: Reading, name: str) -> Explanation | None:
    """The dates of the period, and how many have sent, with the board on which each unit stands."""
    period, senders = reading.plan.period, reading.once(senders_of)
    if period is None:
        return None
    by, at = last_change([period])
    last_by, last_at = last_change(sent_to(reading.plan)) if name == "report.sent" else ("", None)
    sent, asked = f"{senders.sent} đơn vị", f"{senders.asked} đơn vị"
    parts = (Input("Phải gửi", asked), Input("Đã gửi", sent))
    explanations = {
        "report.period": Explanation("Kỳ báo cáo", period.words, by=by, at=at),
        "report.ends": Explanation("Số liệu tính đến hết ngày", short_date(period.ends_on), by=by, at=at),
        "report.sent": Explanation("Số đơn vị đã gửi báo cáo", sent, SENDING_RULE, parts, by=last_by, at=last_at),
        "report.asked": Explanation("Số đơn vị phải gửi báo cáo", asked, ASKING_RULE),
    }
    found = explanations.get(name)
    return found and replace(found, source=str(period), address=reverse("period", args=[period.slug]))
