"""Starting a report: its header, the plans it reports on, and its text from the template of its occasion."""

from datetime import datetime
from textwrap import shorten

from django.db import transaction
from django.utils.text import capfirst

from planning.people.reach import units_of
from planning.people.roles import Action
from planning.people.users import User
from planning.places.agencies import Agency
from planning.places.units import Unit
from planning.plans.actions import record
from planning.plans.parts import Citation, PlanEvent
from planning.plans.periods import OF_SEVERAL_YEARS, PeriodKind, ReportingPeriod
from planning.plans.plans import REPORTS, Plan, PlanKind
from planning.reports.grounds import papers_reported_on, plans_reported_on
from planning.text.drafting import NotYourUnit, free_slug, span, take_turns
from planning.text.templates import write_text
from planning.tracking.scopes import units_of_period

SYMBOL = "BC-UBND"
# Less than a subject has room for: what corrects a report says so before the words of the first one.
SUBJECT_LENGTH = 250
CUT = "…)"
# Circular 10/2022/TT-BLĐTBXH monitors on every occasion, evaluates where a span of time is over or at its start.
OCCASIONS: dict[PlanKind, frozenset[PeriodKind]] = {
    PlanKind.MONITORING: frozenset(PeriodKind),
    PlanKind.EVALUATION: OF_SEVERAL_YEARS | {PeriodKind.YEAR, PeriodKind.ADHOC},
    PlanKind.SUMMARY: frozenset({PeriodKind.FINAL}),
}
ABOUT = {
    PlanKind.MONITORING: "Kết quả thực hiện",
    PlanKind.EVALUATION: "Đánh giá kết quả thực hiện",
    PlanKind.SUMMARY: "Tổng kết thực hiện",
}


class ReportExists(ValueError):
    """The unit has a report of this kind on this period already."""


class NotOfThisPeriod(ValueError):
    """The unit does not report on this period, or the period calls for no report of this kind."""


@transaction.atomic
def draft_report(unit: Unit, period: ReportingPeriod, kind: PlanKind, *, by: User, at: datetime) -> Plan:
    """Start a unit's report on a period held by it or by a unit above: header, text, and the plans it reports on.

    Raises NotYourUnit, NotOfThisPeriod or ReportExists.
    """
    if not units_of(by, Action.DRAFT).filter(pk=unit.pk).exists():
        raise NotYourUnit("Bạn không được lập báo cáo cho đơn vị này.")
    take_turns(unit)
    _check_occasion(unit, period, kind)
    report = Plan(unit=unit, programme=period.programme, kind=kind, period=period)
    report.first_year, report.last_year = period.first_year, period.last_year
    report.slug = free_slug(f"{unit.code}-{kind}-{period.kind}-{span(period.first_year, period.last_year)}")
    _set_header(report, period)
    report.save()
    _cite_plans(report)
    write_text(report)
    record(report, PlanEvent.Verb.DRAFTED, by=by, at=at)
    return report


def _check_occasion(unit: Unit, period: ReportingPeriod, kind: PlanKind) -> None:
    if kind not in REPORTS or period.kind not in OCCASIONS[kind]:
        raise NotOfThisPeriod(f"Kỳ {period.words} không có loại báo cáo này.")
    if not units_of_period(period).filter(pk=unit.pk).exists():
        raise NotOfThisPeriod(f"{capfirst(unit.full_name)} không thuộc phạm vi của kỳ {period.words}.")
    if Plan.objects.filter(unit=unit, period=period, kind=kind).exists():
        raise ReportExists(f"Đã có {kind.label.lower()} {period.words} của {unit.full_name}.")


def _set_header(report: Plan, period: ReportingPeriod) -> None:
    """What a report says at its head; how it counts and who drafts it are as in the plan it reports on first."""
    report.symbol, report.place, report.recipients = SYMBOL, report.unit.name, "Lưu: VT"
    report.subject = _subject(report, period)
    plan = next(iter(plans_reported_on(report)), None)
    if plan is None:
        return
    report.money_unit, report.money_decimals = plan.money_unit, plan.money_decimals
    report.appendix_style = plan.appendix_style
    if plan.drafted_by_id:
        report.drafted_by = Agency.objects.existing_on(period.ends_on).filter(pk=plan.drafted_by_id).first()


def _subject(report: Plan, period: ReportingPeriod) -> str:
    """What the report is about; where that takes too many words, the occasion of the period is told in fewer."""
    before = f"{ABOUT[PlanKind(report.kind)]} {report.programme.name}"
    after = f"trên địa bàn {report.unit.full_name}"
    room = max(SUBJECT_LENGTH - len(f"{before}  {after}"), len(CUT))
    return shorten(f"{before} {shorten(period.words, room, placeholder=CUT)} {after}", SUBJECT_LENGTH, placeholder="…")


def _cite_plans(report: Plan) -> None:
    for position, paper in enumerate(papers_reported_on(report), start=1):
        Citation.objects.create(plan=report, document=paper, role=Citation.Role.MENTION, position=position)
