"""What monitoring rounds asked of units, and what became of it: an open list."""

from datetime import date
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from planning.people.reach import units_below, units_within
from planning.people.roles import Action
from planning.people.users import User
from planning.places.units import Succession, Unit
from planning.plans.days import OUT_OF_TIME, lies_within

DONE, DECLINED = "done", "declined"
CLOSED = (DECLINED, DONE)


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Recommendations to the user's units and to those below."""
        return self.filter(unit__in=units_below(user))

    def editable_by(self, user: User | AnonymousUser) -> Self:
        """Recommendations the user may answer: an editor's of the unit, or of a level above it."""
        return self.filter(unit__in=units_within(user, Action.EDIT))

    def with_names(self) -> Self:
        """With what a list shows of a recommendation."""
        return self.select_related("unit", "unit__parent")

    def open(self) -> Self:
        """Those of which something is still awaited."""
        return self.exclude(state__in=CLOSED)

    def awaiting(self) -> Self:
        """Those answered, of which the level above has not yet said that it holds them for done."""
        return self.filter(state__in=CLOSED, accepted_on=None)

    def overdue_on(self, day: date) -> Self:
        """Those still open whose day has passed on `day`."""
        return self.open().filter(due_on__lt=day)

    def told_in(self, unit: Unit, first_day: date, last_day: date) -> Self:
        """What a report of a span tells of: raised by its last day to the unit, to those below it and to those these
        took over, and not closed before its first."""
        own = Unit.objects.under(unit) | Unit.objects.filter(pk=unit.pk)
        former = Succession.objects.filter(successor__in=own).values("predecessor")
        told = self.filter(Q(unit__in=own) | Q(unit__in=former), raised_on__lte=last_day)
        return told.filter(Q(closed_on=None) | Q(closed_on__gte=first_day))


def units_asked_by(user: User | AnonymousUser) -> models.QuerySet[Unit]:
    """The units of which the user may ask something: those under a unit they edit for, and a province itself."""
    within = units_within(user, Action.EDIT)
    return Unit.objects.filter(Q(parent__in=within) | Q(parent=None, pk__in=within))


class Recommendation(models.Model):
    """What a monitoring round asked of a unit, and what became of it."""

    class State(models.TextChoices):
        OPEN = "open", "Chưa thực hiện"
        UNDER_WAY = "under-way", "Đang thực hiện"
        DONE = DONE, "Đã thực hiện"
        DECLINED = DECLINED, "Không tiếp thu"

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="recommendations", verbose_name="đơn vị được kiến nghị"
    )
    raised_by = models.CharField("đoàn giám sát, cơ quan kiến nghị", max_length=300)
    raised_on = models.DateField("ngày kiến nghị")
    words = models.TextField("nội dung kiến nghị")
    addressee = models.CharField("cơ quan thực hiện", max_length=300, blank=True)
    due_on = models.DateField("hạn thực hiện", null=True, blank=True)
    state = models.CharField("tình trạng", max_length=9, choices=State.choices, default=State.OPEN)
    answer = models.TextField("kết quả thực hiện", blank=True)
    evidence = models.CharField("minh chứng (số, ký hiệu văn bản)", max_length=300, blank=True)
    closed_on = models.DateField("ngày hoàn thành hoặc trả lời", null=True, blank=True)
    accepted_on = models.DateField("cấp trên xác nhận ngày", null=True, blank=True)
    history = HistoricalRecords()

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = "kiến nghị"
        verbose_name_plural = "kiến nghị"
        ordering = ("-raised_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=CLOSED, closed_on__isnull=False) | ~Q(state__in=CLOSED) & Q(closed_on=None),
                name="a_recommendation_closed_has_its_day",
                violation_error_message="Kiến nghị đã kết thúc phải có ngày; kiến nghị chưa hoàn thành thì không.",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("raised_on")),
                name="a_recommendation_is_closed_after_it_is_raised",
                violation_error_message="Ngày hoàn thành hoặc trả lời không được trước ngày kiến nghị.",
            ),
            models.CheckConstraint(
                condition=Q(accepted_on=None) | Q(state__in=CLOSED),
                name="only_what_was_answered_is_accepted",
                violation_error_message="Chỉ xác nhận kiến nghị đã thực hiện hoặc không tiếp thu.",
            ),
            models.CheckConstraint(
                condition=lies_within("raised_on", "due_on"),
                name="the_days_of_a_recommendation_can_be_meant",
                violation_error_message=f"Ngày kiến nghị và hạn thực hiện {OUT_OF_TIME}",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:80]

    @property
    def is_closed(self) -> bool:
        """Whether nothing more is awaited."""
        return self.state in CLOSED

    @property
    def is_awaiting(self) -> bool:
        """Whether the unit has answered, and the level above has not accepted that yet."""
        return self.is_closed and self.accepted_on is None

    def state_on(self, day: date) -> State:
        """How it stood at the end of a day: what was closed later was still under way."""
        if self.closed_on and self.closed_on > day:
            return self.State.UNDER_WAY
        return self.State(self.state)

    def is_overdue_on(self, day: date) -> bool:
        """Whether its day had passed on `day`, and it was not closed."""
        return self.due_on is not None and self.due_on < day and self.state_on(day) not in CLOSED
