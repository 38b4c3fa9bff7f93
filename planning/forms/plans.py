"""Forms of the plan screens."""

from datetime import date
from typing import Any, cast

from django import forms

from planning.formats import fold
from planning.people.reach import units_of
from planning.people.roles import Action
from planning.people.users import User
from planning.places.units import Unit
from planning.plans.plans import Plan, PlanQuerySet
from planning.plans.programmes import Programme


class BootstrapForm(forms.Form):
    """A form whose fields wear Bootstrap's classes."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        dress(self)


def dress(form: forms.BaseForm) -> None:
    """Give each field's widget its Bootstrap class; Django itself marks what is wrong (aria-invalid)."""
    for field in form.fields.values():
        kind = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
        field.widget.attrs.setdefault("class", kind)


class PlanSearchForm(BootstrapForm):
    words = forms.CharField(label="Đơn vị", required=False, max_length=100)
    year = forms.IntegerField(label="Năm", required=False, min_value=2000, max_value=2100)

    def found(self, plans: PlanQuerySet) -> PlanQuerySet:
        """Narrow `plans` to what was asked; what cannot be read narrows nothing."""
        self.is_valid()
        if year := self.cleaned_data.get("year"):
            plans = plans.filter(first_year__lte=year, last_year__gte=year)
        if words := self.cleaned_data.get("words"):
            plans = plans.filter(unit__search_name__contains=fold(words))
        return plans


class DraftForm(BootstrapForm):
    unit = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị")
    programme = forms.ModelChoiceField(Programme.objects.all(), label="Chương trình")
    year = forms.IntegerField(label="Năm kế hoạch", min_value=2000, max_value=2100)

    def __init__(self, *args: Any, user: User, today: date, **options: Any) -> None:
        options.setdefault("initial", {"year": today.year})
        super().__init__(*args, **options)
        units = cast(forms.ModelChoiceField, self.fields["unit"])
        units.queryset = units_of(user, Action.DRAFT).existing_on(today)

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        programme, year = data.get("programme"), data.get("year")
        if programme and year and not programme.first_year <= year <= programme.last_year:
            self.add_error("year", f"Chương trình thực hiện từ năm {programme.first_year} đến {programme.last_year}.")
        return data


class SectionForm(BootstrapForm):
    body = forms.CharField(
        label="Nội dung",
        strip=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 22, "class": "form-control outline", "spellcheck": "false"}),
        help_text=(
            "Mỗi đoạn một dòng. Dòng mở đầu bằng I. 1. a) - + là đề mục, khoản, điểm, gạch đầu dòng; "
            "số thứ tự do chương trình tự đánh."
        ),
    )


class HeaderForm(forms.ModelForm):
    class Meta:
        model = Plan
        fields = (
            "number",
            "symbol",
            "issued_on",
            "place",
            "subject",
            "money_unit",
            "authority",
            "capacity",
            "signatory",
            "recipients",
        )
        widgets = {
            "capacity": forms.Textarea(attrs={"rows": 2}),
            "recipients": forms.Textarea(attrs={"rows": 10}),
            "issued_on": forms.DateInput(attrs={"placeholder": "31/12/2025"}),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        dress(self)
