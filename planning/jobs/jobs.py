"""A printing job: which plans, in which format, how far it has come, and what came of it."""

import uuid
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from planning.people.users import User


class JobState(models.TextChoices):
    WAITING = "waiting", "Đang chờ"
    RUNNING = "running", "Đang in"
    DONE = "done", "Đã xong"
    FAILED = "failed", "Không in được"
    CANCELLED = "cancelled", "Đã hủy"


OPEN_STATES = (JobState.WAITING, JobState.RUNNING)


class PrintFormat(models.TextChoices):
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word (DOCX)"
    XLSX = "xlsx", "Phụ lục (XLSX)"
    ALL = "zip", "Trọn bộ (PDF, DOCX, XLSX)"


class PrintJobQuerySet(models.QuerySet["PrintJob"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """A person's own jobs, the latest first: what they may fetch was theirs to see when they ordered it."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(by=user).defer("content")

    def open(self) -> Self:
        """Jobs that wait or run."""
        return self.filter(state__in=OPEN_STATES)


class PrintJob(models.Model):
    """`content` holds the finished file: the one paper, or a zip of them where there are several."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(User, models.CASCADE, related_name="print_jobs", verbose_name="người in")
    at = models.DateTimeField("lúc")
    slugs = models.JSONField("các kế hoạch", default=list)
    format = models.CharField("định dạng", max_length=4, choices=PrintFormat.choices)
    state = models.CharField("trạng thái", max_length=9, choices=JobState.choices, default=JobState.WAITING)
    total = models.PositiveIntegerField("số kế hoạch")
    done = models.PositiveIntegerField("đã in", default=0)
    file_name = models.CharField("tên tệp", max_length=100, blank=True)
    content = models.BinaryField("tệp", null=True)
    failure = models.CharField("lý do", max_length=300, blank=True)

    objects = PrintJobQuerySet.as_manager()

    class Meta:
        verbose_name = "lệnh in"
        verbose_name_plural = "lệnh in"
        ordering = ("-at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(done__lte=F("total")),
                name="a_job_prints_no_more_than_was_ordered",
                violation_error_message="Số đã in vượt số kế hoạch.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_format_display()}, {self.total} văn bản"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES
