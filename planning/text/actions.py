"""Writes on a plan's text: drafting it from a template and rewriting a section."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from planning.formats import nfc
from planning.people.reach import units_of
from planning.people.roles import Action
from planning.people.users import User
from planning.places.units import Unit
from planning.plans.actions import hold_open, record
from planning.plans.plans import Plan, PlanEvent, PlanKind, Section
from planning.plans.programmes import Programme
from planning.text.templates import write_text


class NotYourUnit(PermissionDenied):
    """The person may not draft a plan for this unit."""


class SectionHasChanged(ValueError):
    """Someone else has saved the section since the writer read it; `section` is as they left it."""

    def __init__(self, section: Section) -> None:
        super().__init__(f"Phần {section.position} đã được người khác sửa.")
        self.section = section


class PlanExists(ValueError):
    """The unit has a plan of this kind for this year already."""


@transaction.atomic
def draft(unit: Unit, programme: Programme, year: int, *, by: User, at: datetime) -> Plan:
    """Start a unit's annual plan: header and text from the template, figures blank."""
    if not units_of(by, Action.DRAFT).filter(pk=unit.pk).exists():
        raise NotYourUnit("Bạn không được lập kế hoạch cho đơn vị này.")
    slug = f"{unit.code}-{PlanKind.ANNUAL}-{year}"
    if Plan.objects.filter(slug=slug).exists():
        raise PlanExists(f"Đã có kế hoạch năm {year} của {unit.full_name}.")
    plan = Plan.objects.create(
        slug=slug,
        unit=unit,
        programme=programme,
        first_year=year,
        last_year=year,
        place=unit.name,
        subject=f"Thực hiện {programme.name} trên địa bàn {unit.full_name} năm {year}",
    )
    write_text(plan)
    record(plan, PlanEvent.Verb.DRAFTED, by=by, at=at)
    return plan


@transaction.atomic
def rewrite_section(section: Section, body: str, *, revision: int, by: User) -> Section:
    """Put new words into a section; its former words stay in its history.

    `revision` is the one the writer began from; raises SectionHasChanged when someone has saved since.
    """
    hold_open(section.plan, by=by)
    now = Section.objects.get(pk=section.pk)
    if now.revision != revision:
        raise SectionHasChanged(now)
    if now.body != nfc(body):
        now.body, now.revision = nfc(body), revision + 1
        now.save()
    return now
