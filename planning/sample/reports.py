"""The reports of the sample province: drafted by the application, with words where only people can write them."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from planning.documents.actions import issue
from planning.plans.periods import PeriodKind, ReportingPeriod
from planning.plans.plans import Plan, PlanKind
from planning.reports.drafting import draft_report
from planning.sample.parts import LAST_YEAR, Sample, moment, officer
from planning.sample.people import SIGNATORY
from planning.text.actions import rewrite_section
from planning.text.instructions import asked_in

RECIPIENTS = "Cơ quan chủ quản Chương trình\nThường trực Tỉnh ủy\nLưu: VT"
# What is written where the text asks for what a heading is about; the first that occurs in the request.
WRITTEN = {
    "văn bản": "Trong kỳ, tỉnh ban hành các văn bản chỉ đạo, phân công cơ quan chủ trì và phân cấp cho cấp xã.",
    "đặc điểm": "Khi bắt đầu giai đoạn, hộ nghèo tập trung ở vùng núi; giao thông còn khó khăn.",
    "tiến độ rà soát": "Cấp xã đã rà soát, họp dân và niêm yết công khai kết quả; không có khiếu nại kéo dài.",
    "việc chấp hành": "Đối tượng, định mức được thực hiện đúng quy định; một mô hình phải thu hồi vốn.",
    "việc lồng ghép": "Vốn được lồng ghép với chương trình nông thôn mới; người dân tham gia góp công lao động.",
    "khó khăn": "Vốn giao muộn; cán bộ cấp xã thay đổi sau sắp xếp đơn vị hành chính nên còn lúng túng.",
    "hạn chế": "Một số chỉ tiêu chưa đạt do nguồn lực phân tán; bài học là giao vốn sớm, kiểm tra thường xuyên.",
    "nhiệm vụ trọng tâm": "Thời gian tới, tỉnh tập trung vào hộ nghèo không có đất sản xuất; đề nghị giao vốn sớm.",
    "mục tiêu, định hướng": "Giai đoạn sau tiếp tục giảm nghèo đa chiều; đề nghị tăng phân cấp cho cấp xã.",
}
OTHERWISE = "Nội dung này được thực hiện đúng kế hoạch."
INVENTED = "(nội dung giả định)"


def make_reports(sample: Sample, periods: Iterable[ReportingPeriod], *, are_issued: bool) -> Iterator[Plan]:
    """Yield the report of the year before the last, issued, and as drafts that of the last and that of all years."""
    for period in periods:
        if period.kind == PeriodKind.YEAR and period.year >= LAST_YEAR - 1:
            report = _drafted(sample, period, PlanKind.MONITORING)
            if are_issued and period.year < LAST_YEAR:
                _issue(sample, report, period)
            yield report
        elif period.kind == PeriodKind.FINAL:
            yield _drafted(sample, period, PlanKind.SUMMARY)


def _drafted(sample: Sample, period: ReportingPeriod, kind: PlanKind) -> Plan:
    at, editor = moment(period.year + 1, 2), officer(sample.editor)
    report = draft_report(sample.province.unit, period, kind, by=editor, at=at)
    report.recipients = RECIPIENTS
    report.save()
    _write(sample, report, at)
    return report


def _write(sample: Sample, report: Plan, at: datetime) -> None:
    """Put invented words wherever the text asks for words."""
    for section in report.sections.all():
        lines = section.body.split("\n")
        body = "\n".join(_words(asked) if (asked := asked_in(line)) else line for line in lines)
        if body != section.body:
            rewrite_section(section, body, revision=section.revision, by=officer(sample.editor), at=at)


def _words(asked: str) -> str:
    sentence = next((words for about, words in WRITTEN.items() if about in asked), OTHERWISE)
    return f"{sentence.rstrip('.')} {INVENTED}."


def _issue(sample: Sample, report: Plan, period: ReportingPeriod) -> None:
    at, signer = moment(period.year + 1, 2), officer(sample.signer)
    day = date(period.year + 1, 2, 10)
    issue(report, number=f"{period.year % 100}", issued_on=day, signatory=SIGNATORY, by=signer, at=at)
    report.refresh_from_db()
