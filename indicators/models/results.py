"""What an indicator came to in a unit and a year, and the sums kept for every unit above."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from indicators.models.catalogue import Indicator
from planning.places.units import Unit


def rate_of(numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    """The rate in percent of two counts, unrounded; None where one is unknown. Every rate is worked out here."""
    if numerator is None or not denominator:
        return None
    return numerator / denominator * 100


def lacking_counts(lacking: int, units: int) -> str:
    """Why rates cannot be put together."""
    return f"Không tổng hợp được: {lacking}/{units} đơn vị chưa có tử số và mẫu số."


class Result(models.Model):
    """A value of a unit's year; a rate has counts, or else cannot be put together with those of other units.

    With both counts the rate is worked out; one entered before them stays beneath, and stands again without them.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="results", verbose_name="đơn vị")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="results", verbose_name="chỉ tiêu")
    year = models.PositiveSmallIntegerField("năm")
    value = models.DecimalField("giá trị", max_digits=15, decimal_places=4, null=True, blank=True)
    numerator = models.DecimalField("tử số", max_digits=15, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField("mẫu số", max_digits=15, decimal_places=4, null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "kết quả"
        verbose_name_plural = "kết quả"
        ordering = ("year", "indicator", "unit__code")
        constraints = [
            models.UniqueConstraint(
                "indicator",
                "year",
                "unit",
                name="a_unit_has_one_result_of_an_indicator_and_year",
                violation_error_message="Đơn vị đã có kết quả này.",
            ),
            models.CheckConstraint(
                condition=Q(denominator=None) | Q(denominator__gt=0),
                name="a_rate_is_of_something",
                violation_error_message="Mẫu số phải lớn hơn 0.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.unit}, {self.year}"

    @property
    def has_counts(self) -> bool:
        """Whether the rate is worked out, and can be put together with those of other units."""
        return self.numerator is not None and self.denominator is not None

    @property
    def figure(self) -> Decimal | None:
        """The rate of the counts, unrounded, where there are both; else the value entered."""
        return rate_of(self.numerator, self.denominator) if self.has_counts else self.value


class ResultTotal(models.Model):
    """The sums over all results below a unit: kept with every change, so that no screen adds up a country.

    `units` counts the results put together, `lacking` those without what adding up needs (counts, or a value).
    A total over nothing keeps its row, with no units: others may be waiting for its lock.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="result_totals", verbose_name="đơn vị")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="totals", verbose_name="chỉ tiêu")
    year = models.PositiveSmallIntegerField("năm")
    value = models.DecimalField("tổng giá trị", max_digits=20, decimal_places=4, null=True)
    numerator = models.DecimalField("tổng tử số", max_digits=20, decimal_places=4, null=True)
    denominator = models.DecimalField("tổng mẫu số", max_digits=20, decimal_places=4, null=True)
    units = models.PositiveIntegerField("số đơn vị", default=0)
    lacking = models.PositiveIntegerField("số đơn vị không cộng được", default=0)

    # Worked out from results, so it goes with its unit (see planning.places.reorganising).
    is_derived = True

    class Meta:
        verbose_name = "kết quả tổng hợp"
        verbose_name_plural = "kết quả tổng hợp"
        constraints = [
            models.UniqueConstraint(
                "unit",
                "year",
                "indicator",
                name="a_total_is_kept_once",
                violation_error_message="Đã có kết quả tổng hợp này.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.unit}, {self.year}"

    @property
    def figure(self) -> Decimal | None:
        """The sum, or the rate of the summed counts; None where some results cannot be added up."""
        if self.lacking:
            return None
        return self.value if self.value is not None else rate_of(self.numerator, self.denominator)
