"""Forms of the plan screens."""

from typing import Any

from django import forms

from planning.formats import fold, nfc
from planning.plans.plans import PlanQuerySet


class Composed:
    """A form that keeps every text in one composed form: what looks the same is the same."""

    def clean(self) -> dict[str, Any]:
        super().clean()  # type: ignore[misc]
        data: dict[str, Any] = self.cleaned_data  # type: ignore[attr-defined]
        # A member of an enumeration is text too, and stays the member it is.
        data.update({name: nfc(value) for name, value in data.items() if type(value) is str})
        return data


class BootstrapForm(Composed, forms.Form):
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
