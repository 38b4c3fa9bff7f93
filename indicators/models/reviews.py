"""The yearly review of poor and near-poor households: counts of a commune, never names.

Forms 1 to 3 of the review (circulars 07/2021 and 02/2022/TT-BLĐTBXH, in the form reported by provinces).
"""

from collections.abc import Iterable
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from planning.people.reach import units_below
from planning.people.users import User
from planning.places.units import Unit
from planning.plans.legal import LegalDocument


class Area(models.TextChoices):
    RURAL = "rural", "Nông thôn"
    URBAN = "urban", "Thành thị"


class ReviewCount(models.TextChoices):
    """The counts at the end of a year's review, each a column of HouseholdReview."""

    HOUSEHOLDS = "households", "Tổng số hộ"
    PERSONS = "persons", "Tổng số nhân khẩu"
    POOR_HOUSEHOLDS = "poor_households", "Số hộ nghèo"
    POOR_PERSONS = "poor_persons", "Số khẩu nghèo"
    NEAR_POOR_HOUSEHOLDS = "near_poor_households", "Số hộ cận nghèo"
    NEAR_POOR_PERSONS = "near_poor_persons", "Số khẩu cận nghèo"
    AVERAGE_HOUSEHOLDS = "average_households", "Số hộ làm nông, lâm, ngư nghiệp có mức sống trung bình"
    AVERAGE_PERSONS = "average_persons", "Số khẩu hộ làm nông, lâm, ngư nghiệp có mức sống trung bình"
    MINORITY_HOUSEHOLDS = "minority_households", "Số hộ dân tộc thiểu số"
    MINORITY_PERSONS = "minority_persons", "Số khẩu dân tộc thiểu số"
    MINORITY_POOR_HOUSEHOLDS = "minority_poor_households", "Số hộ nghèo dân tộc thiểu số"
    MINORITY_POOR_PERSONS = "minority_poor_persons", "Số khẩu nghèo dân tộc thiểu số"
    MINORITY_NEAR_POOR_HOUSEHOLDS = "minority_near_poor_households", "Số hộ cận nghèo dân tộc thiểu số"
    MINORITY_NEAR_POOR_PERSONS = "minority_near_poor_persons", "Số khẩu cận nghèo dân tộc thiểu số"


# A part and the whole it cannot exceed.
PARTS = (
    ("poor_households", "households"),
    ("near_poor_households", "households"),
    ("average_households", "households"),
    ("minority_households", "households"),
    ("poor_persons", "persons"),
    ("near_poor_persons", "persons"),
    ("average_persons", "persons"),
    ("minority_persons", "persons"),
    ("minority_poor_households", "poor_households"),
    ("minority_poor_households", "minority_households"),
    ("minority_near_poor_households", "near_poor_households"),
    ("minority_near_poor_households", "minority_households"),
    ("minority_poor_persons", "poor_persons"),
    ("minority_poor_persons", "minority_persons"),
    ("minority_near_poor_persons", "near_poor_persons"),
    ("minority_near_poor_persons", "minority_persons"),
)


def count_field(count: ReviewCount) -> models.PositiveIntegerField:
    """A count that may be unknown."""
    return models.PositiveIntegerField(count.label.lower(), null=True, blank=True)


class OfUnitAndYearQuerySet(models.QuerySet[Any]):
    """What belongs to a unit's year."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Rows of the user's units and of those below."""
        return self.filter(unit__in=units_below(user))

    def of(self, units: Iterable[Unit | int], years: Iterable[int]) -> Self:
        """Rows of some units in some years."""
        return self.filter(unit__in=list(units), year__in=list(years))


class HouseholdReview(models.Model):
    """What a commune's review of a year counted at its end, in one kind of area."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reviews", verbose_name="đơn vị")
    year = models.PositiveSmallIntegerField("năm")
    area = models.CharField("khu vực", max_length=5, choices=Area.choices, default=Area.RURAL)
    households = count_field(ReviewCount.HOUSEHOLDS)
    persons = count_field(ReviewCount.PERSONS)
    poor_households = count_field(ReviewCount.POOR_HOUSEHOLDS)
    poor_persons = count_field(ReviewCount.POOR_PERSONS)
    near_poor_households = count_field(ReviewCount.NEAR_POOR_HOUSEHOLDS)
    near_poor_persons = count_field(ReviewCount.NEAR_POOR_PERSONS)
    average_households = count_field(ReviewCount.AVERAGE_HOUSEHOLDS)
    average_persons = count_field(ReviewCount.AVERAGE_PERSONS)
    minority_households = count_field(ReviewCount.MINORITY_HOUSEHOLDS)
    minority_persons = count_field(ReviewCount.MINORITY_PERSONS)
    minority_poor_households = count_field(ReviewCount.MINORITY_POOR_HOUSEHOLDS)
    minority_poor_persons = count_field(ReviewCount.MINORITY_POOR_PERSONS)
    minority_near_poor_households = count_field(ReviewCount.MINORITY_NEAR_POOR_HOUSEHOLDS)
    minority_near_poor_persons = count_field(ReviewCount.MINORITY_NEAR_POOR_PERSONS)
    history = HistoricalRecords()

    objects = OfUnitAndYearQuerySet.as_manager()

    class Meta:
        verbose_name = "kết quả rà soát hộ nghèo"
        verbose_name_plural = "kết quả rà soát hộ nghèo"
        ordering = ("year", "unit__code", "area")
        constraints = [
            models.UniqueConstraint(
                "unit",
                "year",
                "area",
                name="a_commune_is_reviewed_once_a_year_in_an_area",
                violation_error_message="Đơn vị đã có kết quả rà soát của năm này.",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{part: None}) | Q(**{whole: None}) | Q(**{f"{part}__lte": F(whole)}),
                    name=f"no_more_{part}_than_{whole}",
                    violation_error_message=(
                        f"{ReviewCount(part).label} không được nhiều hơn {ReviewCount(whole).label.lower()}."
                    ),
                )
                for part, whole in PARTS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}, {self.year}, {self.get_area_display().lower()}"


class PovertyClass(models.TextChoices):
    POOR = "poor", "Hộ nghèo"
    NEAR_POOR = "near-poor", "Hộ cận nghèo"


class Measure(models.TextChoices):
    HOUSEHOLDS = "households", "Hộ"
    PERSONS = "persons", "Nhân khẩu"


EXITS = ("to_other_class", "above_line", "other_exits")
ENTRIES = ("from_other_class", "relapsed", "newly_found", "other_entries")


class PovertyMovement(models.Model):
    """How one class of a commune changed in a year, in households or in persons.

    closing = opening − exits + entries; the closing is the review's own count and is not stored twice.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="movements", verbose_name="đơn vị")
    year = models.PositiveSmallIntegerField("năm")
    area = models.CharField("khu vực", max_length=5, choices=Area.choices, default=Area.RURAL)
    poverty_class = models.CharField("nhóm hộ", max_length=9, choices=PovertyClass.choices)
    measure = models.CharField("phân tổ", max_length=10, choices=Measure.choices)
    opening = models.PositiveIntegerField("đầu kỳ", null=True, blank=True)
    to_other_class = models.PositiveIntegerField("chuyển sang nhóm hộ kia", null=True, blank=True)
    above_line = models.PositiveIntegerField("vượt chuẩn cận nghèo", null=True, blank=True)
    other_exits = models.PositiveIntegerField("khác giảm", null=True, blank=True)
    from_other_class = models.PositiveIntegerField("từ nhóm hộ kia chuyển sang", null=True, blank=True)
    relapsed = models.PositiveIntegerField("tái nghèo, tái cận nghèo", null=True, blank=True)
    newly_found = models.PositiveIntegerField("phát sinh mới", null=True, blank=True)
    other_entries = models.PositiveIntegerField("khác tăng", null=True, blank=True)
    history = HistoricalRecords()

    objects = OfUnitAndYearQuerySet.as_manager()

    class Meta:
        verbose_name = "diễn biến hộ nghèo, cận nghèo"
        verbose_name_plural = "diễn biến hộ nghèo, cận nghèo"
        ordering = ("year", "unit__code", "area", "poverty_class", "measure")
        constraints = [
            models.UniqueConstraint(
                "unit",
                "year",
                "area",
                "poverty_class",
                "measure",
                name="a_movement_is_told_once",
                violation_error_message="Diễn biến này đã được nhập.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit}, {self.year}: {self.get_poverty_class_display().lower()}, {self.get_measure_display()}"

    @property
    def closing(self) -> int | None:
        """Opening less exits plus entries; None while any of them is unknown: a blank is no zero."""
        exits = [getattr(self, name) for name in EXITS]
        entries = [getattr(self, name) for name in ENTRIES]
        if None in (self.opening, *exits, *entries):
            return None
        return self.opening - sum(exits) + sum(entries)


class Recognition(models.Model):
    """The decision by which a commune's review of a year stands: from then on its counts are closed."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="recognitions", verbose_name="đơn vị")
    year = models.PositiveSmallIntegerField("năm")
    document = models.ForeignKey(LegalDocument, models.PROTECT, related_name="+", verbose_name="quyết định công nhận")
    history = HistoricalRecords()

    objects = OfUnitAndYearQuerySet.as_manager()

    class Meta:
        verbose_name = "công nhận kết quả rà soát"
        verbose_name_plural = "công nhận kết quả rà soát"
        ordering = ("year", "unit__code")
        constraints = [
            models.UniqueConstraint(
                "unit",
                "year",
                name="a_review_is_recognised_once",
                violation_error_message="Kết quả rà soát năm này đã được công nhận.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit}, {self.year}: {self.document}"
