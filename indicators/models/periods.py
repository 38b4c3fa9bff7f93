"""What units report of indicators for a period: expected, come to, and vetted by the level above, side by side."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from indicators.models.catalogue import Indicator
from indicators.models.results import rate_of
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.tracking.submissions import OfPeriodQuerySet


class Told(models.TextChoices):
    """Which of the three figures of a row: each has a value and, of a rate, two counts."""

    ESTIMATE = "estimate", "Ước thực hiện"
    REPORTED = "reported", "Thực hiện"
    VETTED = "vetted", "Thẩm định"


def _figure(name: str) -> models.DecimalField:
    return models.DecimalField(name, max_digits=15, decimal_places=4, null=True, blank=True)


class PeriodResult(models.Model):
    """A unit's figures of one indicator for a period; blank is not told, and a rate with counts is worked out.

    Values are those reached by the period's last day: of what adds up over time since the year began, of a level
    as it then is. What counts is the vetted figure where there is one, else the reported one; an estimate never.
    `seen` is what was reported when the figure was vetted.
    """

    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="results", verbose_name="kỳ báo cáo")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="period_results", verbose_name="đơn vị")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="period_results", verbose_name="chỉ tiêu")
    estimate_value = _figure("ước thực hiện")
    estimate_numerator = _figure("ước, tử số")
    estimate_denominator = _figure("ước, mẫu số")
    reported_value = _figure("thực hiện")
    reported_numerator = _figure("thực hiện, tử số")
    reported_denominator = _figure("thực hiện, mẫu số")
    vetted_value = _figure("thẩm định")
    vetted_numerator = _figure("thẩm định, tử số")
    vetted_denominator = _figure("thẩm định, mẫu số")
    seen_value = _figure("thực hiện khi thẩm định")
    seen_numerator = _figure("thực hiện khi thẩm định, tử số")
    seen_denominator = _figure("thực hiện khi thẩm định, mẫu số")
    note = models.CharField("ghi chú", max_length=300, blank=True)
    history = HistoricalRecords()

    objects = OfPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "kết quả trong kỳ"
        verbose_name_plural = "kết quả trong kỳ"
        ordering = ("period", "unit__code", "indicator")
        constraints = [
            models.UniqueConstraint(
                "period",
                "indicator",
                "unit",
                name="a_unit_reports_an_indicator_once_in_a_period",
                violation_error_message="Đơn vị đã báo cáo chỉ tiêu này trong kỳ.",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{told}_denominator": None}) | Q(**{f"{told}_denominator__gt": 0}),
                    name=f"a_{told}_rate_is_of_something",
                    violation_error_message="Mẫu số phải lớn hơn 0.",
                )
                for told in Told.values
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.unit}, {self.period}"

    def counts(self, told: Told) -> tuple[Decimal | None, Decimal | None]:
        """Numerator and denominator of one of the three figures."""
        return self._parts(told)[1:]

    def figure(self, told: Told) -> Decimal | None:
        """One of the three figures: the rate of its counts, unrounded, where there are both, else the value."""
        return self._figure_of(told)

    def _figure_of(self, name: str) -> Decimal | None:
        value, *counts = self._parts(name)
        return value if None in counts else rate_of(*counts)

    def _parts(self, name: str) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
        return getattr(self, f"{name}_value"), getattr(self, f"{name}_numerator"), getattr(self, f"{name}_denominator")

    @property
    def seen(self) -> Decimal | None:
        """What was reported when the figure was vetted."""
        return self._figure_of("seen")

    @property
    def has_moved(self) -> bool:
        """Whether the report changed after it was vetted, and not to what was found: then somebody should look."""
        reported = self._parts(Told.REPORTED)
        is_vetted = self.figure(Told.VETTED) is not None
        return is_vetted and reported not in (self._parts("seen"), self._parts(Told.VETTED))

    @property
    def counted(self) -> Told | None:
        """Which figure counts: the vetted one, else the reported one; None where there is neither."""
        return next((told for told in (Told.VETTED, Told.REPORTED) if self.figure(told) is not None), None)
