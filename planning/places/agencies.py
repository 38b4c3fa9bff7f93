"""Agencies, each valid for a time: who leads a project before and after a reform."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from planning.places.units import Unit


class Sector(models.TextChoices):
    """The fields of state management that lead a component of the programme."""

    LABOUR = "labour", "Lao động, việc làm, xã hội"
    AGRICULTURE = "agriculture", "Nông nghiệp"
    HEALTH = "health", "Y tế"
    CONSTRUCTION = "construction", "Xây dựng"
    INFORMATION = "information", "Thông tin, truyền thông"
    INVESTMENT = "investment", "Kế hoạch, đầu tư"
    FINANCE = "finance", "Tài chính"
    HOME_AFFAIRS = "home-affairs", "Nội vụ"
    GENERAL = "general", "Tổng hợp"


class AgencyQuerySet(models.QuerySet["Agency"]):
    def existing_on(self, day: date) -> Self:
        """Agencies in being on `day`; a blank start or end is open."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day)).filter(Q(valid_to=None) | Q(valid_to__gte=day))

    def get_by_natural_key(self, code: str) -> "Agency":
        return self.get(code=code)


class Agency(models.Model):
    """A department or office of a unit; when it ends, `successors` take its work over."""

    code = models.SlugField("mã", unique=True, max_length=60)
    name = models.CharField("tên", max_length=200)
    short_name = models.CharField("tên viết tắt", max_length=60, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="agencies", verbose_name="thuộc đơn vị")
    sector = models.CharField("lĩnh vực", max_length=20, choices=Sector.choices)
    valid_from = models.DateField("có từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    successors = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="predecessors", verbose_name="cơ quan kế thừa"
    )
    note = models.CharField("ghi chú", max_length=300, blank=True)
    history = HistoricalRecords()

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = "cơ quan"
        verbose_name_plural = "cơ quan"
        permissions = (("import_agency", "Nhập cơ quan từ tệp"),)
        ordering = ("unit__code", "code")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")),
                name="an_agency_ends_after_it_begins",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.code,)
