"""The way of a unit's report for a period: due, extended, sent, returned, accepted."""

from datetime import datetime
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
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
    document = models.CharField("văn bản cho phép", max_length=200, blank=True)
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


class SubmissionQuerySet(OfPeriodQuerySet):
    def sent(self) -> Self:
        """Reports that are with the level above; one that was returned is waited for again."""
        return self.filter(state__in=CLOSED)


class Submission(models.Model):
    """What a unit has sent for a period; a unit without one has sent nothing yet."""

    class State(models.TextChoices):
        SENT = "sent", "Đã gửi"
        RETURNED = "returned", "Bị trả lại, chờ gửi lại"
        ACCEPTED = "accepted", "Đã tiếp nhận"

    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="submissions", verbose_name="kỳ báo cáo")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="submissions", verbose_name="đơn vị")
    state = models.CharField("trạng thái", max_length=8, choices=State.choices, default=State.SENT)
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="người gửi")
    sent_at = models.DateTimeField("gửi lúc")
    first_sent_at = models.DateTimeField("gửi lần đầu lúc", null=True, blank=True)
    is_sent_for = models.BooleanField("cấp trên gửi thay", default=False)
    resend_by = models.DateField("gửi lại chậm nhất ngày", null=True, blank=True)
    note = models.CharField("ý kiến", max_length=500, blank=True)
    history = HistoricalRecords()

    objects = SubmissionQuerySet.as_manager()

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
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | Q(resend_by__isnull=False),
                name="a_returned_report_has_a_day_to_be_sent_again",
                violation_error_message="Báo cáo bị trả lại phải có ngày gửi lại.",
            ),
            models.CheckConstraint(
                condition=Q(first_sent_at=None) | Q(first_sent_at__lte=F("sent_at")),
                name="a_report_is_first_sent_before_it_is_sent_again",
                violation_error_message="Lần gửi đầu không được sau lần gửi cuối.",
            ),
            models.CheckConstraint(
                condition=lies_within("resend_by"),
                name="a_day_to_send_again_can_be_meant",
                violation_error_message=f"Ngày gửi lại {OUT_OF_TIME}",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_state_display()}"

    @property
    def first_at(self) -> datetime:
        """When it was sent for the first time, by which lateness is told."""
        return self.first_sent_at or self.sent_at


# In these states what a unit has reported stays as it was sent.
CLOSED = frozenset({Submission.State.SENT, Submission.State.ACCEPTED})
