"""The form that starts a plan."""

from datetime import date
from typing import Any, cast

from django import forms

from planning.forms.plans import BootstrapForm
from planning.people.reach import units_of
from planning.people.roles import Action
from planning.people.users import User
from planning.places.units import Unit
from planning.plans.plans import PLANS, PlanKind
from planning.plans.programmes import Programme


class DraftForm(BootstrapForm):
    """Unit, programme, kind and years; what there is only one of is chosen already."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị")
    programme = forms.ModelChoiceField(Programme.objects.all(), label="Chương trình")
    kind = forms.ChoiceField(label="Loại kế hoạch", choices=[kind for kind in PlanKind.choices if kind[0] in PLANS])
    first_year = forms.IntegerField(label="Năm kế hoạch (năm đầu)", min_value=2000, max_value=2100)
    last_year = forms.IntegerField(
        label="Năm cuối",
        min_value=2000,
        max_value=2100,
        required=False,
        help_text="Chỉ nhập khi kế hoạch cho nhiều năm.",
    )

    def __init__(self, *args: Any, user: User, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        units = cast(forms.ModelChoiceField, self.fields["unit"])
        units.queryset = units_of(user, Action.DRAFT).existing_on(today).order_by("search_name")
        for name in ("unit", "programme"):
            choices = list(cast(forms.ModelChoiceField, self.fields[name]).queryset or [])
            if len(choices) == 1:
                self.initial[name] = choices[0]
        self.initial.setdefault("first_year", today.year)
        if isinstance(programme := self.initial.get("programme"), Programme):
            self.initial["first_year"] = min(today.year, programme.last_year)

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        first = data.get("first_year")
        if first is not None and data.get("last_year") is None:
            data["last_year"] = first
        self._check_years(data)
        return data

    def _check_years(self, data: dict[str, Any]) -> None:
        first, last, unit = data.get("first_year"), data.get("last_year"), data.get("unit")
        if first is None or last is None:
            return
        if last < first:
            self.add_error("last_year", "Năm cuối không được trước năm đầu.")
        if data.get("kind") == PlanKind.ANNUAL and last != first:
            self.add_error("last_year", "Kế hoạch năm chỉ có một năm.")
        programme = data.get("programme")
        outside = programme and not (programme.first_year <= first <= programme.last_year)
        if programme and outside:
            words = f"Chương trình thực hiện từ năm {programme.first_year} đến năm {programme.last_year}."
            self.add_error("first_year", words)
        if unit and unit.valid_from and last < unit.valid_from.year:
            self.add_error("first_year", f"{unit.prefix} {unit.name} có từ năm {unit.valid_from.year}.")
