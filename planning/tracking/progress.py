"""How far the tasks of a plan are, period by period, and what a monitoring round has asked for."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from planning.people.reach import units_below, units_within
from planning.people.roles import Action
from planning.people.users import User
from planning.places.units import Unit
from planning.plans.copying import copied_with_plan
from planning.plans.periods import ReportingPeriod
from planning.plans.plans import OfPlanQuerySet, Plan
from planning.plans.tasks import Task


@copied_with_plan
class TaskProgress(models.Model):
    """What was said of a task for a period; a task nobody has reported on has no row."""

    class State(models.TextChoices):
        NOT_BEGUN = "not-begun", "Chưa thực hiện"
        UNDER_WAY = "under-way", "Đang thực hiện"
        DONE = "done", "Đã hoàn thành"
        STOPPED = "stopped", "Dừng thực hiện"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="task_progress", verbose_name="kế hoạch")
    task = models.ForeignKey(Task, models.CASCADE, related_name="progress", verbose_name="nhiệm vụ")
    period = models.ForeignKey(
        ReportingPeriod, models.PROTECT, related_name="task_progress", verbose_name="kỳ báo cáo"
    )
    state = models.CharField("tình trạng", max_length=9, choices=State.choices)
    percent = models.PositiveSmallIntegerField(
        "mức độ hoàn thành (%)", null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    done_on = models.DateField("hoàn thành ngày", null=True, blank=True)
    words = models.CharField("kết quả, sản phẩm", max_length=1000, blank=True)
    evidence = models.CharField("minh chứng (số, ký hiệu văn bản)", max_length=300, blank=True)
    history = HistoricalRecords()

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "tiến độ nhiệm vụ"
        verbose_name_plural = "tiến độ nhiệm vụ"
        ordering = ("period__ends_on", "task__group__position", "task__position")
        constraints = [
            models.UniqueConstraint(
                "task",
                "period",
                name="a_task_is_reported_once_in_a_period",
                violation_error_message="Nhiệm vụ đã có tiến độ của kỳ này.",
            ),
            models.CheckConstraint(
                condition=Q(percent=None) | Q(percent__lte=100),
                name="progress_is_within_a_hundred",
                violation_error_message="Mức độ hoàn thành từ 0 đến 100.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task}: {self.get_state_display()}"


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Recommendations to the user's units and to those below."""
        return self.filter(unit__in=units_below(user))

    def editable_by(self, user: User | AnonymousUser) -> Self:
        """Recommendations the user may answer."""
        return self.filter(unit__in=units_within(user, Action.EDIT))


class Recommendation(models.Model):
    """What a monitoring round asked of a unit, and what became of it."""

    class State(models.TextChoices):
        OPEN = "open", "Chưa thực hiện"
        UNDER_WAY = "under-way", "Đang thực hiện"
        DONE = "done", "Đã thực hiện"
        DECLINED = "declined", "Không tiếp thu"

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
    closed_on = models.DateField("hoàn thành ngày", null=True, blank=True)
    history = HistoricalRecords()

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = "kiến nghị"
        verbose_name_plural = "kiến nghị"
        ordering = ("-raised_on", "pk")

    def __str__(self) -> str:
        return self.words[:80]
