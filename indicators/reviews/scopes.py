"""Whose review of which year: a commune's own, or all those of a province or a former district.

A code may name units of two generations. A review tells how a year ended, so its unit is the one that bears the
code on 31 December: `51-2024` is the province as it was, `51-2025` the province since the reform of that year.
"""

import re
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from planning.people.reach import units_below, units_within
from planning.people.roles import Action
from planning.people.users import User
from planning.places.units import Unit, UnitKind, UnitQuerySet
from planning.sheets.scopes import NoSuchScope, Scope, ScopeIsNotOpen

NAME = re.compile(r"(?P<code>\w{1,8})-(?P<year>20\d\d)", re.ASCII)


def find_review(name: str, user: User) -> Scope:
    """The review `<code of the unit>-<year>`; raises NoSuchScope, also where the person does not see the unit."""
    parts = NAME.fullmatch(name)
    if parts is None:
        raise NoSuchScope(name)
    year = int(parts["year"])
    units = units_below(user).existing_on(last_day(year)).select_related("parent", "parent__parent")
    unit = units.filter(code=parts["code"]).first()
    if unit is None:
        raise NoSuchScope(name)
    return review_of(unit, year, may_enter=units_within(user, Action.EDIT).filter(pk=unit.pk).exists())


def hold_review(scope: Scope, user: User) -> Scope:
    """Lock the communes of the review until the transaction ends; raises ScopeIsNotOpen.

    Whoever enters for a commune and whoever enters for its province lock the same rows, in the same order.
    """
    # A lock cannot be taken through the joins by which the communes are found.
    communes = Unit.objects.filter(pk__in=reviewing_units(scope.unit, scope.year).order_by().values("pk"))
    list(communes.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    if not units_within(user, Action.EDIT).filter(pk=scope.unit.pk).exists():
        raise ScopeIsNotOpen(scope.closed)
    return review_of(scope.unit, scope.year, may_enter=True)


def review_of(unit: Unit, year: int, *, may_enter: bool) -> Scope:
    """The scope of a unit's review of a year."""
    title = f"Rà soát hộ nghèo năm {year}, {unit.full_name}"
    return Scope(review_name(unit, year), title, unit, may_enter, year)


def review_name(unit: Unit, year: int) -> str:
    """What an address calls the review: `21499-2025`."""
    return f"{unit.code}-{year}"


def review_page(scope: Scope) -> str:
    """The address of the review's page."""
    return reverse("review", args=[scope.name])


def reviewing_units(unit: Unit, year: int) -> UnitQuerySet:
    """The units whose households are reviewed: the commune itself, or those below as they are at the year's end.

    A district without communes, as some islands were, reviews its own households.
    """
    below = Q(parent=unit) | Q(parent__parent=unit) | Q(pk=unit.pk)
    existing = reviewers().existing_on(last_day(year))
    return existing.filter(below).select_related("parent", "parent__parent").order_by("code")


def reviewers() -> UnitQuerySet:
    """All units that review households, of every generation."""
    has_communes = Exists(Unit.objects.filter(parent=OuterRef("pk")))
    return Unit.objects.filter(Q(kind=UnitKind.COMMUNE) | Q(kind=UnitKind.DISTRICT) & ~has_communes)


def exists_at_the_end(unit: Unit, year: int) -> bool:
    """Whether the unit is there when the year ends."""
    day = last_day(year)
    return (unit.valid_from is None or unit.valid_from <= day) and (unit.valid_to is None or day <= unit.valid_to)


def last_day(year: int) -> date:
    """The day whose map a review of the year has."""
    return date(year, 12, 31)
