"""Writes on a plan's text: rewriting, adding, moving and removing its sections."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from planning.formats import nfc
from planning.people.users import User
from planning.plans.actions import hold_open
from planning.plans.parts import Section, SectionQuerySet
from planning.plans.plans import Plan
from planning.text.templates import write_decision

# What one person saves again within this time is one step of the section's history.
ONE_STEP = timedelta(minutes=10)


class SectionHasChanged(ValueError):
    """Someone else has saved the section since the writer read it; `section` is as they left it."""

    def __init__(self, section: Section) -> None:
        super().__init__(f"Phần {section.position} đã được người khác sửa.")
        self.section = section


class SectionIsGone(ValueError):
    """Someone else has taken the section away."""


class LastSection(ValueError):
    """A part of a plan keeps at least one section."""


class NoNeighbour(ValueError):
    """The section is the first, or the last, of its part."""


@transaction.atomic
def set_header(plan: Plan, *, by: User) -> Plan:
    """Save a plan's header; one that comes to stand behind a decision gets the articles of one."""
    hold_open(plan, by=by)
    plan.save()
    write_decision(plan)
    return plan


@transaction.atomic
def rewrite_section(
    section: Section, body: str, *, revision: int, by: User, at: datetime, continues: bool = False
) -> Section:
    """Put new words into a section; its former words stay in its history.

    `revision` is the one the writer began from; raises SectionHasChanged when someone has saved since, SectionIsGone
    when someone has taken the section away. `continues` says that the writer goes on from their own last saving.
    """
    now = _held(section, by=by)
    if now.revision != revision:
        raise SectionHasChanged(now)
    if now.body != nfc(body):
        now.body, now.revision = nfc(body), revision + 1
        _save(now, by=by, at=at, continues=continues)
    return now


def _save(section: Section, *, by: User, at: datetime, continues: bool) -> None:
    """Save; savings of one person that follow each other closely are one step of the history."""
    last = section.history.first()
    if continues and last and last.history_user_id == by.pk and at - last.history_date < ONE_STEP:
        Section.objects.filter(pk=section.pk).update(body=section.body, revision=section.revision)
        section.history.filter(pk=last.pk).update(body=section.body, revision=section.revision)
    else:
        section.save()


@transaction.atomic
def add_section(after: Section, *, by: User) -> Section:
    """Make room for new words behind a section; those that follow move on by one."""
    before = _held(after, by=by)
    for later in Section.objects.of_plan(before.plan).filter(position__gt=before.position).order_by("-position"):
        later.position += 1
        later.save()
    return Section.objects.create(plan=before.plan, part=before.part, position=before.position + 1, body="")


@transaction.atomic
def remove_section(section: Section, *, revision: int, by: User) -> None:
    """Take a section away; its words stay in the history. Raises LastSection for the only one of its part."""
    now = _held(section, by=by)
    if now.revision != revision:
        raise SectionHasChanged(now)
    if not _of_part(now).exclude(pk=now.pk).exists():
        name = now.plan.document_name if now.part == Section.Part.PLAN else now.get_part_display()
        raise LastSection(f"{name} phải còn ít nhất một phần lời văn.")
    now.delete()


@transaction.atomic
def move_section(section: Section, *, up: bool, by: User) -> Section:
    """Let a section change places with its neighbour in the same part; raises NoNeighbour at the end."""
    now = _held(section, by=by)
    order, side = ("-position", "position__lt") if up else ("position", "position__gt")
    neighbour = _of_part(now).filter(**{side: now.position}).order_by(order).first()
    if neighbour is None:
        raise NoNeighbour("Phần này đã ở đầu." if up else "Phần này đã ở cuối.")
    here, there = now.position, neighbour.position
    beyond = Section.objects.of_plan(now.plan).aggregate(last=Max("position"))["last"] + 1
    Section.objects.filter(pk=neighbour.pk).update(position=beyond)
    now.position, neighbour.position = there, here
    now.save()
    neighbour.save()
    return now


def _held(section: Section, *, by: User) -> Section:
    """The section as it stands now, its plan locked and open to the person."""
    hold_open(section.plan, by=by)
    now = Section.objects.select_related("plan").filter(pk=section.pk).first()
    if now is None:
        raise SectionIsGone("Phần này vừa được người khác xóa.")
    return now


def _of_part(section: Section) -> SectionQuerySet:
    return Section.objects.of_plan(section.plan).filter(part=section.part)
