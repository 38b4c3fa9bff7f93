"""What the checks would say of a review once other values stood in it; nothing is written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from indicators.models import HouseholdReview, Measure, PovertyMovement
from indicators.reviews.books import AREAS, CommuneYear, MovementKey
from indicators.reviews.checks import FORM_OF
from indicators.reviews.findings import Form, count_row, findings_of, movement_row
from planning.entry.tables import CellKey
from planning.formats import number

Values = Mapping[CellKey, Decimal | None]
# New values by row and column.
Rows = dict[str, dict[str, int | None]]
Row = TypeVar("Row", HouseholdReview, PovertyMovement)
OF_FORM = {form: of for of, form in FORM_OF.items()}
SHOWN = 20


def notes_after(reviews: Iterable[CommuneYear], form: Form, values: Values) -> Iterator[str]:
    """What would be to mend in a form of the communes that change, commune by commune; a long list is cut."""
    of_row: Rows = defaultdict(dict)
    for (row, column), value in values.items():
        of_row[row][column] = None if value is None else int(value)
    findings = [
        f"{review.unit.prefix} {review.unit.name}: {finding.form.label}: {finding.message}"
        for review in reviews
        if (changed := _with(review, form, of_row)) is not review
        for finding in findings_of(changed)
        if finding.form == form or any(place.form == form for place in finding.places)
    ]
    if findings:
        yield f"Sau khi ghi còn {number(len(findings))} điểm phải xem lại trước khi công nhận:"
    yield from findings[:SHOWN]
    if len(findings) > SHOWN:
        yield f"… và {number(len(findings) - SHOWN)} điểm khác."


def _with(review: CommuneYear, form: Form, of_row: Rows) -> CommuneYear:
    """The review as it would be; itself where nothing of it changes."""
    if form == Form.COUNTS:
        counts: dict[str, HouseholdReview] = {
            area: _changed(review.counts.get(area) or HouseholdReview(area=area), of_row[row])
            for area in AREAS
            if (row := count_row(review.unit, area)) in of_row
        }
        return replace(review, counts={**review.counts, **counts}) if counts else review
    of = OF_FORM[form]
    movements: dict[MovementKey, PovertyMovement] = {
        (area, of, measure): _changed(review.movement(area, of, measure) or PovertyMovement(), of_row[row])
        for area in AREAS
        for measure in Measure
        if (row := movement_row(review.unit, area, measure)) in of_row
    }
    return replace(review, movements={**review.movements, **movements}) if movements else review


def _changed(stored: Row, values: Mapping[str, int | None]) -> Row:
    """A copy of a stored row with its new values."""
    changed = copy(stored)
    for column, value in values.items():
        setattr(changed, column, value)
    return changed
