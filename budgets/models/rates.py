"""Which counterpart a place owes for the central budget's money: rates by place, tier and years."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import BigIntegerField, F, Q, Value
from django.db.models.functions import Coalesce

from budgets.models.sources import FundingSource
from planning.formats import number
from planning.places.units import Unit, UnitGroup
from planning.plans.legal import LegalDocument
from planning.plans.programmes import Programme


class RateBase(models.TextChoices):
    """Of what a rate is taken."""

    CENTRAL = "central", "vốn ngân sách trung ương"
    COUNTERPART = "counterpart", "tổng vốn đối ứng"


class Rounding(models.TextChoices):
    """To what an expected amount is brought before it is compared."""

    EXACT = "exact", "không làm tròn"
    NEAREST = "nearest", "làm tròn đến đơn vị gần nhất"
    DOWN = "down", "bỏ phần lẻ"


class CounterpartRateManager(models.Manager["CounterpartRate"]):
    def get_by_natural_key(self, code: str) -> "CounterpartRate":
        return self.get(code=code)


class CounterpartRate(models.Model):
    """Percent of `base` that the budget of a tier (`source`) adds, for a unit, a group, or everywhere."""

    code = models.SlugField("mã", unique=True, max_length=60)
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="counterpart_rates", verbose_name="chương trình"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị và các đơn vị trực thuộc"
    )
    group = models.ForeignKey(
        UnitGroup, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="nhóm đơn vị"
    )
    level = models.CharField(
        "cấp của kế hoạch",
        max_length=10,
        blank=True,
        help_text="Để trống nếu áp dụng cho kế hoạch của mọi cấp.",
        choices=[("province", "Cấp tỉnh"), ("district", "Cấp huyện"), ("commune", "Cấp xã")],
    )
    source = models.ForeignKey(FundingSource, models.PROTECT, related_name="+", verbose_name="ngân sách đối ứng")
    base = models.CharField("tính trên", max_length=11, choices=RateBase.choices, default=RateBase.CENTRAL)
    percent = models.DecimalField(
        "tỷ lệ (%)",
        max_digits=6,
        decimal_places=3,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )
    first_year = models.PositiveSmallIntegerField("từ năm")
    last_year = models.PositiveSmallIntegerField("đến năm")
    rounding = models.CharField("cách làm tròn", max_length=7, choices=Rounding.choices, default=Rounding.EXACT)
    rounding_unit = models.PositiveIntegerField(
        "làm tròn đến (đồng)", default=1_000_000, validators=[MinValueValidator(1)]
    )
    tolerance = models.DecimalField(
        "chênh lệch cho phép (đồng)", max_digits=18, decimal_places=0, default=0, validators=[MinValueValidator(0)]
    )
    document = models.ForeignKey(
        LegalDocument, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="theo văn bản"
    )
    note = models.CharField("ghi chú", max_length=200, blank=True)

    objects = CounterpartRateManager()

    class Meta:
        verbose_name = "tỷ lệ vốn đối ứng"
        verbose_name_plural = "tỷ lệ vốn đối ứng"
        ordering = ("programme", "first_year", "source__position")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")),
                name="a_rate_ends_after_it_begins",
                violation_error_message="Năm cuối không được trước năm đầu.",
            ),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100),
                name="a_counterpart_rate_is_within_a_hundred",
                violation_error_message="Tỷ lệ từ 0 đến 100.",
            ),
            models.CheckConstraint(
                condition=Q(unit=None) | Q(group=None),
                name="a_rate_is_for_a_unit_or_a_group",
                violation_error_message="Tỷ lệ áp dụng cho một đơn vị hoặc một nhóm, không cả hai.",
            ),
            models.UniqueConstraint(
                "programme",
                "level",
                "source",
                "base",
                "first_year",
                "last_year",
                Coalesce("unit", Value(0), output_field=BigIntegerField()),
                Coalesce("group", Value(0), output_field=BigIntegerField()),
                name="one_rate_for_a_place_level_source_base_and_years",
                violation_error_message="Đã có tỷ lệ của ngân sách này cho cùng đơn vị hoặc nhóm, cấp và các năm đó.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {number(self.percent)} % {self.get_base_display()}"

    def natural_key(self) -> tuple[str]:
        return (self.code,)
