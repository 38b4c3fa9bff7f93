"""The task matrix of an action plan: what, who leads, with whom, to what product, when."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from planning.plans.copying import copied_with_plan
from planning.plans.plans import OfPlanQuerySet, Plan


class Timing(models.TextChoices):
    YEARLY = "yearly", "Hằng năm"
    TWO_YEARLY = "two-yearly", "Định kỳ 02 năm"
    YEAR = "year", "Trong một năm"
    PERIOD = "period", "Trong một giai đoạn"
    TWO_PERIODS = "two-periods", "Trong hai giai đoạn liền nhau"


class TaskGroupQuerySet(OfPlanQuerySet["TaskGroup"]):
    def get_by_natural_key(self, slug: str, position: int) -> "TaskGroup":
        return self.get(plan__slug=slug, position=position)


@copied_with_plan
class TaskGroup(models.Model):
    """A heading of the matrix; its Roman number follows from its position."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="task_groups", verbose_name="kế hoạch")
    position = models.PositiveSmallIntegerField("thứ tự")
    title = models.CharField("tên nhóm", max_length=300)

    objects = TaskGroupQuerySet.as_manager()

    class Meta:
        verbose_name = "nhóm nhiệm vụ"
        verbose_name_plural = "nhóm nhiệm vụ"
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(
                "plan",
                "position",
                name="task_groups_of_a_plan_are_ordered_apart",
                violation_error_message="Thứ tự này đã dùng cho nhóm khác.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str, int]:
        return self.plan.slug, self.position


class TaskQuerySet(OfPlanQuerySet["Task"]):
    def get_by_natural_key(self, slug: str, group: int, position: int) -> "Task":
        return self.get(plan__slug=slug, group__position=group, position=position)


@copied_with_plan
class Task(models.Model):
    """A row of the matrix; leads and partners stand as the document names them."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="tasks", verbose_name="kế hoạch")
    group = models.ForeignKey(TaskGroup, models.CASCADE, related_name="tasks", verbose_name="nhóm")
    # Goes along into every adjustment of the plan: files and calendars know the task by it.
    key = models.UUIDField("khóa", default=uuid4, editable=False)
    position = models.PositiveSmallIntegerField("thứ tự")
    content = models.TextField("nội dung công việc")
    lead = models.CharField("cơ quan chủ trì", max_length=400)
    partners = models.CharField("cơ quan phối hợp", max_length=400, blank=True)
    product = models.CharField("sản phẩm", max_length=300, blank=True)
    timing = models.CharField("thời gian", max_length=12, choices=Timing.choices, default=Timing.YEARLY)
    first_year = models.PositiveSmallIntegerField("từ năm", null=True, blank=True)
    last_year = models.PositiveSmallIntegerField("đến năm", null=True, blank=True)
    next_last_year = models.PositiveSmallIntegerField("giai đoạn sau đến năm", null=True, blank=True)
    due_on = models.DateField("hạn hoàn thành", null=True, blank=True, help_text="Khi văn bản ghi rõ ngày.")
    history = HistoricalRecords()

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = "nhiệm vụ"
        verbose_name_plural = "nhiệm vụ"
        ordering = ("group__position", "position")
        constraints = [
            models.UniqueConstraint(
                "group",
                "position",
                name="tasks_of_a_group_are_ordered_apart",
                violation_error_message="Thứ tự này đã dùng cho nhiệm vụ khác của nhóm.",
            ),
            models.UniqueConstraint(
                "plan",
                "key",
                name="a_task_stands_once_in_a_plan",
                violation_error_message="Kế hoạch đã có nhiệm vụ này.",
            ),
            models.CheckConstraint(
                condition=Q(last_year=None) | Q(last_year__gte=F("first_year")),
                name="a_task_ends_after_it_begins",
                violation_error_message="Năm cuối không được trước năm đầu.",
            ),
        ]

    def __str__(self) -> str:
        return self.content[:80]

    def natural_key(self) -> tuple[str, int, int]:
        return self.plan.slug, self.group.position, self.position

    @property
    def timing_words(self) -> str:
        """`Hằng năm`, `Năm 2022`, `Giai đoạn 2021-2025 và giai đoạn 2026-2030`."""
        if self.timing in (Timing.YEARLY, Timing.TWO_YEARLY):
            return Timing(self.timing).label
        if self.timing == Timing.YEAR:
            return f"Năm {self.first_year or '…'}"
        period = f"Giai đoạn {self.first_year or '…'}-{self.last_year or '…'}"
        if self.timing == Timing.PERIOD or self.last_year is None:
            return period
        return f"{period} và giai đoạn {self.last_year + 1}-{self.next_last_year or '…'}"


def tasks_of(plan: Plan) -> list[Task]:
    """A plan's tasks in the order of the matrix."""
    return list(Task.objects.of_plan(plan).select_related("group").order_by("group__position", "position"))
