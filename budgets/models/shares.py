"""What becomes of a line of money: shared out to units and agencies, spread over years."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from budgets.models.lines import BudgetLine
from planning.places.agencies import Agency
from planning.places.units import Unit
from planning.plans.copying import copied_with_plan
from planning.plans.plans import OfPlanQuerySet, Plan


@copied_with_plan
class Allocation(models.Model):
    """A part of a line, in đồng, given to one holder: a unit below the plan's, or an agency."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="allocations", verbose_name="kế hoạch")
    line = models.ForeignKey(BudgetLine, models.RESTRICT, related_name="allocations", verbose_name="dòng kinh phí")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="allocations", verbose_name="đơn vị"
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="allocations", verbose_name="cơ quan"
    )
    amount = models.DecimalField("số tiền (đồng)", max_digits=18, decimal_places=0, validators=[MinValueValidator(0)])
    history = HistoricalRecords()

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "khoản phân bổ"
        verbose_name_plural = "các khoản phân bổ"
        ordering = ("line", "unit__code", "agency__name")
        constraints = [
            models.UniqueConstraint(
                "line",
                "unit",
                name="a_unit_has_one_share_of_a_line",
                violation_error_message="Đơn vị đã được phân bổ từ dòng này.",
            ),
            models.UniqueConstraint(
                "line",
                "agency",
                name="an_agency_has_one_share_of_a_line",
                violation_error_message="Cơ quan đã được phân bổ từ dòng này.",
            ),
            models.CheckConstraint(
                condition=Q(unit=None, agency__isnull=False) | Q(unit__isnull=False, agency=None),
                name="a_share_is_held_by_a_unit_or_an_agency",
                violation_error_message="Mỗi khoản phân bổ cho một đơn vị hoặc một cơ quan.",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="a_share_is_not_negative",
                violation_error_message="Số tiền không được âm.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line} → {self.unit or self.agency}"


@copied_with_plan
class YearAmount(models.Model):
    """What a line of a plan for several years has for one of them, in đồng."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="year_amounts", verbose_name="kế hoạch")
    line = models.ForeignKey(BudgetLine, models.RESTRICT, related_name="year_amounts", verbose_name="dòng kinh phí")
    year = models.PositiveSmallIntegerField("năm")
    amount = models.DecimalField("số tiền (đồng)", max_digits=18, decimal_places=0, validators=[MinValueValidator(0)])
    history = HistoricalRecords()

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "kinh phí của năm"
        verbose_name_plural = "kinh phí từng năm"
        ordering = ("line", "year")
        constraints = [
            models.UniqueConstraint(
                "line",
                "year",
                name="a_line_has_one_amount_for_a_year",
                violation_error_message="Năm này đã có số tiền.",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="an_amount_of_a_year_is_not_negative",
                violation_error_message="Số tiền không được âm.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.year}"
