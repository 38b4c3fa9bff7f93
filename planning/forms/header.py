"""The form of a plan's header: number, date, signing, recipients."""

import re
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import Q

from planning.forms.plans import Composed, dress
from planning.places.agencies import Agency
from planning.plans.plans import Plan

OLDEST = date(2000, 1, 1)
IS_NUMBER = RegexValidator(r"^[1-9]\d{0,5}$", "Số văn bản chỉ gồm chữ số, ví dụ 234; phần ký hiệu ghi ở ô bên dưới.")
IS_SYMBOL = RegexValidator(r"^[A-ZĐ]+(-[A-ZĐa-zđ]+)*$", "Ký hiệu gồm các nhóm chữ nối bằng gạch ngang, ví dụ KH-UBND.")


class HeaderForm(Composed, forms.ModelForm):
    class Meta:
        model = Plan
        fields = (
            "number", "symbol", "issued_on", "place", "subject", "issuing", "appendix_style", "money_unit",
            "money_decimals", "drafted_by", "authority", "capacity", "signatory", "recipients",
        )  # fmt: skip
        widgets = {
            "subject": forms.Textarea(attrs={"rows": 2}),
            "capacity": forms.Textarea(attrs={"rows": 2}),
            "recipients": forms.Textarea(attrs={"rows": 10}),
            "issued_on": forms.DateInput(attrs={"placeholder": "31/12/2025"}),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["number"].validators.append(IS_NUMBER)
        self.fields["symbol"].validators.append(IS_SYMBOL)
        plan = self.instance
        if plan.is_report:
            # No decision issues a report.
            del self.fields["issuing"]
        planned_on = plan.period.ends_on if plan.period else date(plan.first_year, 12, 31)
        agencies = cast(forms.ModelChoiceField, self.fields["drafted_by"])
        own = Q(pk=plan.drafted_by_id) | Q(
            pk__in=Agency.objects.filter(unit=plan.unit).existing_on(plan.issued_on or planned_on)
        )
        agencies.queryset = Agency.objects.filter(own)
        dress(self)

    def clean_issued_on(self) -> date | None:
        day = self.cleaned_data["issued_on"]
        if day and day < OLDEST:
            raise ValidationError("Ngày ban hành phải từ năm 2000 trở đi.")
        return day

    def clean_recipients(self) -> str:
        """One recipient a line, without the dashes and semicolons that print by themselves."""
        lines = (re.sub(r"^[-\u2013\s]+|[;.\s]+$", "", line) for line in self.cleaned_data["recipients"].splitlines())
        return "\n".join(line for line in lines if line)
