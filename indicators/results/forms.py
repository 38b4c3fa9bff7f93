"""What a person looks at on the screen of series."""

from datetime import date
from typing import Any

from django import forms

from indicators.models import Indicator
from indicators.results.below import Map
from indicators.results.looking import Wish
from planning.formats import short_date
from planning.forms.plans import BootstrapForm
from planning.places.units import Unit

MAPS = ((Map.TODAY, "Tính lại theo ngày chọn"), (Map.THEN, "Đơn vị tại thời điểm đó"))


class UnitSearchForm(BootstrapForm):
    """Which unit: words of its name, or its code."""

    words = forms.CharField(label="Tên hoặc mã đơn vị", required=False, max_length=100)


class YearForm(BootstrapForm):
    """Of which year all indicators are shown."""

    year = forms.IntegerField(label="Năm", min_value=2000, max_value=2100)

    def __init__(self, data: Any, *, year: int) -> None:
        super().__init__({"year": data.get("year") or year})


class SeriesForm(BootstrapForm):
    """Which indicator, on which map, and of which year the units below are shown.

    A former district that `goes_on` as a group is also seen on days after its own.
    """

    indicator = forms.ModelChoiceField(Indicator.objects.all(), label="Chỉ tiêu", to_field_name="code")
    map = forms.ChoiceField(label="Bản đồ hành chính", choices=MAPS)
    day = forms.DateField(
        label="Tính lại theo đơn vị ngày",
        required=False,
        widget=forms.DateInput(attrs={"placeholder": "31/12/2025"}),
    )
    year = forms.IntegerField(
        label="Năm của bảng các đơn vị",
        required=False,
        min_value=2000,
        max_value=2100,
        help_text="Để trống: năm gần nhất có số liệu.",
    )

    def __init__(self, data: Any, *, first: Indicator | None, unit: Unit, goes_on: bool) -> None:
        defaults = {"map": Map.TODAY.value, "day": "", "year": "", "indicator": first and first.code}
        super().__init__({name: data.get(name) or value for name, value in defaults.items()})
        self.unit, self.goes_on = unit, goes_on
        self.fields["day"].help_text = f"Để trống: {_blank_means(unit, goes_on)}."

    def clean(self) -> dict[str, Any]:
        """The unit is one of that day."""
        cleaned = super().clean() or self.cleaned_data
        day = cleaned.get("day")
        if day and cleaned.get("map") == Map.TODAY and not self._exists_on(day):
            self.add_error("day", f"{self.unit.full_name} chỉ có {_time_of(self.unit)}.")
        return cleaned

    def _exists_on(self, day: date) -> bool:
        ends = date.max if self.goes_on else self.unit.valid_to or date.max
        return (self.unit.valid_from or date.min) <= day <= ends

    def wish(self) -> Wish:
        """What was asked for, where it is valid."""
        asked = self.cleaned_data
        return Wish(asked["indicator"], asked["year"], Map(asked["map"]), asked["day"])


def _blank_means(unit: Unit, goes_on: bool) -> str:
    return "hôm nay" if unit.valid_to is None or goes_on else f"ngày cuối của đơn vị, {short_date(unit.valid_to)}"


def _time_of(unit: Unit) -> str:
    """`từ 01/07/2025`, `đến 30/06/2025`."""
    ends = (("từ", unit.valid_from), ("đến", unit.valid_to))
    return " ".join(f"{word} {short_date(day)}" for word, day in ends if day)
