"""Forms of the review's screens: the decision that recognises it, why it is opened again, another year."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone

from planning.forms.plans import BootstrapForm
from planning.plans.legal import DocumentKind, LegalDocument
from planning.sheets.scopes import Scope
from planning.upserts import REASON_LENGTH

IS_REFERENCE = RegexValidator(r"^\d+[a-zA-Z]?/\S+$", "Số, ký hiệu gồm số và ký hiệu, ví dụ 12/QĐ-UBND.")


class RecognitionForm(BootstrapForm):
    """The decision by which the review of a scope is recognised."""

    reference = forms.CharField(
        label="Số, ký hiệu quyết định",
        max_length=60,
        validators=[IS_REFERENCE],
        widget=forms.TextInput(attrs={"placeholder": "12/QĐ-UBND"}),
    )
    issued_on = forms.DateField(label="Ngày ban hành", widget=forms.DateInput(attrs={"placeholder": "31/12/2025"}))
    issuer = forms.CharField(label="Cơ quan ban hành", max_length=200)
    subject = forms.CharField(label="Trích yếu", required=False, max_length=500)

    def __init__(self, *args: Any, scope: Scope, **options: Any) -> None:
        self.scope = scope
        super().__init__(*args, **options)
        self.fields["issuer"].initial = f"Ủy ban nhân dân {scope.unit.full_name}"
        self.fields[
            "subject"
        ].initial = (
            f"công nhận kết quả rà soát hộ nghèo, hộ cận nghèo năm {scope.year} trên địa bàn {scope.unit.full_name}"
        )

    def clean_issued_on(self) -> Any:
        day = self.cleaned_data["issued_on"]
        if day.year < self.scope.year:
            raise forms.ValidationError(f"Quyết định công nhận kết quả năm {self.scope.year} không thể có trước đó.")
        if day > timezone.localdate():
            raise forms.ValidationError("Ngày ban hành không được sau hôm nay.")
        return day

    def document(self) -> LegalDocument:
        """The decision as typed, not yet in the register."""
        return LegalDocument(kind=DocumentKind.DECISION, **self.cleaned_data)


class WithdrawalForm(BootstrapForm):
    """Why a recognised review is opened again."""

    reason = forms.CharField(label="Lý do", max_length=REASON_LENGTH)


class OtherYearForm(BootstrapForm):
    """A year of which nothing has been entered yet."""

    year = forms.IntegerField(label="Năm khác", required=False, min_value=2000, max_value=2099)
