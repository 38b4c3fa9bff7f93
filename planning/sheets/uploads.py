"""A workbook that waits between its preview and its application."""

from django.db import models

from planning.people.users import User
from planning.plans.plans import OfPlanQuerySet, Plan

FILE_NAME_MAX = 200


class SheetUpload(models.Model):
    """The bytes of an uploaded workbook, kept until its changes are applied or given up."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="uploads", verbose_name="kế hoạch")
    sheet = models.CharField("loại bảng", max_length=30)
    file_name = models.CharField("tên tệp", max_length=FILE_NAME_MAX)
    content = models.BinaryField("nội dung")
    by = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="người tải lên")
    at = models.DateTimeField("lúc")

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "bảng tính chờ nhập"
        verbose_name_plural = "bảng tính chờ nhập"
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.file_name} ({self.plan})"
