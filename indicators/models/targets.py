"""The targets a plan sets, what it assigns of them to the units below, and why a unit adopts less."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from indicators.models.catalogue import Indicator
from indicators.models.results import rate_of
from planning.places.units import Unit, UnitGroup
from planning.plans.copying import copied_with_plan
from planning.plans.plans import OfPlanQuerySet, Plan


class Comparator(models.TextChoices):
    """How a target binds its value; `giảm` of a rate is in percentage points."""

    REDUCE_BY = "reduce-by", "giảm"
    REDUCE_BY_OVER = "reduce-by-over", "giảm trên"
    DOWN_TO = "down-to", "xuống còn"
    BELOW = "below", "xuống dưới"
    REACH = "reach", "đạt"
    OVER = "over", "trên"
    AT_LEAST = "at-least", "tối thiểu"
    ABOUT = "about", "khoảng"
    STRIVE = "strive", "phấn đấu"


class Basis(models.TextChoices):
    """What span a target's value is for."""

    END = "end", "đến cuối kỳ"
    YEAR = "year", "trong năm"
    AVERAGE = "average", "bình quân mỗi năm"


NO_RANGE = "“Phấn đấu” không giao theo khoảng."
REDUCTIONS = frozenset({Comparator.REDUCE_BY, Comparator.REDUCE_BY_OVER})


class TargetQuerySet(OfPlanQuerySet["Target"]):
    def get_by_natural_key(self, slug: str, indicator: str, comparator: str, group: str) -> "Target":
        where = {"group__code": group} if group else {"group": None}
        return self.get(plan__slug=slug, indicator__code=indicator, comparator=comparator, **where)

    def with_names(self) -> "TargetQuerySet":
        """With the indicator, its heading and the territory, in the order of the document."""
        return self.select_related("indicator__dimension", "group").order_by(
            "indicator__dimension__position",
            "indicator__dimension",
            "indicator__position",
            "indicator__code",
            "position",
            "id",
        )


@copied_with_plan
class Target(models.Model):
    """(indicator, comparator, value or range, baseline, territory) of a plan; a blank value is unknown."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="targets", verbose_name="kế hoạch")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets", verbose_name="chỉ tiêu")
    group = models.ForeignKey(
        UnitGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="targets",
        verbose_name="địa bàn",
        help_text="Để trống nếu chỉ tiêu tính cho toàn đơn vị.",
    )
    comparator = models.CharField("yêu cầu", max_length=15, choices=Comparator.choices)
    value = models.DecimalField(
        "giá trị", max_digits=15, decimal_places=4, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    value_to = models.DecimalField(
        "đến giá trị",
        max_digits=15,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    basis = models.CharField("tính cho", max_length=8, choices=Basis.choices, default=Basis.END)
    baseline = models.DecimalField(
        "đầu kỳ", max_digits=15, decimal_places=4, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    baseline_on = models.DateField("số đầu kỳ tính đến ngày", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    history = HistoricalRecords()

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"
        ordering = ("position", "id")
        constraints = [
            models.UniqueConstraint(
                "plan",
                "indicator",
                "comparator",
                condition=Q(group=None),
                name="a_plan_sets_a_target_once_for_its_territory",
                violation_error_message="Kế hoạch đã có chỉ tiêu này.",
            ),
            models.UniqueConstraint(
                "plan",
                "indicator",
                "comparator",
                "group",
                name="a_plan_sets_a_target_once_for_a_group",
                violation_error_message="Kế hoạch đã có chỉ tiêu này cho địa bàn đã chọn.",
            ),
            models.CheckConstraint(
                condition=Q(value_to=None) | Q(value_to__gt=F("value")),
                name="a_range_rises",
                violation_error_message="Giá trị cuối khoảng phải lớn hơn giá trị đầu khoảng.",
            ),
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__gte=Decimal(0)),
                name="a_target_is_not_negative",
                violation_error_message="Giá trị không được âm.",
            ),
            models.CheckConstraint(
                condition=Q(value_to=None) | Q(value__isnull=False),
                name="a_range_has_both_ends",
                violation_error_message="Cần ghi giá trị đầu khoảng.",
            ),
            models.CheckConstraint(
                condition=Q(value_to=None) | ~Q(comparator=Comparator.STRIVE),
                name="what_is_striven_for_is_no_range",
                violation_error_message=NO_RANGE,
            ),
            models.CheckConstraint(
                condition=Q(baseline=None) | Q(baseline__gte=Decimal(0)),
                name="a_target_does_not_start_below_zero",
                violation_error_message="Số đầu kỳ không được âm.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.get_comparator_display()}"

    @property
    def decimals(self) -> int:
        """Those of the indicator; a whole number, or a range between whole numbers, is written without any."""
        values = (self.value, self.value_to, self.baseline)
        is_whole = all(value is None or value == value.to_integral_value() for value in values)
        return 0 if is_whole else self.indicator.decimals

    def natural_key(self) -> tuple[str, ...]:
        return self.plan.slug, self.indicator.code, self.comparator, self.group.code if self.group else ""


@copied_with_plan
class AssignedTarget(models.Model):
    """What a plan's target asks of a unit below: a value or a range, or the counts a rate is worked out from.

    For a rate `numerator` and `denominator` are counts of the unit (households to leave poverty, of all
    households); only with them can the rates of several units be put together.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="assigned_targets", verbose_name="kế hoạch")
    target = models.ForeignKey(Target, models.CASCADE, related_name="assigned", verbose_name="chỉ tiêu")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assigned_targets", verbose_name="đơn vị")
    value = models.DecimalField("giá trị", max_digits=15, decimal_places=4, null=True, blank=True)
    value_to = models.DecimalField("đến giá trị", max_digits=15, decimal_places=4, null=True, blank=True)
    numerator = models.DecimalField("tử số", max_digits=15, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField("mẫu số", max_digits=15, decimal_places=4, null=True, blank=True)
    history = HistoricalRecords()

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "chỉ tiêu giao"
        verbose_name_plural = "chỉ tiêu giao cho đơn vị"
        ordering = ("target", "unit__code")
        constraints = [
            models.UniqueConstraint(
                "target",
                "unit",
                name="a_target_is_assigned_to_a_unit_once",
                violation_error_message="Chỉ tiêu đã được giao cho đơn vị này.",
            ),
            models.CheckConstraint(
                condition=Q(value_to=None) | Q(value_to__gt=F("value")),
                name="an_assigned_range_rises",
                violation_error_message="Giá trị cuối khoảng phải lớn hơn giá trị đầu khoảng.",
            ),
            models.CheckConstraint(
                condition=Q(denominator=None) | Q(denominator__gt=0),
                name="an_assigned_rate_is_of_something",
                violation_error_message="Mẫu số phải lớn hơn 0.",
            ),
            models.CheckConstraint(
                condition=Q(numerator=None) | Q(denominator=None) | Q(numerator__lte=F("denominator")),
                name="an_assigned_part_is_within_its_whole",
                violation_error_message="Tử số không được lớn hơn mẫu số.",
            ),
            models.CheckConstraint(
                condition=Q(value_to=None) | Q(value__isnull=False),
                name="an_assigned_range_has_both_ends",
                violation_error_message="Cần ghi giá trị đầu khoảng.",
            ),
            models.CheckConstraint(
                condition=(Q(value=None) | Q(value__gte=0)) & (Q(numerator=None) | Q(numerator__gte=0)),
                name="what_is_assigned_is_not_negative",
                violation_error_message="Giá trị không được âm.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target.indicator} → {self.unit}"

    @property
    def has_counts(self) -> bool:
        """Whether the rate is worked out, and can be put together with those of other units."""
        return self.numerator is not None and self.denominator is not None

    @property
    def figure(self) -> Decimal | None:
        """The rate of the counts, unrounded, where there are both; else the value entered.

        A rate entered before its counts stays beneath them, and stands again when they are taken back.
        """
        return rate_of(self.numerator, self.denominator) if self.has_counts else self.value


@copied_with_plan
class Explanation(models.Model):
    """Why a plan adopts less than the level above assigned, or nothing at all, for an indicator."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="explanations", verbose_name="kế hoạch")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name="chỉ tiêu")
    words = models.CharField("giải trình", max_length=500)
    history = HistoricalRecords()

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "giải trình"
        verbose_name_plural = "giải trình"
        constraints = [
            models.UniqueConstraint(
                "plan",
                "indicator",
                name="a_plan_explains_an_indicator_once",
                violation_error_message="Chỉ tiêu này đã có giải trình.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.words}"
