"""Programmes: several may run at once, each with its own tree, levels and years."""

from django.db import models
from django.db.models import F, Q


class ProgrammeManager(models.Manager["Programme"]):
    def get_by_natural_key(self, code: str) -> "Programme":
        return self.get(code=code)


class Programme(models.Model):
    """A national target programme. `level_labels` names the levels of its tree, from the top down."""

    code = models.SlugField("mã", unique=True)
    name = models.CharField("tên", max_length=300)
    first_year = models.PositiveSmallIntegerField("từ năm")
    last_year = models.PositiveSmallIntegerField("đến năm")
    level_labels = models.JSONField("tên các cấp", default=list)

    objects = ProgrammeManager()

    class Meta:
        verbose_name = "chương trình"
        verbose_name_plural = "chương trình"
        permissions = (("import_programme", "Nhập chương trình từ tệp"),)
        ordering = ("first_year", "code")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")),
                name="a_programme_ends_after_it_begins",
                violation_error_message="Năm cuối không được trước năm đầu.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} giai đoạn {self.first_year}-{self.last_year}"

    def natural_key(self) -> tuple[str]:
        return (self.code,)
