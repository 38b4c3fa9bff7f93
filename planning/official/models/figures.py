"""The figures units enter in official forms."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from planning.official.models.parts import MOST_DECIMALS, MOST_DIGITS, FormColumn, FormRow
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.tracking.submissions import OfPeriodQuerySet


class FormFigure(models.Model):
    """A figure a unit entered for a period; a blank has no row, and what is worked out is not stored."""

    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="+", verbose_name="kỳ báo cáo")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="form_figures", verbose_name="đơn vị")
    column = models.ForeignKey(FormColumn, models.PROTECT, related_name="figures", verbose_name="cột")
    row = models.ForeignKey(
        FormRow, models.PROTECT, null=True, blank=True, related_name="figures", verbose_name="dòng"
    )
    value = models.DecimalField("giá trị", max_digits=MOST_DIGITS + MOST_DECIMALS, decimal_places=MOST_DECIMALS)
    history = HistoricalRecords()

    objects = OfPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "số liệu biểu mẫu"
        verbose_name_plural = "số liệu biểu mẫu"
        ordering = ("period", "unit__code", "column")
        constraints = [
            models.UniqueConstraint(
                "period",
                "unit",
                "column",
                "row",
                name="a_unit_fills_a_cell_once_in_a_period",
                violation_error_message="Ô này đã có số liệu.",
            ),
            models.UniqueConstraint(
                "period",
                "unit",
                "column",
                condition=Q(row=None),
                name="a_unit_fills_a_column_once_in_a_period",
                violation_error_message="Cột này đã có số liệu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}, {self.column}"
