"""What was paid of the money given: for each holder and cell of the budget, up to the end of a period."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from budgets.models.sources import FundingSource, Nature
from planning.places.agencies import Agency
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.tracking.submissions import OfPeriodQuerySet
from projects.models import Component

NOTHING = Value(Decimal(0))
# The amounts a holder tells; each may be blank.
TOLD = ("carried_in", "paid", "settled", "carried_out")
NOT_NEGATIVE = Q(Q(given__gte=0), *(Q(**{name: None}) | Q(**{f"{name}__gte": 0}) for name in TOLD))


def _dong(name: str) -> models.DecimalField:
    return models.DecimalField(
        name, max_digits=18, decimal_places=0, null=True, blank=True, validators=[MinValueValidator(0)]
    )


class Payment(models.Model):
    """Of one holder and cell of the budget, in đồng, summed from the start of the year to the period's last day.

    `given` is kept from the plan in force, or from what the level above shared out, so that the database itself
    holds payments below it. A payment belongs to a cell and not to a line, so it outlives an adjusted plan. The
    holder is `unit`, or `agency` beside it. Blank is not told.
    """

    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="payments", verbose_name="kỳ báo cáo")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="payments", verbose_name="đơn vị")
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="payments", verbose_name="cơ quan"
    )
    component = models.ForeignKey(Component, models.PROTECT, related_name="payments", verbose_name="dự án, tiểu dự án")
    source = models.ForeignKey(FundingSource, models.PROTECT, related_name="payments", verbose_name="nguồn vốn")
    nature = models.CharField("tính chất vốn", max_length=10, choices=Nature.choices, blank=True)
    given = models.DecimalField("được giao trong năm (đồng)", max_digits=18, decimal_places=0, default=0)
    carried_in = _dong("năm trước chuyển sang (đồng)")
    paid = _dong("giải ngân lũy kế (đồng)")
    settled = _dong("quyết toán (đồng)")
    carried_out = _dong("chuyển nguồn sang năm sau (đồng)")
    note = models.CharField("ghi chú", max_length=300, blank=True)
    history = HistoricalRecords()

    objects = OfPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "giải ngân"
        verbose_name_plural = "giải ngân"
        ordering = ("period", "unit__code", "component__code", "source__position", "nature")
        constraints = [
            models.UniqueConstraint(
                "period",
                "unit",
                "component",
                "source",
                "nature",
                condition=Q(agency=None),
                name="a_unit_reports_a_cell_once_in_a_period",
                violation_error_message="Đơn vị đã báo cáo khoản này trong kỳ.",
            ),
            models.UniqueConstraint(
                "period",
                "unit",
                "agency",
                "component",
                "source",
                "nature",
                name="an_agency_reports_a_cell_once_in_a_period",
                violation_error_message="Cơ quan đã báo cáo khoản này trong kỳ.",
            ),
            models.CheckConstraint(
                condition=Q(
                    given__gte=Coalesce(F("paid"), NOTHING)
                    + Coalesce(F("carried_out"), NOTHING)
                    - Coalesce(F("carried_in"), NOTHING)
                ),
                name="no_more_is_paid_than_was_given",
                violation_error_message="Số giải ngân và chuyển nguồn vượt số được giao.",
            ),
            models.CheckConstraint(
                condition=Q(settled=None) | Q(settled__lte=Coalesce(F("paid"), NOTHING)),
                name="no_more_is_settled_than_was_paid",
                violation_error_message="Số quyết toán vượt số giải ngân.",
            ),
            models.CheckConstraint(
                condition=NOT_NEGATIVE,
                name="no_amount_paid_is_negative",
                violation_error_message="Số tiền không được âm.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.component.code} · {self.source}"
