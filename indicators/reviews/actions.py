"""Writes of the forms: counts and movements, the areas of a commune, openings taken over from the last closing.

The caller of the two `save_` functions holds the transaction and the review; the others hold it themselves.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import transaction

from indicators.models import Area, HouseholdReview, Measure, PovertyClass, PovertyMovement, Recognition, ReviewCount
from indicators.reviews.books import AREAS, COUNT_OF, CommuneYear, read_year
from indicators.reviews.checks import parts_above_wholes
from indicators.reviews.derived import store_derived
from indicators.reviews.findings import count_row, movement_row
from indicators.reviews.headings import ENTERED
from indicators.reviews.rows import lock_of, recognised_by
from indicators.reviews.scopes import hold_review, reviewing_units
from planning.entry.kinds import EntryRefused
from planning.entry.tables import CellKey
from planning.people.users import User
from planning.places.units import Unit
from planning.sheets.scopes import Scope
from planning.upserts import delete_rows, save_rows

Values = Mapping[CellKey, Decimal | None]
TAKEN_OVER = "Lấy số cuối kỳ năm trước làm số đầu kỳ"


class ReviewIsRecognised(ValueError):
    """The review stands by a decision; nothing of it may be entered."""


class AreaIsNotEmpty(ValueError):
    """Figures of the area are still there, so it cannot be taken out of the review."""


def save_counts(scope: Scope, values: Values, *, by: User, at: datetime, reason: str = "") -> None:
    """Store counts of form 1 and the results that follow from them; raises EntryRefused."""
    places = {count_row(unit, area): (unit, area) for unit in _units(scope) for area in AREAS}
    units = {places[row][0] for row, _ in values}
    _refuse_recognised(scope.year, {key: places[key[0]][0] for key in values})
    rows = {
        count_row(row.unit, row.area): row
        for row in HouseholdReview.objects.of(units, [scope.year]).select_related("unit").order_by()
    }
    changed = _changed(values, rows, lambda key: _new_count(*places[key], scope.year))
    if faults := _refused_parts(changed, values):
        raise EntryRefused(faults)
    save_rows(list(changed.values()), ReviewCount.values, by=by, at=at, reason=reason)
    store_derived(units, scope.year, by=by, at=at, reason=reason)


def save_movements(
    scope: Scope, of: PovertyClass, values: Values, *, by: User, at: datetime, reason: str = ""
) -> None:
    """Store movements of form 2 or 3; raises EntryRefused."""
    places = {
        movement_row(unit, area, measure): (unit, area, measure)
        for unit in _units(scope)
        for area in AREAS
        for measure in Measure
    }
    units = {places[row][0] for row, _ in values}
    _refuse_recognised(scope.year, {key: places[key[0]][0] for key in values})
    stored = PovertyMovement.objects.of(units, [scope.year]).filter(poverty_class=of)
    rows = {movement_row(row.unit, row.area, row.measure): row for row in stored.select_related("unit").order_by()}
    changed = _changed(values, rows, lambda key: _new_movement(*places[key], of, scope.year))
    save_rows(list(changed.values()), ENTERED, by=by, at=at, reason=reason)


@transaction.atomic
def take_over_openings(scope: Scope, *, by: User, at: datetime) -> int:
    """Fill each blank opening with the last closing where that is known; return how many were filled.

    Recognised reviews are left as they are. Raises ScopeIsNotOpen.
    """
    scope = hold_review(scope, by)
    open_reviews = [review for review in read_year(_units(scope), scope.year) if review.recognition is None]
    rows = [row for review in open_reviews for row in _openings(review)]
    save_rows(rows, ["opening"], by=by, at=at, reason=TAKEN_OVER)
    return len(rows)


@transaction.atomic
def add_area(scope: Scope, area: Area, *, by: User, at: datetime) -> None:
    """Give a commune's review a row for another area; raises ScopeIsNotOpen or ReviewIsRecognised."""
    review = _open_commune(scope, by)
    rows = [
        HouseholdReview(unit=review.unit, year=review.year, area=each)
        for each in {*review.areas, area}
        if each not in review.counts
    ]
    save_rows(rows, ReviewCount.values, by=by, at=at)
    store_derived([review.unit], review.year, by=by, at=at)


@transaction.atomic
def remove_area(scope: Scope, area: Area, *, by: User, at: datetime) -> None:
    """Take an empty area out of a commune's review; raises ScopeIsNotOpen, ReviewIsRecognised or AreaIsNotEmpty."""
    review = _open_commune(scope, by)
    counts = [row for row in review.counts.values() if row.area == area]
    movements = [row for key, row in review.movements.items() if key[0] == area]
    if not _are_blank(counts, ReviewCount.values) or not _are_blank(movements, ENTERED):
        raise AreaIsNotEmpty(f"Khu vực {area.label.lower()} còn số liệu; cần xóa các ô đó trước.")
    delete_rows(counts, by=by, at=at)
    delete_rows(movements, by=by, at=at)
    store_derived([review.unit], review.year, by=by, at=at)


def _open_commune(scope: Scope, by: User) -> CommuneYear:
    """The review of a commune's own scope, held; raises ReviewIsRecognised where it is closed."""
    scope = hold_review(scope, by)
    (review,) = read_year([scope.unit], scope.year)
    if lock := lock_of(review):
        raise ReviewIsRecognised(lock)
    return review


def _units(scope: Scope) -> list[Unit]:
    return list(reviewing_units(scope.unit, scope.year))


def _refuse_recognised(year: int, unit_of: Mapping[CellKey, Unit]) -> None:
    """Someone may have recognised a review since the table was drawn."""
    decided = Recognition.objects.of(set(unit_of.values()), [year]).select_related("document", "unit")
    locks = {row.unit_id: recognised_by(row) for row in decided}
    if faults := {key: locks[unit.pk] for key, unit in unit_of.items() if unit.pk in locks}:
        raise EntryRefused(faults)


def _changed(values: Values, rows: Mapping[str, Any], make: Callable[[str], Any]) -> dict[str, Any]:
    """The rows with their new values, by key; a row that would be blank and new is not made."""
    changed: dict[str, Any] = {}
    for (key, column), value in values.items():
        row = changed.get(key) or rows.get(key) or (make(key) if value is not None else None)
        if row is not None:
            setattr(row, column, None if value is None else int(value))
            changed[key] = row
    return changed


def _new_count(unit: Unit, area: Area, year: int) -> HouseholdReview:
    return HouseholdReview(unit=unit, area=area, year=year)


def _new_movement(unit: Unit, area: Area, measure: Measure, of: PovertyClass, year: int) -> PovertyMovement:
    return PovertyMovement(unit=unit, area=area, measure=measure, poverty_class=of, year=year)


def _refused_parts(rows: Mapping[str, HouseholdReview], values: Values) -> dict[CellKey, str]:
    """In words, what the database would refuse: at the part where that is new, else at its whole."""
    faults = {}
    for key, row in rows.items():
        for (part, whole), words in parts_above_wholes(partial(getattr, row)).items():
            faults[key, part if (key, part) in values else whole] = words
    return faults


def _openings(review: CommuneYear) -> Iterable[PovertyMovement]:
    for area in review.areas:
        for of, measure in COUNT_OF:
            before = review.expected_opening(area, of, measure)
            row = review.movement(area, of, measure) or _new_movement(review.unit, area, measure, of, review.year)
            if row.opening is None and before is not None:
                row.opening = before
                yield row


def _are_blank(rows: Iterable[Any], names: Iterable[str]) -> bool:
    names = list(names)
    return all(getattr(row, name) is None for row in rows for name in names)
