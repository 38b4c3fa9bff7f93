"""The form with which a plan is issued."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from planning.forms.header import IS_NUMBER, OLDEST
from planning.forms.plans import BootstrapForm
from planning.plans.plans import Plan


class IssueForm(BootstrapForm):
    """What the signature adds to a plan; `today` is the date proposed, and the last one possible."""

    number = forms.CharField(label="Số", max_length=10, validators=[IS_NUMBER])
    issued_on = forms.DateField(
        label="Ngày ban hành", widget=forms.DateInput(attrs={"placeholder": "31/12/2025", "autocomplete": "off"})
    )
    signatory = forms.CharField(label="Họ tên người ký", max_length=100)
    capacity = forms.CharField(
        label="Chức vụ người ký",
        max_length=100,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ký thay ghi hai dòng: KT. CHỦ TỊCH, xuống dòng PHÓ CHỦ TỊCH.",
    )

    def __init__(self, *args: Any, plan: Plan, today: date, **options: Any) -> None:
        known = {name: getattr(plan, name) for name in ("number", "signatory", "capacity")}
        super().__init__(*args, initial=known | {"issued_on": plan.issued_on or today}, **options)
        self._today = today

    def clean_issued_on(self) -> date:
        day: date = self.cleaned_data["issued_on"]
        if day > self._today:
            raise ValidationError("Ngày ban hành không được sau hôm nay.")
        if day < OLDEST:
            raise ValidationError("Ngày ban hành phải từ năm 2000 trở đi.")
        return day
