"""Indicators, and the targets a plan sets for them."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from planning.places.units import UnitGroup
from planning.plans.copying import copied_with_plan
from planning.plans.plans import OfPlanQuerySet, Plan
from projects.models import Component


class Better(models.TextChoices):
    UP = "up", "càng cao càng tốt"
    DOWN = "down", "càng thấp càng tốt"


class AddsUp(models.TextChoices):
    SUM = "sum", "cộng được"
    RATIO = "ratio", "tỷ số của hai số đếm"
    NOT = "not", "không tổng hợp được"


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


REDUCTIONS = frozenset({Comparator.REDUCE_BY, Comparator.REDUCE_BY_OVER})


class DimensionManager(models.Manager["Dimension"]):
    def get_by_natural_key(self, code: str) -> "Dimension":
        return self.get(code=code)


class Dimension(models.Model):
    """A heading under which indicators stand: the poverty rate, livelihoods, a dimension of deprivation."""

    code = models.SlugField("mã", unique=True)
    name = models.CharField("tên", max_length=200)
    position = models.PositiveSmallIntegerField("thứ tự")

    objects = DimensionManager()

    class Meta:
        verbose_name = "nhóm chỉ tiêu"
        verbose_name_plural = "nhóm chỉ tiêu"
        permissions = (("import_dimension", "Nhập nhóm chỉ tiêu từ tệp"),)
        ordering = ("position",)

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.code,)


class IndicatorManager(models.Manager["Indicator"]):
    def get_by_natural_key(self, code: str) -> "Indicator":
        return self.get(code=code)


class Indicator(models.Model):
    """What is counted or measured, in which unit and to how many decimals."""

    code = models.SlugField("mã", unique=True)
    name = models.CharField("tên", max_length=400)
    dimension = models.ForeignKey(Dimension, models.PROTECT, related_name="indicators", verbose_name="nhóm chỉ tiêu")
    component = models.ForeignKey(
        Component,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="indicators",
        verbose_name="dự án, tiểu dự án",
    )
    unit_of_measure = models.CharField("đơn vị tính", max_length=30)
    decimals = models.PositiveSmallIntegerField("số chữ số thập phân", default=0)
    better = models.CharField("chiều tốt", max_length=4, choices=Better.choices, default=Better.UP)
    adds_up = models.CharField("cách tổng hợp", max_length=5, choices=AddsUp.choices, default=AddsUp.NOT)
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name="là một phần của",
        help_text="Lời văn viết liền sau chỉ tiêu này: “…, trong đó …”.",
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    history = HistoricalRecords()

    objects = IndicatorManager()

    class Meta:
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"
        permissions = (("import_indicator", "Nhập chỉ tiêu từ tệp"),)
        ordering = ("dimension__position", "position", "code")

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.code,)


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
    baseline = models.DecimalField("đầu kỳ", max_digits=15, decimal_places=4, null=True, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    history = HistoricalRecords()

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = "mục tiêu"
        verbose_name_plural = "mục tiêu"
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
