"""The catalogue of indicators: what is counted or measured, how, and how it adds up."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from indicators.models.reviews import ReviewCount
from projects.models import Component

# What results are made of: where there are some, they and the kept totals rest on it.
MAKES_RESULTS = ("adds_up", "review_numerator", "review_denominator")
RATES_ARE_LEVELS = "Tỷ số của hai số đếm không cộng dồn qua các năm; vui lòng chọn “mức”."
HAS_RESULTS = "Chỉ tiêu đã có kết quả nên không đổi được; hãy lập chỉ tiêu mới thay cho chỉ tiêu này."


class Better(models.TextChoices):
    UP = "up", "càng cao càng tốt"
    DOWN = "down", "càng thấp càng tốt"


class AddsUp(models.TextChoices):
    SUM = "sum", "cộng được"
    RATIO = "ratio", "tỷ số của hai số đếm"
    NOT = "not", "không tổng hợp được"


class OverTime(models.TextChoices):
    """How an indicator's figures of several years go together, and what one of half a year tells."""

    LEVEL = "level", "mức tại thời điểm"
    CUMULATIVE = "cumulative", "cộng dồn trong năm"


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


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def valid_in(self, year: int) -> "IndicatorQuerySet":
        """Indicators in use in a year; a blank start or end is open."""
        return self.valid_during(year, year)

    def valid_during(self, first: int, last: int) -> "IndicatorQuerySet":
        """Indicators in use in any year from `first` to `last`."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=last)).filter(
            Q(valid_to=None) | Q(valid_to__gte=first)
        )

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
    definition = models.TextField("khái niệm, cách tính", blank=True)
    population = models.CharField("đối tượng tính", max_length=200, blank=True)
    age_range = models.CharField("độ tuổi", max_length=60, blank=True)
    territory = models.CharField("địa bàn tính", max_length=200, blank=True)
    is_verified = models.BooleanField("khái niệm đã kiểm chứng", default=False)
    unit_of_measure = models.CharField("đơn vị tính", max_length=30)
    decimals = models.PositiveSmallIntegerField("số chữ số thập phân", default=0)
    better = models.CharField("chiều tốt", max_length=4, choices=Better.choices, default=Better.UP)
    adds_up = models.CharField("cách tổng hợp", max_length=5, choices=AddsUp.choices, default=AddsUp.NOT)
    over_time = models.CharField(
        "theo thời gian",
        max_length=10,
        choices=OverTime.choices,
        default=OverTime.LEVEL,
        help_text="Cộng dồn: mỗi năm tính lại từ 0, cả giai đoạn là tổng các năm. Mức: lấy số của ngày cuối kỳ.",
    )
    about_within = models.DecimalField(
        "chênh lệch cho phép khi giao “khoảng”",
        max_digits=15,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="Theo đơn vị tính của chỉ tiêu. Để trống: phải bằng nhau sau khi làm tròn như số in.",
    )
    numerator = models.CharField("tử số là", max_length=200, blank=True)
    denominator = models.CharField("mẫu số là", max_length=200, blank=True)
    review_numerator = models.CharField(
        "lấy từ rà soát hộ nghèo",
        max_length=40,
        blank=True,
        choices=ReviewCount.choices,
        help_text="Số đếm của kết quả rà soát làm giá trị hoặc tử số; khi có, kết quả không nhập tay.",
    )
    review_denominator = models.CharField(
        "mẫu số từ rà soát hộ nghèo", max_length=40, blank=True, choices=ReviewCount.choices
    )
    valid_from = models.PositiveSmallIntegerField("áp dụng từ năm", null=True, blank=True)
    valid_to = models.PositiveSmallIntegerField("áp dụng đến hết năm", null=True, blank=True)
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name="thay cho chỉ tiêu",
        help_text="Bản trước của chỉ tiêu, khi khái niệm hoặc cách tính thay đổi.",
    )
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

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"
        permissions = (("import_indicator", "Nhập chỉ tiêu từ tệp"),)
        ordering = ("dimension__position", "position", "code")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="an_indicator_ends_after_it_begins",
                violation_error_message="Năm cuối không được trước năm đầu.",
            ),
            models.CheckConstraint(
                condition=Q(replaces=None) | ~Q(replaces=F("id")),
                name="an_indicator_does_not_replace_itself",
                violation_error_message="Chỉ tiêu không thể thay cho chính nó.",
            ),
            models.CheckConstraint(
                condition=~Q(adds_up=AddsUp.RATIO, over_time=OverTime.CUMULATIVE),
                name="rates_do_not_add_up_over_years",
                violation_error_message=RATES_ARE_LEVELS,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.code,)

    def clean(self) -> None:
        """Refuse rates that add up; and, while there are results, another way of adding up or counts of the review."""
        super().clean()
        if self.adds_up == AddsUp.RATIO and self.over_time == OverTime.CUMULATIVE:
            raise ValidationError({"over_time": RATES_ARE_LEVELS})
        stored = Indicator.objects.filter(pk=self.pk, results__isnull=False).values(*MAKES_RESULTS).first() or {}
        changed = [name for name, value in stored.items() if getattr(self, name) != value]
        if changed:
            raise ValidationError(dict.fromkeys(changed, HAS_RESULTS))

    @property
    def validity_words(self) -> str:
        """`từ năm 2022 đến hết năm 2026`; empty where it is always in use."""
        start = f"từ năm {self.valid_from}" if self.valid_from else ""
        end = f"đến hết năm {self.valid_to}" if self.valid_to else ""
        return " ".join(word for word in (start, end) if word)

    def is_valid_during(self, first: int, last: int) -> bool:
        """Whether the indicator is in use in any year from `first` to `last`."""
        return (self.valid_from or first) <= last and (self.valid_to or last) >= first
