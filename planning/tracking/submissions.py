"""The way of a unit's report for a period: due, extended, sent, returned, accepted."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from simple_history.models import HistoricalRecords

from planning.people.reach import units_below
from planning.people.users import User
from planning.places.units import Unit, UnitKind
from planning.plans.days import OUT_OF_TIME, lies_within
from planning.plans.periods import ReportingPeriod


class Deadline(models.Model):
    """The last day on which units of a level send; the levels below are due before those above."""

    period = models.ForeignKey(ReportingPeriod, models.CASCADE, related_name="deadlines", verbose_name="kỳ báo cáo")
    level = models.CharField("cấp", max_length=10, choices=UnitKind.choices)
    due_on = models.DateField("hạn gửi")
    history = HistoricalRecords()

    class Meta:
        verbose_name = "hạn gửi báo cáo"
        verbose_name_plural = "hạn gửi báo cáo"
        ordering = ("period", "due_on")
        constraints = [
            models.UniqueConstraint(
                "period",
                "level",
                name="a_level_has_one_deadline_in_a_period",
                violation_error_message="Cấp này đã có hạn gửi.",
            ),
            models.CheckConstraint(
                condition=lies_within("due_on"),
                name="a_deadline_can_be_meant",
                violation_error_message=f"Hạn gửi {OUT_OF_TIME}",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.due_on:%d/%m/%Y}"


class OfPeriodQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Rows of the user's units and of those below; a neighbour's are not shown."""
        return self.filter(unit__in=units_below(user))


class Extension(models.Model):
    """A later day given to one unit, with the reason."""

    period = models.ForeignKey(ReportingPeriod, models.CASCADE, related_name="extensions", verbose_name="kỳ báo cáo")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="extensions", verbose_name="đơn vị")
    due_on = models.DateField("gia hạn đến ngày")
    reason = models.CharField("lý do", max_length=300)
    granted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="người gia hạn")
    granted_at = models.DateTimeField("gia hạn lúc")
    history = HistoricalRecords()

    objects = OfPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "gia hạn"
        verbose_name_plural = "gia hạn"
        constraints = [
            models.UniqueConstraint(
                "period",
                "unit",
                name="a_unit_has_one_extension_in_a_period",
                violation_error_message="Đơn vị đã được gia hạn trong kỳ này.",
            ),
            models.CheckConstraint(
                condition=lies_within("due_on"),
                name="an_extension_can_be_meant",
                violation_error_message=f"Ngày gia hạn {OUT_OF_TIME}",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.due_on:%d/%m/%Y}"


class Submission(models.Model):
    """What a unit has sent for a period; a unit without one has sent nothing yet."""

    class State(models.TextChoices):
        SENT = "sent", "Đã gửi"
        RETURNED = "returned", "Trả lại"
        ACCEPTED = "accepted", "Đã tiếp nhận"

    period = models.ForeignKey(ReportingPeriod, models.CASCADE, related_name="submissions", verbose_name="kỳ báo cáo")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="submissions", verbose_name="đơn vị")
    state = models.CharField("trạng thái", max_length=8, choices=State.choices, default=State.SENT)
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="người gửi")
    sent_at = models.DateTimeField("gửi lúc")
    note = models.CharField("ý kiến", max_length=500, blank=True)
    history = HistoricalRecords()

    objects = OfPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo của đơn vị"
        verbose_name_plural = "báo cáo của các đơn vị"
        ordering = ("period", "unit__code")
        constraints = [
            models.UniqueConstraint(
                "period",
                "unit",
                name="a_unit_sends_once_for_a_period",
                violation_error_message="Đơn vị đã gửi báo cáo của kỳ này.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_state_display()}"


# In these states what a unit has reported stays as it was sent.
CLOSED = frozenset({Submission.State.SENT, Submission.State.ACCEPTED})
