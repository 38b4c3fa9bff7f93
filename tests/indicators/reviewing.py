"""Invented reviews for the tests: whole ones, that keep every rule, and ways to enter and to look."""

from datetime import UTC, date, datetime
from decimal import Decimal

from django.db import transaction
from django.urls import reverse

from indicators.models import HouseholdReview, Measure, PovertyClass, PovertyMovement, Recognition
from indicators.reviews.books import MOVES, read_year
from indicators.reviews.findings import findings_of
from planning.entry.kinds import entry_kind
from planning.places.units import UnitKind
from planning.plans.legal import DocumentKind, LegalDocument
from tests.conftest import FIRST_DAY, make_unit

NOW = datetime(2025, 12, 20, 8, tzinfo=UTC)
BA_DINH = "21499-2025"
ROW = "21499-rural"
COUNTS = {
    "households": 500, "persons": 2000,
    "poor_households": 40, "poor_persons": 180,
    "near_poor_households": 30, "near_poor_persons": 120,
    "average_households": 100, "average_persons": 420,
}  # fmt: skip
# Opening, then to the other class, above the line, other exits; from it, relapsed, newly found, other entries.
MOVEMENTS = {
    (PovertyClass.POOR, Measure.HOUSEHOLDS): (55, 8, 12, 1, 2, 1, 3, 0),
    (PovertyClass.POOR, Measure.PERSONS): (245, 35, 50, 5, 9, 4, 12, 0),
    (PovertyClass.NEAR_POOR, Measure.HOUSEHOLDS): (35, 2, 12, 0, 8, 0, 1, 0),
    (PovertyClass.NEAR_POOR, Measure.PERSONS): (140, 9, 50, 0, 35, 0, 4, 0),
}


def ward_of(province):
    """A ward beside the two communes of the cast."""
    return make_unit("21172", "Phường", "Trương Quang Trọng", UnitKind.COMMUNE, province, valid_from=FIRST_DAY)


def counted(unit, year=2025, area="rural", **counts):
    """A commune's counts, by default those of COUNTS; nothing else is entered."""
    return HouseholdReview.objects.create(unit=unit, year=year, area=area, **(counts or COUNTS))


def moved(unit, of, measure, figures, year=2025, area="rural"):
    """A commune's movement: the opening and the seven moves."""
    moves = dict(zip(("opening", *MOVES), figures, strict=True))
    return PovertyMovement.objects.create(unit=unit, year=year, area=area, poverty_class=of, measure=measure, **moves)


def reviewed(unit, year=2025):
    """A whole review that keeps every rule."""
    counted(unit, year)
    for (of, measure), figures in MOVEMENTS.items():
        moved(unit, of, measure, figures, year)


def decision(reference="12/QĐ-UBND", day=date(2025, 12, 15)):
    return LegalDocument.objects.create(
        kind=DocumentKind.DECISION, reference=reference, issued_on=day, issuer="Ủy ban nhân dân xã"
    )


def recognised(unit, year=2025, reference="12/QĐ-UBND"):
    document = LegalDocument.objects.filter(reference=reference).first() or decision(reference)
    return Recognition.objects.create(unit=unit, year=year, document=document)


def enter(form, scope_name, values, by):
    """Enter cells of a form as the grid and the workbook do."""
    kind = entry_kind(form)
    with transaction.atomic():
        scope = kind.hold(kind.find(scope_name, by), by)
        numbers = {key: None if value is None else Decimal(value) for key, value in values.items()}
        kind.write(scope, numbers, by=by, at=NOW, reason="Thử")


def table_of(form, scope_name, by):
    kind = entry_kind(form)
    return kind.table(kind.find(scope_name, by))


def texts(table, row, *columns):
    """What stands in a row, as people write it."""
    return [table.text(table.row_at[row], table.column_at[column]) for column in columns]


def messages(unit, year=2025):
    """What the checks say of a commune's review."""
    (review,) = read_year([unit], year)
    return [finding.message for finding in findings_of(review)]


def page_of(client, user, address):
    client.force_login(user)
    return client.get(address)


def post(client, user, name, scope="21499-2025", **data):
    client.force_login(user)
    return client.post(reverse(name, args=[scope]), data)


def words(response):
    return " ".join(response.content.decode().split())
