"""How far the tasks of a plan are, period by period."""

from collections.abc import Collection
from typing import Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from planning.places.units import Unit
from planning.plans.copying import copied_with_plan
from planning.plans.periods import ReportingPeriod
from planning.plans.plans import OfPlanQuerySet, Plan
from planning.plans.tasks import Task

DONE = "done"


class TaskProgressQuerySet(OfPlanQuerySet["TaskProgress"]):
    def told_by(self, units: Collection[Unit]) -> Self:
        """What these units told of their part in a task of a plan above, and what was told by whoever has a plan."""
        return self.filter(Q(unit=None) | Q(unit__in=[unit.pk for unit in units]))


@copied_with_plan
class TaskProgress(models.Model):
    """What was said of a task for a period; a task nobody has reported on has no row.

    Of a task that units below lead each of them tells for itself, in a row with its `unit`.
    """

    class State(models.TextChoices):
        NOT_BEGUN = "not-begun", "Chưa thực hiện"
        UNDER_WAY = "under-way", "Đang thực hiện"
        DONE = DONE, "Đã hoàn thành"
        STOPPED = "stopped", "Dừng thực hiện"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="task_progress", verbose_name="kế hoạch")
    task = models.ForeignKey(Task, models.CASCADE, related_name="progress", verbose_name="nhiệm vụ")
    period = models.ForeignKey(
        ReportingPeriod, models.PROTECT, related_name="task_progress", verbose_name="kỳ báo cáo"
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="task_progress",
        verbose_name="đơn vị cấp dưới",
        help_text="Để trống khi chính đơn vị có kế hoạch báo cáo.",
    )
    state = models.CharField("tình trạng", max_length=9, choices=State.choices)
    percent = models.PositiveSmallIntegerField(
        "mức độ hoàn thành (%)", null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    done_on = models.DateField("hoàn thành ngày", null=True, blank=True)
    words = models.CharField("kết quả, sản phẩm", max_length=1000, blank=True)
    evidence = models.CharField("minh chứng (số, ký hiệu văn bản)", max_length=300, blank=True)
    history = HistoricalRecords()

    objects = TaskProgressQuerySet.as_manager()

    class Meta:
        verbose_name = "tiến độ nhiệm vụ"
        verbose_name_plural = "tiến độ nhiệm vụ"
        ordering = ("period__ends_on", "task__group__position", "task__position")
        constraints = [
            models.UniqueConstraint(
                "task",
                "period",
                condition=Q(unit=None),
                name="a_task_is_reported_once_in_a_period",
                violation_error_message="Nhiệm vụ đã có tiến độ của kỳ này.",
            ),
            models.UniqueConstraint(
                "task",
                "period",
                "unit",
                name="a_unit_below_reports_on_a_task_once_in_a_period",
                violation_error_message="Đơn vị đã báo cáo nhiệm vụ này trong kỳ.",
            ),
            models.CheckConstraint(
                condition=Q(percent=None) | Q(percent__lte=100),
                name="progress_is_within_a_hundred",
                violation_error_message="Mức độ hoàn thành từ 0 đến 100.",
            ),
            models.CheckConstraint(
                condition=Q(state=DONE, done_on__isnull=False) | ~Q(state=DONE) & Q(done_on=None),
                name="a_task_done_has_its_day_and_no_other_has",
                violation_error_message="Nhiệm vụ đã hoàn thành phải có ngày hoàn thành; nhiệm vụ khác thì không.",
            ),
            models.CheckConstraint(
                condition=Q(percent=None) | Q(state=DONE, percent=100) | ~Q(state=DONE) & Q(percent__lt=100),
                name="a_hundred_percent_is_done",
                violation_error_message="Mức độ 100% khi và chỉ khi nhiệm vụ đã hoàn thành.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task}: {self.get_state_display()}"

    @property
    def is_finished(self) -> bool:
        """Whether nothing more is awaited of the task."""
        return self.state in FINISHED


# In these states a task is never late.
FINISHED = frozenset({TaskProgress.State.DONE, TaskProgress.State.STOPPED})
