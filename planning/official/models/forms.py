"""Official forms as an administrator defines them: what a form is called, who fills it in, for which periods."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from planning.places.units import Unit, UnitKind
from planning.plans.legal import LegalDocument
from planning.plans.periods import PeriodKind, ReportingPeriod

CODE = RegexValidator(r"\A[a-z0-9]+(-[a-z0-9]+)*\Z", "Mã gồm chữ thường không dấu, chữ số và dấu gạch nối.")


class RowsMode(models.TextChoices):
    """What stands down a form: rows of its own, a row for each unit, or a few rows for each unit."""

    FIXED = "fixed", "Các dòng cố định"
    UNITS = "units", "Mỗi đơn vị một dòng"
    BOTH = "both", "Mỗi đơn vị nhiều dòng"


class OfficialFormManager(models.Manager["OfficialForm"]):
    def get_by_natural_key(self, code: str) -> "OfficialForm":
        return self.get(code=code)


class OfficialForm(models.Model):
    """A form as a document lays it down: its header, its rows, who fills it in, for which periods and where."""

    code = models.SlugField("mã biểu", unique=True, max_length=40, validators=[CODE])
    label = models.CharField("ký hiệu", max_length=60, help_text="Ví dụ: Biểu số 04.")
    title = models.CharField("tên biểu", max_length=300)
    document = models.ForeignKey(
        LegalDocument, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="văn bản ban hành"
    )
    origin = models.CharField("nguồn của mẫu", max_length=300, blank=True)
    is_verified = models.BooleanField("đã đối chiếu với văn bản", default=False)
    is_in_use = models.BooleanField("đang dùng", default=False, editable=False)
    places = models.ManyToManyField(
        Unit,
        blank=True,
        related_name="+",
        verbose_name="nơi dùng",
        help_text="Các đơn vị mà kỳ báo cáo của mình hỏi biểu này; để trống là mọi nơi.",
    )
    unit_line = models.CharField("dòng đơn vị tính", max_length=120, blank=True)
    rows_mode = models.CharField("các dòng", max_length=5, choices=RowsMode.choices, default=RowsMode.FIXED)
    rows_heading = models.CharField("tên cột dòng", max_length=120, blank=True, help_text="Để trống là “Nội dung”.")
    levels = models.JSONField("cấp lập biểu", default=list)
    period_kinds = models.JSONField("loại kỳ", default=list, blank=True)
    applies_from = models.DateField("dùng cho các kỳ kết thúc từ ngày", null=True, blank=True)
    applies_to = models.DateField("dùng cho các kỳ kết thúc đến hết ngày", null=True, blank=True)
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
                condition=Q(applies_from=None) | Q(applies_to=None) | Q(applies_to__gte=F("applies_from")),
                name="a_form_ends_after_it_begins",
                violation_error_message="Ngày cuối không được trước ngày đầu.",
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
        if not self.levels or not _is_among(self.levels, UnitKind.values):
            faults["levels"] = "Cần chọn ít nhất một cấp lập biểu."
        if not _is_among(self.period_kinds, PeriodKind.values):
            faults["period_kinds"] = "Có loại kỳ không có trong danh sách."
        if faults:
            raise ValidationError(faults)

    def state_on(self, day: date) -> str:
        """How the form stands: a draft, in use, or in use for periods of before only."""
        if not self.is_in_use:
            return "đang soạn"
        return "đang dùng" if self.applies_to is None or self.applies_to >= day else "đã ngừng"

    def covers(self, period: ReportingPeriod) -> bool:
        """Whether the form belongs to a period: by the day the period ends on, and by its kind."""
        day = period.ends_on
        in_time = (self.applies_from or day) <= day <= (self.applies_to or day)
        return in_time and (not self.period_kinds or period.kind in self.period_kinds)


def _is_among(chosen: Any, known: list[str]) -> bool:
    """Whether what a file or a form of the admin brought is a list of known values."""
    return isinstance(chosen, list) and all(each in known for each in chosen)


def forms_of(period: ReportingPeriod) -> list[OfficialForm]:
    """The forms that are asked for in a period, in their order: those in use where the period is held."""
    holder = period.unit_id
    above = Unit.objects.filter(Q(pk=holder) | Q(children=holder) | Q(children__children=holder))
    in_use = OfficialForm.objects.filter(Q(places=None) | Q(places__in=above.values("pk")), is_in_use=True)
    return [form for form in in_use.distinct() if form.covers(period)]
