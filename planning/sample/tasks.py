"""The tasks of the sample's action plan, what was said of them period by period, and what monitoring rounds asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from planning.places.units import Unit
from planning.plans.periods import PeriodKind, ReportingPeriod
from planning.plans.plans import Plan
from planning.plans.tasks import Task, TaskGroup, Timing
from planning.sample.parts import LAST_YEAR, UNSENT, Place, Sample, moment, officer, sample_tracking
from planning.tracking.progress import TaskProgress
from planning.tracking.recommendations.actions import (
    Answer,
    accept_recommendation,
    answer_recommendation,
    raise_recommendation,
)
from planning.tracking.recommendations.model import Recommendation
from planning.tracking.scopes import find_report, report_name, units_of_period
from planning.tracking.tasks.saying import Said, say
from planning.tracking.tasks.standing import Standing, standings_in
from planning.upserts import save_rows

State = TaskProgress.State
INVENTED = "(nhiệm vụ giả định)"
# Who leads from the first year to the last, though the department that does has another name since the reform.
STANDING = "Cơ quan thường trực Chương trình"


@dataclass(frozen=True)
class Matter:
    """A row of the matrix to be: what, who, to what product, when; `fate` says what came of it in the end."""

    content: str
    lead: str
    product: str
    timing: Timing
    first_year: int | None = None
    last_year: int | None = None
    due_on: date | None = None
    fate: str = "done"


GROUPS = (
    (
        "Hoàn thiện cơ chế, chính sách",
        (
            Matter("Ban hành quy định lồng ghép nguồn vốn", "Sở KH&ĐT", "Nghị quyết", Timing.YEAR, 2022, 2022),
            Matter("Rà soát định mức hỗ trợ", "Sở Tài chính", "Báo cáo", Timing.TWO_YEARLY),
            Matter(
                "Ban hành quy chế phối hợp thực hiện cho giai đoạn sau",
                "Văn phòng Ủy ban nhân dân tỉnh",
                "Quyết định",
                Timing.YEAR,
                LAST_YEAR,
                LAST_YEAR,
                date(LAST_YEAR, 9, 30),
                fate="overdue",
            ),
        ),
    ),
    (
        "Tuyên truyền, tập huấn",
        (
            Matter("Tập huấn cán bộ làm công tác giảm nghèo", STANDING, "Lớp tập huấn", Timing.YEARLY),
            Matter("Đối thoại chính sách với hộ nghèo", "Ủy ban nhân dân cấp dưới", "Biên bản", Timing.YEARLY),
            Matter(
                "Xây dựng chuyên trang thông tin giảm nghèo",
                "Sở TT&TT",
                "Chuyên trang",
                Timing.YEAR,
                2023,
                2023,
                date(2023, 6, 30),
                fate="late",
            ),
        ),
    ),
    (
        "Kiểm tra, giám sát, đánh giá",
        (
            Matter("Kiểm tra việc thực hiện tại cơ sở", STANDING, "Kết luận", Timing.YEARLY),
            Matter(
                "Thí điểm cấp mã số cho hộ nghèo", "Sở TT&TT", "Phần mềm", Timing.PERIOD, 2022, 2024, fate="stopped"
            ),
            Matter(
                "Tổng kết Chương trình", STANDING, "Báo cáo tổng kết", Timing.YEAR, LAST_YEAR, LAST_YEAR, fate="open"
            ),
            Matter(
                "Công khai kết quả rà soát hộ nghèo",
                "Ủy ban nhân dân cấp dưới",
                "Thông báo",
                Timing.YEARLY,
                fate="silent",
            ),
        ),
    ),
)
FATES = {matter.content: matter.fate for _, matters in GROUPS for matter in matters}
# Percent done by the middle of the year, and by the end where it is not done then.
HALFWAY, ALMOST = (30, 60), 80


def add_tasks(sample: Sample, plan: Plan, at: datetime) -> None:
    """Enter the matrix of the action plan."""
    for place, (title, matters) in enumerate(GROUPS, start=1):
        group = TaskGroup.objects.create(plan=plan, position=place, title=title)
        rows = [_task(plan, group, position, matter) for position, matter in enumerate(matters, start=1)]
        save_rows(rows, (), by=sample.editor, at=at)


def _task(plan: Plan, group: TaskGroup, position: int, matter: Matter) -> Task:
    return Task(
        plan=plan,
        group=group,
        position=position,
        content=f"{matter.content} {INVENTED}",
        lead=matter.lead,
        product=matter.product,
        timing=matter.timing,
        first_year=matter.first_year,
        last_year=matter.last_year,
        due_on=matter.due_on,
    )


@sample_tracking(40)
def add_progress(sample: Sample, period: ReportingPeriod, at: datetime) -> None:
    """Say of every task that falls in the period how far it is; in the last year one is passed over in silence."""
    province, editor = sample.province.unit, officer(sample.editor)
    standings = standings_in(period, [province]).get(province.pk, [])
    sayings = [said for each in standings if (said := _said(sample, period, each))]
    if sayings:
        said_at = max(at, moment(period.year, 12) + timedelta(days=21)) if period.ends_on.month == 12 else at
        say(find_report(report_name(period, province), editor), sayings, by=editor, at=said_at)


def _said(sample: Sample, period: ReportingPeriod, standing: Standing) -> Said | None:
    task = standing.task
    fate, dice = _fate(task), sample.dice("task", task.content, period.slug)
    is_last = period.year == LAST_YEAR and period.kind != PeriodKind.HALF
    if fate == "silent" and is_last:
        return None
    if fate == "stopped" and period.year == (task.last_year or 0):
        return Said(task.pk, State.STOPPED, words="Dừng vì trùng với phần mềm của trung ương (giả định).")
    if standing.due_on > period.ends_on or fate in {"overdue", "open"} or (fate == "late" and _is_early(period, task)):
        percent = ALMOST if fate in {"overdue", "open"} and is_last else dice.randint(*HALFWAY)
        return Said(task.pk, State.UNDER_WAY, percent, words="Đang thực hiện theo kế hoạch (giả định).")
    return _done(standing, dice.randint(5, 40), fate)


def _fate(task: Task) -> str:
    return FATES[task.content.removesuffix(f" {INVENTED}")]


@sample_tracking(45)
def add_parts(sample: Sample, period: ReportingPeriod, at: datetime) -> None:
    """Say what units below did of the tasks they lead; the commune that has not sent leaves one blank."""
    if not sample.size.is_small:
        return
    silent = sample.commune(UNSENT) if period.year == LAST_YEAR else None
    units = list(units_of_period(period).select_related("parent"))
    rows = [
        _part(sample, period, each, each.teller, localdate(at))
        for of_unit in standings_in(period, units).values()
        for each in of_unit
        if each.teller and not (silent and each.teller.pk == silent.unit.pk and _fate(each.task) == "silent")
    ]
    save_rows(rows, (), by=officer(sample.editor), at=at)


def _part(sample: Sample, period: ReportingPeriod, standing: Standing, teller: Unit, today: date) -> TaskProgress:
    """Done some days before its unit told, or under way while it is not due."""
    task, dice = standing.task, sample.dice("part", standing.task.content, teller.code, period.slug)
    row = TaskProgress(plan_id=task.plan_id, task=task, period=period, unit=teller)
    if standing.due_on > period.ends_on:
        row.state, row.percent = State.UNDER_WAY, dice.randint(*HALFWAY)
        row.words = "Đang thực hiện (giả định)."
    else:
        row.state, row.percent = State.DONE, 100
        row.done_on = min(today, period.ends_on) - timedelta(days=dice.randint(5, 40))
        row.words = "Đã thực hiện (giả định)."
    return row


def _is_early(period: ReportingPeriod, task: Task) -> bool:
    return period.kind == PeriodKind.HALF and period.year == task.first_year


def _done(standing: Standing, before: int, fate: str) -> Said:
    """Done some days before it was due, or as long after."""
    day = standing.due_on + timedelta(days=before if fate == "late" else -before)
    evidence = f"{before + 10}/BC-SMAU ngày {day:%d/%m/%Y} (giả định)"
    return Said(standing.task.pk, State.DONE, 100, day, "Đã hoàn thành (giả định).", evidence)


@dataclass(frozen=True)
class Asked:
    """What a round asked for, of the province (None) or of a commune of today; and what was answered."""

    words: str
    raised_on: date
    due_on: date
    place: int | None = None
    answer: Answer | None = None


def add_recommendations(sample: Sample) -> None:
    """Enter what monitoring rounds asked for: done, under way, overdue."""
    for asked in _recommendations():
        place: Place | None = sample.province if asked.place is None else sample.commune(asked.place)
        if place is None or asked.raised_on.year not in sample.years:
            continue
        raised = Recommendation(
            unit=place.unit,
            raised_by="Đoàn giám sát của Hội đồng nhân dân tỉnh Mẫu (giả định)",
            raised_on=asked.raised_on,
            words=f"{asked.words} (kiến nghị giả định).",
            addressee="Cơ quan thường trực Chương trình",
            due_on=asked.due_on,
        )
        at, editor = moment(asked.due_on.year, 12), officer(sample.editor)
        raise_recommendation(raised, by=editor, at=at)
        if asked.answer:
            answered = answer_recommendation(raised, asked.answer, by=editor, at=at)
            if answered.is_closed:
                accept_recommendation(answered, by=editor, at=at)


def _recommendations() -> Iterator[Asked]:
    done, under_way = Recommendation.State.DONE, Recommendation.State.UNDER_WAY
    yield Asked(
        "Công khai danh sách hộ được hỗ trợ nhà ở tại trụ sở xã",
        date(2023, 8, 15),
        date(2023, 12, 1),
        answer=Answer(done, "Đã niêm yết (giả định).", "07/TB-MAU (giả định)", date(2023, 11, 20)),
    )
    yield Asked(
        "Đẩy nhanh việc phân bổ vốn sự nghiệp cho cấp dưới",
        date(2024, 9, 5),
        date(LAST_YEAR, 6, 30),
        answer=Answer(under_way, "Đang sửa quy trình phân bổ (giả định)."),
    )
    yield Asked("Thu hồi vốn của mô hình không triển khai", date(LAST_YEAR, 9, 20), date(LAST_YEAR, 12, 31), place=2)
    yield Asked("Báo cáo đúng thời hạn", date(LAST_YEAR, 10, 15), date(LAST_YEAR, 11, 30), place=1)
