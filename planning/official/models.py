"""Official forms as an administrator defines them, and the figures units enter in them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from planning.formats import MoneyUnit
from planning.places.units import Unit, UnitKind
from planning.plans.legal import LegalDocument
from planning.plans.periods import PeriodKind, ReportingPeriod
from planning.tracking.submissions import OfPeriodQuerySet

# Digits after the comma that a figure is stored with.
MOST_DECIMALS = 4
CODE = RegexValidator(r"\A[a-z0-9]+(-[a-z0-9]+)*\Z", "Mã gồm chữ thường không dấu, chữ số và dấu gạch nối.")


class RowsMode(models.TextChoices):
    """What stands down a form: rows of its own, a row for each unit, or a few rows for each unit."""

    FIXED = "fixed", "Các dòng cố định"
    UNITS = "units", "Mỗi đơn vị một dòng"
    BOTH = "both", "Mỗi đơn vị nhiều dòng"


class CellKind(models.TextChoices):
    """Where the content of a column or a cell comes from."""

    ENTERED = "entered", "Đơn vị nhập"
    SOURCE = "source", "Lấy từ số liệu đã có"
    FORMULA = "formula", "Công thức"
    WORDS = "words", "Chữ"


class LineKind(models.TextChoices):
    """What a row of a form is."""

    ITEM = "item", "Dòng số liệu"
    GROUP = "group", "Dòng nhóm"
    TOTAL = "total", "Dòng tổng"


class OfFormManager(models.Manager[Any]):
    def get_by_natural_key(self, form: str, *keys: str) -> Any:
        """The part of a form by the form's code and its own keys."""
        return self.get(form__code=form, **dict(zip(self.model.KEYS, keys, strict=True)))


class OfficialFormManager(models.Manager["OfficialForm"]):
    def get_by_natural_key(self, code: str) -> "OfficialForm":
        return self.get(code=code)


class OfficialForm(models.Model):
    """A form as a document lays it down: its header, its rows, who fills it in, for which periods and years."""

    code = models.SlugField("mã biểu", unique=True, max_length=40, validators=[CODE])
    label = models.CharField("ký hiệu", max_length=60, help_text="Ví dụ: Biểu số 04.")
    title = models.CharField("tên biểu", max_length=300)
    document = models.ForeignKey(
        LegalDocument, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="văn bản ban hành"
    )
    origin = models.CharField("nguồn của mẫu", max_length=300, blank=True)
    is_verified = models.BooleanField("đã đối chiếu với văn bản", default=False)
    is_in_use = models.BooleanField(
        "đang dùng", default=False, help_text="Chỉ biểu đang dùng mới hiện ra ở các kỳ báo cáo."
    )
    unit_line = models.CharField("dòng đơn vị tính", max_length=120, blank=True)
    rows_mode = models.CharField("các dòng", max_length=5, choices=RowsMode.choices, default=RowsMode.FIXED)
    rows_heading = models.CharField("tên cột dòng", max_length=120, blank=True, help_text="Để trống là “Nội dung”.")
    levels = models.JSONField("cấp lập biểu", default=list)
    period_kinds = models.JSONField("loại kỳ", default=list, blank=True)
    valid_from = models.PositiveSmallIntegerField("áp dụng từ năm", null=True, blank=True)
    valid_to = models.PositiveSmallIntegerField("áp dụng đến hết năm", null=True, blank=True)
    total_first = models.BooleanField("dòng tổng cộng đứng đầu", default=False)
    sum_skips_blanks = models.BooleanField(
        "phép cộng, trừ bỏ qua ô trống", default=False, help_text="Nếu không chọn, thiếu một số thì kết quả để trống."
    )
    notes = models.TextField("ghi chú dưới biểu", blank=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="thay cho biểu"
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    history = HistoricalRecords()

    objects = OfficialFormManager()

    class Meta:
        verbose_name = "biểu mẫu"
        verbose_name_plural = "biểu mẫu"
        ordering = ("position", "code")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="a_form_ends_after_it_begins",
                violation_error_message="Năm cuối không được trước năm đầu.",
            ),
            models.CheckConstraint(
                condition=Q(replaces=None) | ~Q(replaces=F("id")),
                name="a_form_does_not_replace_itself",
                violation_error_message="Biểu mẫu không thể thay cho chính nó.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}. {self.title}"

    def natural_key(self) -> tuple[str]:
        return (self.code,)

    def clean(self) -> None:
        """Refuse levels and kinds of periods that there are not."""
        super().clean()
        faults = {}
        if not isinstance(self.levels, list) or not self.levels or not set(self.levels) <= set(UnitKind.values):
            faults["levels"] = "Cần chọn ít nhất một cấp lập biểu."
        if not isinstance(self.period_kinds, list) or not set(self.period_kinds) <= set(PeriodKind.values):
            faults["period_kinds"] = "Có loại kỳ không có trong danh sách."
        if faults:
            raise ValidationError(faults)

    def is_for(self, period: ReportingPeriod) -> bool:
        """Whether the form belongs to a period: by the year the period ends in, and by its kind."""
        year = period.year
        in_years = (self.valid_from or year) <= year <= (self.valid_to or year)
        return self.is_in_use and in_years and (not self.period_kinds or period.kind in self.period_kinds)


def forms_of(period: ReportingPeriod) -> list[OfficialForm]:
    """The forms of a period, in their order."""
    return [form for form in OfficialForm.objects.filter(is_in_use=True) if form.is_for(period)]


class FormColumn(models.Model):
    """A column: what stands over it, and where its figures come from."""

    KEYS = ("key",)

    form = models.ForeignKey(OfficialForm, models.CASCADE, related_name="columns", verbose_name="biểu mẫu")
    position = models.PositiveSmallIntegerField("thứ tự")
    key = models.CharField("ký hiệu", max_length=20, help_text="Dùng trong công thức, ví dụ: c1.")
    headings = models.CharField(
        "tiêu đề",
        max_length=500,
        help_text="Các cấp tiêu đề từ trên xuống, cách nhau bởi dấu |, ví dụ: Hộ nghèo | Tổng số.",
    )
    kind = models.CharField("nội dung", max_length=7, choices=CellKind.choices, default=CellKind.ENTERED)
    content = models.CharField("công thức, nguồn số liệu", max_length=300, blank=True)
    decimals = models.PositiveSmallIntegerField(
        "số chữ số thập phân", default=0, validators=[MaxValueValidator(MOST_DECIMALS)]
    )
    money_unit = models.CharField(
        "đơn vị tiền",
        max_length=7,
        blank=True,
        choices=MoneyUnit.choices,
        help_text="Khi nguồn số liệu tính bằng đồng.",
    )
    adds = models.BooleanField("cộng lên cấp trên", default=True)
    width = models.PositiveSmallIntegerField("độ rộng", default=10, validators=[MaxValueValidator(60)])

    objects = OfFormManager()

    class Meta:
        verbose_name = "cột của biểu mẫu"
        verbose_name_plural = "các cột"
        ordering = ("form", "position", "pk")
        constraints = [
            models.UniqueConstraint(
                "form",
                "key",
                name="a_column_is_named_once_in_a_form",
                violation_error_message="Ký hiệu cột này đã dùng trong biểu.",
            ),
            models.CheckConstraint(
                condition=Q(decimals__lte=MOST_DECIMALS),
                name="a_column_has_few_decimals",
                violation_error_message=f"Nhiều nhất {MOST_DECIMALS} chữ số thập phân.",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["source", "formula"]) | ~Q(content=""),
                name="a_column_that_is_worked_out_says_how",
                violation_error_message="Cần ghi công thức hoặc nguồn số liệu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.headings}"

    def natural_key(self) -> tuple[str, str]:
        return self.form.code, self.key

    natural_key.dependencies = ["planning.officialform"]  # type: ignore[attr-defined]


class FormRow(models.Model):
    """A row of a form; of one with rows for each unit, a row that every unit has."""

    KEYS = ("key",)

    form = models.ForeignKey(OfficialForm, models.CASCADE, related_name="rows", verbose_name="biểu mẫu")
    position = models.PositiveSmallIntegerField("thứ tự")
    key = models.CharField("ký hiệu", max_length=20, help_text="Dùng trong công thức, ví dụ: d1.")
    marker = models.CharField("TT", max_length=10, blank=True)
    label = models.CharField("nội dung", max_length=400)
    kind = models.CharField("loại dòng", max_length=5, choices=LineKind.choices, default=LineKind.ITEM)
    formula = models.CharField("công thức", max_length=300, blank=True, help_text="Theo các dòng, ví dụ: d1+d2.")
    subject = models.CharField(
        "mã đối tượng", max_length=100, blank=True, help_text="Thay cho dấu * trong nguồn số liệu của cột."
    )

    decimals = models.PositiveSmallIntegerField(
        "số chữ số thập phân",
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST_DECIMALS)],
        help_text="Khi dòng khác với cột.",
    )

    objects = OfFormManager()

    class Meta:
        verbose_name = "dòng của biểu mẫu"
        verbose_name_plural = "các dòng"
        ordering = ("form", "position", "pk")
        constraints = [
            models.UniqueConstraint(
                "form",
                "key",
                name="a_row_is_named_once_in_a_form",
                violation_error_message="Ký hiệu dòng này đã dùng trong biểu.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="total") | ~Q(formula=""),
                name="a_row_of_totals_says_what_it_adds",
                violation_error_message="Dòng tổng cần có công thức.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.label}"

    def natural_key(self) -> tuple[str, str]:
        return self.form.code, self.key

    natural_key.dependencies = ["planning.officialform"]  # type: ignore[attr-defined]


class FormCell(models.Model):
    """A cell whose content is not that of its column; it names row and column by their keys."""

    KEYS = ("row_key", "column_key")

    form = models.ForeignKey(OfficialForm, models.CASCADE, related_name="cells", verbose_name="biểu mẫu")
    row_key = models.CharField("ký hiệu dòng", max_length=20)
    column_key = models.CharField("ký hiệu cột", max_length=20)
    kind = models.CharField("nội dung", max_length=7, choices=CellKind.choices, default=CellKind.FORMULA)
    content = models.CharField("công thức, nguồn số liệu, chữ", max_length=300, blank=True)

    objects = OfFormManager()

    class Meta:
        verbose_name = "ô riêng của biểu mẫu"
        verbose_name_plural = "các ô riêng"
        ordering = ("form", "row_key", "column_key")
        constraints = [
            models.UniqueConstraint(
                "form",
                "row_key",
                "column_key",
                name="a_cell_is_defined_once_in_a_form",
                violation_error_message="Ô này đã được khai báo.",
            ),
            models.CheckConstraint(
                condition=Q(kind="entered") | ~Q(content=""),
                name="a_cell_of_its_own_says_what_it_holds",
                violation_error_message="Cần ghi công thức, nguồn số liệu hoặc chữ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row_key}, {self.column_key}"

    def natural_key(self) -> tuple[str, str, str]:
        return self.form.code, self.row_key, self.column_key

    natural_key.dependencies = ["planning.officialform"]  # type: ignore[attr-defined]


class FormFigure(models.Model):
    """A figure a unit entered for a period; a blank has no row, and what is worked out is not stored."""

    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="+", verbose_name="kỳ báo cáo")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="form_figures", verbose_name="đơn vị")
    column = models.ForeignKey(FormColumn, models.PROTECT, related_name="figures", verbose_name="cột")
    row = models.ForeignKey(
        FormRow, models.PROTECT, null=True, blank=True, related_name="figures", verbose_name="dòng"
    )
    value = models.DecimalField("giá trị", max_digits=18, decimal_places=MOST_DECIMALS)
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
