"""What a person looks at on the screen of series."""

from typing import Any

from django import forms

from indicators.models import Indicator
from indicators.results.below import Map
from planning.forms.plans import BootstrapForm

MAPS = ((Map.TODAY, "Đơn vị hiện nay (tính lại)"), (Map.THEN, "Đơn vị tại thời điểm đó"))


class UnitSearchForm(BootstrapForm):
    """Which unit: words of its name, or its code."""

    words = forms.CharField(label="Tên hoặc mã đơn vị", required=False, max_length=100)


class YearForm(BootstrapForm):
    """Of which year all indicators are shown."""

    year = forms.IntegerField(label="Năm", min_value=2000, max_value=2100)

    def __init__(self, data: Any, *, year: int) -> None:
        super().__init__({"year": data.get("year") or year})


class SeriesForm(BootstrapForm):
    """Which indicator, on which map, and of which year the units below are shown."""

    indicator = forms.ModelChoiceField(Indicator.objects.all(), label="Chỉ tiêu", to_field_name="code")
    map = forms.ChoiceField(label="Bản đồ hành chính", choices=MAPS)
    year = forms.IntegerField(
        label="Năm của bảng các đơn vị",
        required=False,
        min_value=2000,
        max_value=2100,
        help_text="Để trống: năm gần nhất có số liệu.",
    )

    def __init__(self, data: Any, *, first: Indicator | None) -> None:
        defaults = {"map": Map.TODAY.value, "year": "", "indicator": first and first.code}
        super().__init__({name: data.get(name) or value for name, value in defaults.items()})
