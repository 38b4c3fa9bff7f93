"""Early warnings of recommendations, and their days for a calendar."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from planning.formats import short_date
from planning.places.units import UnitQuerySet
from planning.tracking.calendars import DueDay, provides_dates
from planning.tracking.recommendations.model import Recommendation, RecommendationQuerySet
from planning.tracking.warnings import EarlyWarning, warns

SOON = timedelta(days=30)


@warns
def recommendation_warnings(units: UnitQuerySet, today: date) -> Iterator[EarlyWarning]:
    """The recommendations that are overdue, those due within a month, and answers nobody has accepted yet."""
    for each in _awaited(units).filter(due_on__lte=today + SOON):
        title = "Kiến nghị quá hạn" if each.is_overdue_on(today) else "Kiến nghị sắp đến hạn"
        due = f"hạn {short_date(each.due_on)}" if each.due_on else ""
        words = f"{str(each).rstrip(' .;')} ({each.raised_by}, {due})."
        yield EarlyWarning(each.unit, title, words, _address(each), each.due_on)
    answered = Recommendation.objects.awaiting().filter(unit__in=units.values("pk")).with_names()
    for each in answered.order_by("closed_on", "pk"):
        day = f", {short_date(each.closed_on)}" if each.closed_on else ""
        words = f"{str(each).rstrip(' .;')} ({each.get_state_display().lower()}{day})."
        yield EarlyWarning(each.unit, "Kiến nghị chờ cấp trên xác nhận", words, _address(each), None)


@provides_dates
def recommendation_dates(units: UnitQuerySet, since: date) -> Iterator[DueDay]:
    """The days by which recommendations still open are to be carried out."""
    for each in _awaited(units).filter(due_on__gte=since):
        if each.due_on:
            title = f"Hạn kiến nghị, {each.unit.full_name}: {each}"
            words = f"{each.words}\n{each.raised_by}"
            yield DueDay(f"recommendation-{each.pk}", each.due_on, title, words, _address(each), each.unit)


def _awaited(units: UnitQuerySet) -> RecommendationQuerySet:
    return Recommendation.objects.open().filter(unit__in=units.values("pk")).with_names().order_by("due_on", "pk")


def _address(recommendation: Recommendation) -> str:
    return reverse("recommendation", args=[recommendation.pk])
