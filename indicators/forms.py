"""Forms of the target screens."""

from typing import Any, cast

from django import forms

from indicators.models import Comparator, Indicator, Target
from planning.forms.fields import NumberField
from planning.forms.plans import dress
from planning.places.units import UnitGroup

MOST_DECIMALS = 4


class TargetForm(forms.ModelForm):
    """A target of a plan: what, for which territory, how bound and to which value."""

    value = NumberField(decimals=MOST_DECIMALS, label="Giá trị", help_text="Để trống nếu chưa có số liệu.")
    value_to = NumberField(decimals=MOST_DECIMALS, label="Đến giá trị", help_text="Chỉ nhập khi giao theo khoảng.")
    baseline = NumberField(decimals=MOST_DECIMALS, label="Đầu kỳ")

    class Meta:
        model = Target
        fields = ("indicator", "group", "comparator", "value", "value_to", "basis", "baseline", "note")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        indicators = cast(forms.ModelChoiceField, self.fields["indicator"])
        groups = cast(forms.ModelChoiceField, self.fields["group"])
        indicators.queryset = Indicator.objects.select_related("dimension")
        groups.queryset = UnitGroup.objects.filter(former_unit=None)
        groups.empty_label = f"Toàn {self.instance.plan.unit.level_word}"
        dress(self)

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        self._check_decimals(data)
        low, high = data.get("value"), data.get("value_to")
        if high is not None and (low is None or high <= low):
            self.add_error("value_to", "Giá trị cuối khoảng phải lớn hơn giá trị đầu khoảng.")
        if data.get("comparator") == Comparator.STRIVE and high is not None:
            self.add_error("value_to", "“Phấn đấu” không giao theo khoảng.")
        if self._is_set_already(data):
            self.add_error("indicator", "Kế hoạch đã có chỉ tiêu này với cùng địa bàn và cách giao.")
        return data

    def _check_decimals(self, data: dict[str, Any]) -> None:
        """A value with more decimals than its indicator prints would be stored as one number, printed as another."""
        indicator = data.get("indicator")
        for name in ("value", "value_to", "baseline"):
            value = data.get(name)
            if indicator and value is not None and round(value, indicator.decimals) != value:
                self.add_error(name, f"Chỉ tiêu này lấy {indicator.decimals} chữ số sau dấu phẩy.")

    def _is_set_already(self, data: dict[str, Any]) -> bool:
        same = Target.objects.of_plan(self.instance.plan).exclude(pk=self.instance.pk)
        keys = {name: data.get(name) for name in ("indicator", "group", "comparator")}
        return same.filter(**keys).exists()
