"""The catalogue of indicators: what is counted or measured, how, and how it adds up."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from indicators.models.reviews import ReviewCount
from planning.formats import decimals_of
from planning.plans.days import EARLIEST, LATEST
from projects.models import Component

# As many as values are stored with.
MOST_DECIMALS = 4
TOO_FINE = f"Không quá {MOST_DECIMALS} chữ số thập phân."
OUT_OF_TIME = f"Năm phải từ {EARLIEST.year} đến {LATEST.year}."
IN_TIME = (MinValueValidator(EARLIEST.year, OUT_OF_TIME), MaxValueValidator(LATEST.year, OUT_OF_TIME))
# What results are made of: where there are some, they and the kept totals rest on it.
MAKES_RESULTS = ("adds_up", "unit_of_measure", "review_numerator", "review_denominator")
# What rests on an indicator, what it may not change any more then, and what is told of it.
NEW_INSTEAD = "không đổi được; hãy lập chỉ tiêu mới thay cho chỉ tiêu này."
HAS_RESULTS = f"Chỉ tiêu đã có kết quả nên {NEW_INSTEAD}"
HAS_TARGETS = f"Đã có kế hoạch đặt chỉ tiêu này nên {NEW_INSTEAD}"
IS_ASSIGNED = f"Chỉ tiêu đã được giao cho các đơn vị nên {NEW_INSTEAD}"
RESTS = (
    ("results", MAKES_RESULTS, HAS_RESULTS),
    ("period_results", MAKES_RESULTS, HAS_RESULTS),
    ("targets__assigned", ("adds_up",), IS_ASSIGNED),
    ("targets", ("unit_of_measure",), HAS_TARGETS),
)
RATES_ARE_PERCENT = "Tỷ số của hai số đếm được tính bằng %; vui lòng ghi đơn vị tính là “%”."
RATES_ARE_LEVELS = "Tỷ số của hai số đếm không cộng dồn qua các năm; vui lòng chọn “mức”."
REPLACES_ITSELF = "Chỉ tiêu không thể thay cho chính nó."
NEEDS_START = "Cần ghi năm bắt đầu áp dụng, vì chỉ tiêu này thay cho chỉ tiêu khác."


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
    decimals = models.PositiveSmallIntegerField(
        "số chữ số thập phân", default=0, validators=[MaxValueValidator(MOST_DECIMALS, TOO_FINE)]
    )
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
    valid_from = models.PositiveSmallIntegerField("áp dụng từ năm", null=True, blank=True, validators=IN_TIME)
    valid_to = models.PositiveSmallIntegerField("áp dụng đến hết năm", null=True, blank=True, validators=IN_TIME)
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
                violation_error_message=REPLACES_ITSELF,
            ),
            models.CheckConstraint(
                condition=Q(part_of=None) | ~Q(part_of=F("id")),
                name="an_indicator_is_no_part_of_itself",
                violation_error_message="Chỉ tiêu không thể là một phần của chính nó.",
            ),
            models.CheckConstraint(
                condition=Q(decimals__lte=MOST_DECIMALS),
                name="an_indicator_has_no_more_decimals_than_are_stored",
                violation_error_message=TOO_FINE,
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
        """Refuse what contradicts itself, what rests on it already, or the version before or after it."""
        super().clean()
        faults: dict[str, list[str]] = {}
        for found in (self._faults_of_rates(), self._faults_of_use(), self._faults_of_versions()):
            for field, words in found:
                faults.setdefault(field, []).append(words)
        if faults:
            raise ValidationError(faults)

    def _faults_of_rates(self) -> Iterator[tuple[str, str]]:
        if self.adds_up != AddsUp.RATIO:
            return
        if self.over_time == OverTime.CUMULATIVE:
            yield "over_time", RATES_ARE_LEVELS
        if self.unit_of_measure != "%":
            yield "unit_of_measure", RATES_ARE_PERCENT

    def _faults_of_use(self) -> Iterator[tuple[str, str]]:
        """Results, targets and shares mean something else once what they are made of is another."""
        stored = Indicator.objects.filter(pk=self.pk).first()
        if stored is None:
            return
        told: set[str] = set()
        for resting, names, words in RESTS:
            changed = [name for name in names if getattr(self, name) != getattr(stored, name) and name not in told]
            if changed and Indicator.objects.filter(pk=self.pk, **{f"{resting}__isnull": False}).exists():
                told.update(changed)
                yield from ((name, words) for name in changed)
        if self.decimals < stored.decimals and (finest := self._finest_target()) > self.decimals:
            yield "decimals", f"Đã có kế hoạch ghi {finest} chữ số thập phân; bớt đi thì số in ra khác số đã nhập."

    def _finest_target(self) -> int:
        """With how many decimals the plans have written their values."""
        values = self.targets.values_list("value", "value_to", "baseline").distinct()
        written = [value for each in values for value in each if value is not None]
        return max((decimals_of(value) for value in written), default=0)

    def _faults_of_versions(self) -> Iterator[tuple[str, str]]:
        """Of two versions of an indicator one ends before the other begins; none comes after itself."""
        former = self.replaces
        if former:
            if self.pk in set(former.line_of_versions()):
                yield "replaces", REPLACES_ITSELF
            elif self.valid_from is None:
                yield "valid_from", NEEDS_START
            elif former.valid_to is None or former.valid_to >= self.valid_from:
                words = f"Chỉ tiêu “{former}” {former.in_use_words}; hãy ghi chỉ tiêu đó áp dụng đến hết năm"
                yield "replaces", f"{words} {self.valid_from - 1} trước."
        for later in self.replaced_by.all() if self.pk else ():
            begins = later.valid_from
            if begins and (self.valid_to is None or self.valid_to >= begins):
                yield "valid_to", f"Từ năm {begins} đã có chỉ tiêu “{later}” ({later.code}) thay thế."

    def line_of_versions(self) -> Iterator[int]:
        """The indicator (id) and those it came after, the latest first."""
        seen: set[int] = set()
        each: Indicator | None = self
        while each and each.pk not in seen:
            seen.add(each.pk)
            yield each.pk
            each = each.replaces

    @property
    def in_use_words(self) -> str:
        """`áp dụng từ năm 2022 đến hết năm 2026`, `chưa ghi năm cuối áp dụng`."""
        return f"áp dụng {self.validity_words}" if self.valid_to else "chưa ghi năm cuối áp dụng"

    @property
    def validity_words(self) -> str:
        """`từ năm 2022 đến hết năm 2026`; empty where it is always in use."""
        start = f"từ năm {self.valid_from}" if self.valid_from else ""
        end = f"đến hết năm {self.valid_to}" if self.valid_to else ""
        return " ".join(word for word in (start, end) if word)

    def is_valid_during(self, first: int, last: int) -> bool:
        """Whether the indicator is in use in any year from `first` to `last`."""
        return (self.valid_from or first) <= last and (self.valid_to or last) >= first
