"""What an address calls a unit of any generation whose figures are looked at, and how it is found again."""

import re
from dataclasses import replace
from datetime import date

from indicators.reviews.scopes import exists_at_the_end, find_review, review_name, review_of
from planning.people.reach import units_below
from planning.people.users import User
from planning.places.units import Unit
from planning.sheets.scopes import NoSuchScope, Scope

ON_A_DAY = re.compile(r"(?P<code>\w{1,8})-(?P<day>20\d\d-\d\d-\d\d)", re.ASCII)


def series_name(unit: Unit, today: date) -> str:
    """`21499-2024`, by the last year at the end of which the unit was there; else by its last day.

    A code may name another unit when the year of one ends that never saw a 31 December.
    """
    day = min(max(today, unit.valid_from or today), unit.valid_to or date.max)
    for year in (day.year, day.year - 1):
        if exists_at_the_end(unit, year):
            return review_name(unit, year)
    return f"{unit.code}-{day.isoformat()}"


def find_series(name: str, user: User) -> Scope:
    """The unit that an address names; raises NoSuchScope, also where the person does not see it."""
    parts = ON_A_DAY.fullmatch(name)
    if parts is None:
        return find_review(name, user)
    try:
        day = date.fromisoformat(parts["day"])
    except ValueError as impossible:
        raise NoSuchScope(name) from impossible
    unit = units_below(user).existing_on(day).filter(code=parts["code"]).select_related("parent").first()
    if unit is None:
        raise NoSuchScope(name)
    return replace(review_of(unit, day.year, may_enter=False), name=name)
