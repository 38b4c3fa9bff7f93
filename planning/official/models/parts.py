"""The columns, the rows and the cells of official forms, and what must hold between cells."""

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from planning.formats import MoneyUnit
from planning.official.models.forms import OfficialForm

# Digits that a figure is stored with: before the comma, for money in đồng, and after it.
MOST_DIGITS, MOST_DECIMALS = 14, 4


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


class Sign(models.TextChoices):
    """How the two sides of a check are to stand to each other."""

    AT_MOST = "le", "không lớn hơn (≤)"
    EQUAL = "eq", "bằng (=)"
    AT_LEAST = "ge", "không nhỏ hơn (≥)"


class OfFormManager(models.Manager[Any]):
    def get_by_natural_key(self, form: str, *keys: str) -> Any:
        """The part of a form by the form's code and its own keys."""
        return self.get(form__code=form, **dict(zip(self.model.KEYS, keys, strict=True)))


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


class FormCheck(models.Model):
    """What must hold between cells: two formulas and how they are to stand to each other.

    Formulas of columns are held against each other in every row, those of rows in every column, but for one row or
    one column where the check names it.
    """

    KEYS = ("key",)

    form = models.ForeignKey(OfficialForm, models.CASCADE, related_name="checks", verbose_name="biểu mẫu")
    key = models.CharField("ký hiệu", max_length=20, help_text="Ví dụ: k1.")
    left = models.CharField("vế trái", max_length=300, help_text="Công thức, ví dụ: c2+c3.")
    sign = models.CharField("phải", max_length=2, choices=Sign.choices, default=Sign.AT_MOST)
    right = models.CharField("vế phải", max_length=300, help_text="Công thức hoặc nguồn trong ngoặc vuông.")
    row_key = models.CharField("chỉ ở dòng", max_length=20, blank=True)
    column_key = models.CharField("chỉ ở cột", max_length=20, blank=True)
    refuses = models.BooleanField("không cho lưu", default=False, help_text="Nếu không chọn, chỉ cảnh báo.")
    words = models.CharField("lời nhắc", max_length=300, blank=True, help_text="Để trống thì phần mềm tự viết.")

    objects = OfFormManager()

    class Meta:
        verbose_name = "điều kiện giữa các ô"
        verbose_name_plural = "các điều kiện giữa các ô"
        ordering = ("form", "pk")
        constraints = [
            models.UniqueConstraint(
                "form",
                "key",
                name="a_check_is_named_once_in_a_form",
                violation_error_message="Ký hiệu điều kiện này đã dùng trong biểu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.left} {self.get_sign_display()} {self.right}"

    def natural_key(self) -> tuple[str, str]:
        return self.form.code, self.key

    natural_key.dependencies = ["planning.officialform"]  # type: ignore[attr-defined]
