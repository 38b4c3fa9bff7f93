"""Workbooks that wait between their preview and their application, and what those applied have changed."""

import json
import zlib
from typing import Any

from django.db import models

from planning.people.users import User

FILE_NAME_MAX, SCOPE_MAX = 200, 120
# Of texts that are so much alike the quickest packing leaves a tenth.
QUICK = 1


class OfScopeQuerySet(models.QuerySet[Any]):
    """Rows are reached through the scope that was found for the person, so they name it and no more."""

    def of(self, sheet: str, scope: str) -> "OfScopeQuerySet":
        """Those of one kind of sheet in one scope."""
        return self.filter(sheet=sheet, scope=scope)


class SheetUpload(models.Model):
    """The bytes of an uploaded workbook, kept until its changes are applied or given up."""

    sheet = models.CharField("loại bảng", max_length=30)
    scope = models.CharField("phạm vi", max_length=SCOPE_MAX)
    file_name = models.CharField("tên tệp", max_length=FILE_NAME_MAX)
    content = models.BinaryField("nội dung")
    by = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="người tải lên")
    at = models.DateTimeField("lúc")

    objects = OfScopeQuerySet.as_manager()

    class Meta:
        verbose_name = "bảng tính chờ nhập"
        verbose_name_plural = "bảng tính chờ nhập"
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.file_name} ({self.scope})"


class AppliedSheet(models.Model):
    """An import as one step that can be undone: for each cell its target, the value before and the value after.

    `changes` is a list of `[target, old, new]`, packed because a large import has a hundred thousand of them;
    values are texts of decimals, or null for blank.
    """

    sheet = models.CharField("loại bảng", max_length=30)
    scope = models.CharField("phạm vi", max_length=SCOPE_MAX)
    file_name = models.CharField("tên tệp", max_length=FILE_NAME_MAX)
    changes = models.BinaryField("thay đổi")
    summary = models.CharField("tóm tắt", max_length=100)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người nhập")
    at = models.DateTimeField("lúc")
    undone_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người hoàn tác"
    )
    undone_at = models.DateTimeField("hoàn tác lúc", null=True, blank=True)

    objects = OfScopeQuerySet.as_manager()

    class Meta:
        verbose_name = "lần nhập bảng tính"
        verbose_name_plural = "các lần nhập bảng tính"
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=["sheet", "scope"])]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.scope})"

    @property
    def steps(self) -> list[list[Any]]:
        """The changes, unpacked."""
        return json.loads(zlib.decompress(self.changes))


def packed(steps: bytes) -> bytes:
    """The changes of an import, written as JSON, as they are kept."""
    return zlib.compress(steps, QUICK)
