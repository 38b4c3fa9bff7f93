"""The plans of the sample province: drafted, filled and some of them issued by the application's own actions."""

from collections.abc import Iterator
from datetime import date, datetime

from planning.documents.actions import issue
from planning.places.units import Unit
from planning.plans.adjusting import adjust
from planning.plans.legal import DocumentKind, LegalDocument
from planning.plans.parts import Citation
from planning.plans.plans import Plan, PlanKind
from planning.sample.parts import FIRST_DAY, LAST_YEAR, Place, Sample, add_figures, moment, officer
from planning.sample.people import SIGNATORY
from planning.sample.places import COUNCIL
from planning.sample.tasks import add_tasks
from planning.text.drafting import draft

RECIPIENTS = "Thường trực Tỉnh ủy\nCác sở, ban, ngành\nỦy ban nhân dân cấp dưới\nLưu: VT"


def make_plans(sample: Sample, planning: list[Place], *, are_issued: bool) -> Iterator[Plan]:
    """Yield the province's plans of the whole period, its plan of each year, then those of communes for the last year.

    The province's plan of that year is issued first, so that the communes see what is above, and is then adjusted.
    """
    if sample.has_all_years:
        yield _of_period(sample, is_issued=are_issued)
        yield _of_action(sample, is_issued=are_issued)
    last = None
    for year in sample.years:
        last = _of_province(sample, year, is_issued=are_issued)
        yield last
    communes = [_drafted(sample, place.unit, LAST_YEAR, moment(LAST_YEAR, 9)) for place in planning]
    add_figures(sample, communes, moment(LAST_YEAR, 9))
    yield from communes
    if last is not None and are_issued:
        yield adjust(last, by=officer(sample.editor), at=moment(LAST_YEAR, 11))


def day_of(year: int) -> date:
    """The day on which the province's plan of a year is signed: in the last year, when the new map holds."""
    return FIRST_DAY.replace(day=15) if year == LAST_YEAR else date(year, 1, 15)


def _of_province(sample: Sample, year: int, *, is_issued: bool) -> Plan:
    at = moment(year, day_of(year).month)
    plan = _drafted(sample, sample.province.unit, year, at)
    _rest_on(plan, _resolution(sample, day_of(year).replace(day=2), f"{year % 100 + 10}", f"năm {year}"))
    add_figures(sample, [plan], at)
    return _issued(sample, plan, str(year % 100 + 100), day_of(year), at) if is_issued else plan


def _of_period(sample: Sample, *, is_issued: bool) -> Plan:
    """The plan of the programme's years, with the targets and the money of all of them."""
    programme, at = sample.programme, moment(sample.programme.first_year, 1)
    plan = _drafted(sample, sample.province.unit, programme.first_year, at, PlanKind.PERIOD, programme.last_year)
    words = f"giai đoạn {programme.first_year}-{programme.last_year}"
    _rest_on(plan, _resolution(sample, at.date().replace(day=4), "01", words))
    add_figures(sample, [plan], at)
    return _issued(sample, plan, "31", at.date(), at) if is_issued else plan


def _of_action(sample: Sample, *, is_issued: bool) -> Plan:
    """The plan that says who does what until when."""
    programme, at = sample.programme, moment(sample.programme.first_year, 1)
    plan = _drafted(sample, sample.province.unit, programme.first_year, at, PlanKind.ACTION, programme.last_year)
    _rest_on(plan, _resolution(sample, at.date().replace(day=5), "02", "theo nhiệm vụ"))
    add_tasks(sample, plan, at)
    return _issued(sample, plan, "32", at.date(), at) if is_issued else plan


def _resolution(sample: Sample, day: date, number: str, words: str) -> LegalDocument:
    return LegalDocument.objects.create(
        kind=DocumentKind.RESOLUTION,
        reference=f"{number}/NQ-MẪU",
        issued_on=day,
        issuer=COUNCIL,
        subject=f"về nhiệm vụ giảm nghèo {words} (văn bản giả định)",
        invented_for=sample.province.unit,
    )


def _rest_on(plan: Plan, document: LegalDocument) -> None:
    Citation.objects.create(plan=plan, document=document, position=plan.citations.count() + 1)


def _issued(sample: Sample, plan: Plan, number: str, day: date, at: datetime) -> Plan:
    issue(plan, number=number, issued_on=day, signatory=SIGNATORY, by=officer(sample.signer), at=at)
    plan.refresh_from_db()
    return plan


def _drafted(
    sample: Sample,
    unit: Unit,
    year: int,
    at: datetime,
    kind: PlanKind = PlanKind.ANNUAL,
    last_year: int | None = None,
) -> Plan:
    plan = draft(unit, sample.programme, kind, year, last_year or year, by=officer(sample.editor), at=at)
    plan.recipients, plan.drafted_by = RECIPIENTS, sample.agencies_on(unit, at.date())[0]
    plan.save()
    return plan
