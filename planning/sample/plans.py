"""The plans of the sample province: drafted, filled and some of them issued by the application's own actions."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.timezone import make_aware

from planning.documents.actions import issue
from planning.people.users import User
from planning.places.units import Unit
from planning.plans.adjusting import adjust
from planning.plans.legal import DocumentKind, LegalDocument
from planning.plans.parts import Citation
from planning.plans.plans import Plan, PlanKind
from planning.sample.parts import FIRST_DAY, LAST_YEAR, Place, Sample, add_figures
from planning.sample.people import SIGNATORY
from planning.sample.places import COUNCIL
from planning.text.drafting import draft

# The last years whose plans of the province are issued; communes rest on the last.
ISSUED = (LAST_YEAR - 1, LAST_YEAR)
RECIPIENTS = "Thường trực Tỉnh ủy\nCác sở, ban, ngành\nỦy ban nhân dân cấp dưới\nLưu: VT"


def make_plans(sample: Sample, planning: list[Place], *, are_issued: bool) -> Iterator[Plan]:
    """Yield the province's plan of each year, then those of communes for the last year.

    The province's plan of that year is issued first, so that the communes see what is above, and is then adjusted.
    """
    last = None
    for year in sample.years:
        last = _of_province(sample, year, is_issued=are_issued and year in ISSUED)
        yield last
    communes = [_drafted(sample, place.unit, LAST_YEAR, moment(LAST_YEAR, 9)) for place in planning]
    add_figures(sample, communes, moment(LAST_YEAR, 9))
    yield from communes
    if last is not None and are_issued:
        yield adjust(last, by=officer(sample.editor), at=moment(LAST_YEAR, 11))


def moment(year: int, month: int) -> datetime:
    """The tenth of a month, in the morning."""
    return make_aware(datetime(year, month, 10, 8))


def day_of(year: int) -> date:
    """The day on which the province's plan of a year is signed: in the last year, when the new map holds."""
    return FIRST_DAY.replace(day=15) if year == LAST_YEAR else date(year, 1, 15)


def officer(person: User | None) -> User:
    """The officer, who is there before any plan is."""
    if person is None:
        raise LookupError("the sample has no officers yet")
    return person


def _of_province(sample: Sample, year: int, *, is_issued: bool) -> Plan:
    at = moment(year, day_of(year).month)
    plan = _drafted(sample, sample.province.unit, year, at)
    resolution = LegalDocument.objects.create(
        kind=DocumentKind.RESOLUTION,
        reference=f"{year % 100 + 10}/NQ-MẪU",
        issued_on=day_of(year).replace(day=2),
        issuer=COUNCIL,
        subject=f"về nhiệm vụ giảm nghèo năm {year} (văn bản giả định)",
        invented_for=sample.province.unit,
    )
    Citation.objects.create(plan=plan, document=resolution, position=plan.citations.count() + 1)
    add_figures(sample, [plan], at)
    if is_issued:
        number, signer = str(year % 100 + 100), officer(sample.signer)
        issue(plan, number=number, issued_on=day_of(year), signatory=SIGNATORY, by=signer, at=at)
        plan.refresh_from_db()
    return plan


def _drafted(sample: Sample, unit: Unit, year: int, at: datetime) -> Plan:
    plan = draft(unit, sample.programme, PlanKind.ANNUAL, year, year, by=officer(sample.editor), at=at)
    plan.recipients, plan.drafted_by = RECIPIENTS, sample.agencies_on(unit, at.date())[0]
    plan.save()
    return plan
