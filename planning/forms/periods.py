"""Forms of the period screens: opening one, its deadlines, and what is done with a unit's report."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from planning.forms.fields import DayField
from planning.forms.plans import BootstrapForm
from planning.people.reach import units_of
from planning.people.roles import Action
from planning.people.users import User
from planning.places.units import Unit, UnitKind
from planning.plans.days import EARLIEST, LATEST
from planning.plans.periods import PeriodKind, ReportingPeriod, wrong_years
from planning.plans.programmes import Programme
from planning.tracking.attachments import KINDS_IN_WORDS, LARGEST, MEGABYTE
from planning.tracking.submissions import Deadline
from planning.tracking.suggesting import Suggestion
from planning.upserts import REASON_LENGTH


class YearField(forms.IntegerField):
    """A year that can be meant."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=EARLIEST.year, max_value=LATEST.year, **options)


class DeadlinesForm(BootstrapForm):
    """The last day for each level; blank for a level that has none."""

    due_province = DayField(label="Hạn gửi của cấp tỉnh", required=False)
    due_district = DayField(label="Hạn gửi của cấp huyện", required=False, help_text="Chỉ khi trong kỳ còn cấp huyện.")
    due_commune = DayField(label="Hạn gửi của cấp xã", required=False)

    def deadlines(self) -> dict[str, date | None]:
        """The days by level."""
        return {level: self.cleaned_data[f"due_{level}"] for level in UnitKind.values}

    @staticmethod
    def known(period: ReportingPeriod) -> dict[str, date]:
        """What the form shows of a period first."""
        return {f"due_{row.level}": row.due_on for row in Deadline.objects.filter(period=period)}


class SpanForm(BootstrapForm):
    """For whom, on what occasion and for which years a period is opened; days are proposed for it."""

    code = forms.ChoiceField(label="Đơn vị tổ chức")
    programme = forms.ModelChoiceField(Programme.objects.all(), label="Chương trình", empty_label=None)
    kind = forms.ChoiceField(label="Loại kỳ", choices=PeriodKind.choices)
    first_year = YearField(label="Năm (năm đầu)")
    last_year = YearField(
        label="Năm cuối",
        required=False,
        help_text="Chỉ ghi với kỳ của nhiều năm (đầu kỳ, giữa kỳ, kết thúc giai đoạn).",
    )

    def __init__(self, *args: Any, by: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.by = by
        self.fields["code"].choices = _holders(by)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        first, kind = data.get("first_year"), data.get("kind")
        if first and kind and "last_year" in data:
            last, programme = data["last_year"] or first, data.get("programme")
            problems = wrong_years(kind, first, last, data.get("ends_on"), programme=programme)
            for name, message in problems.items():
                self.add_error(name, message)
        return data

    @property
    def last(self) -> int:
        """The last year, which is the first where none is named."""
        return self.cleaned_data["last_year"] or self.cleaned_data["first_year"]


def _holders(by: User) -> list[tuple[str, str]]:
    """The units with others below them for which the person edits, each code once, by its latest name."""
    units = units_of(by, Action.EDIT).exclude(children=None).select_related("parent").order_by("code", "-valid_to")
    latest = {unit.code: unit for unit in units}
    current = latest | {unit.code: unit for unit in units if unit.valid_to is None}
    return [(code, f"{unit.prefix} {unit.name} ({code})") for code, unit in sorted(current.items())]


class PeriodForm(DeadlinesForm, SpanForm):
    """A period with all its days."""

    ends_on = DayField(label="Số liệu tính đến hết ngày", help_text="Đơn vị báo cáo theo địa giới của ngày này.")
    opens_on = DayField(label="Mở nhập số liệu từ ngày")
    occasion = forms.CharField(label="Nội dung báo cáo đột xuất", required=False, max_length=200)
    field_order = ("code", "programme", "kind", "first_year", "last_year", "occasion", "ends_on", "opens_on")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("kind") == PeriodKind.ADHOC and not data.get("occasion"):
            self.add_error("occasion", "Vui lòng ghi nội dung báo cáo đột xuất.")
        if data.get("code") and data.get("ends_on"):
            units = units_of(self.by, Action.EDIT).existing_on(data["ends_on"])
            data["unit"] = units.filter(code=data["code"]).first()
            if data["unit"] is None:
                self.add_error("ends_on", "Đơn vị mang mã này không tồn tại vào ngày đó.")
        return data

    @property
    def of_span(self) -> list[forms.BoundField]:
        """What was told before, and goes along unseen."""
        return [field for field in self if field.name in SpanForm.base_fields]

    @property
    def of_days(self) -> list[forms.BoundField]:
        """What is asked now; an occasion is told only of what has no other name."""
        needless = {"occasion"} if self["kind"].value() != PeriodKind.ADHOC else set()
        return [field for field in self if field.name not in SpanForm.base_fields.keys() | needless]

    def about_to_open(self) -> ReportingPeriod | None:
        """The period as the form has it, so that its opener is told what it will ask; None where no unit holds it."""
        data = {**self.initial, **(self.cleaned_data if self.is_bound else {})}
        if not data.get("ends_on"):
            return None
        unit = units_of(self.by, Action.EDIT).existing_on(data["ends_on"]).filter(code=data["code"]).first()
        if unit is None:
            return None
        period = ReportingPeriod(unit=unit, programme=data["programme"], kind=data["kind"], ends_on=data["ends_on"])
        period.first_year, period.last_year = data["first_year"], data["last_year"] or data["first_year"]
        return period

    @property
    def holder(self) -> Unit:
        """The generation of the unit that exists on the last day."""
        return self.cleaned_data["unit"]

    @staticmethod
    def proposed(suggestion: Suggestion) -> dict[str, Any]:
        """What the form shows first of the days proposed."""
        due = {f"due_{level}": day for level, day in suggestion.deadlines.items()}
        return {"ends_on": suggestion.ends_on, "opens_on": suggestion.opens_on} | due


class SendForm(BootstrapForm):
    """Whoever sends with blanks says that they know of them."""

    knowingly = forms.BooleanField(
        label="Tôi biết báo cáo còn ô trống và vẫn gửi.",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )


class AnswerForm(BootstrapForm):
    note = forms.CharField(label="Ý kiến (nếu có)", required=False, max_length=500)


class ReturnForm(BootstrapForm):
    reason = forms.CharField(label="Lý do trả lại", max_length=500)
    resend_by = DayField(label="Gửi lại chậm nhất ngày", help_text="Quá ngày này chưa gửi lại thì tính là chậm.")


class ExtensionForm(BootstrapForm):
    due_on = DayField(label="Gia hạn đến hết ngày")
    reason = forms.CharField(label="Lý do gia hạn", max_length=300)
    document = forms.CharField(
        label="Văn bản cho phép", required=False, max_length=200, help_text="Số, ký hiệu, ngày và cơ quan ban hành."
    )


class UnlockForm(BootstrapForm):
    reason = forms.CharField(label="Lý do mở khóa", max_length=REASON_LENGTH)


class DeletionForm(BootstrapForm):
    reason = forms.CharField(label="Lý do xóa kỳ", max_length=REASON_LENGTH)


class AttachmentForm(BootstrapForm):
    """A file, and of what it is the evidence."""

    file = forms.FileField(label="Tệp", help_text=f"{KINDS_IN_WORDS}; nhiều nhất {LARGEST // MEGABYTE} MB.")
    subject = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(f"Tệp lớn hơn {LARGEST // MEGABYTE} MB; hãy nén lại hoặc tách ra.")
        return file
