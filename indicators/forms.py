"""Forms of the target screens."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Model, Q, QuerySet
from django.forms.models import ModelChoiceIterator

from indicators.models import NO_RANGE, Comparator, Explanation, Indicator, PeriodResult, Target
from indicators.models.catalogue import MOST_DECIMALS
from planning.formats import rounded
from planning.forms.fields import NumberField
from planning.forms.header import OLDEST
from planning.forms.plans import BootstrapForm, Composed, dress
from planning.places.units import Unit, UnitGroup, UnitKind
from planning.plans.days import EARLIEST, LATEST
from planning.plans.plans import Plan


def _decimals_words(indicator: Indicator) -> str:
    return f"Chỉ tiêu này lấy {indicator.decimals} chữ số sau dấu phẩy." if indicator.decimals else "Cần số nguyên."


def _groups_of(plan: Plan) -> QuerySet[UnitGroup]:
    """The groups with a member in the plan's unit, former districts last.

    Of a province's also those of districts that a reform ended, if communes of its own are on their territory. A
    commune may have a target of its part of the mountain districts, but none of the district it was of.
    """
    unit = plan.unit
    inside = Q(parent=unit) | Q(parent__parent=unit) | Q(pk=unit.pk)
    units = Unit.objects.filter(inside)
    found = UnitGroup.objects.filter(memberships__unit__in=units)
    if unit.kind == UnitKind.PROVINCE:
        former = found.exclude(former_unit=None).values("former_unit")
        found = found | UnitGroup.objects.filter(memberships__unit__in=former)
        found = found | UnitGroup.objects.filter(former_unit=None, memberships=None)
    if unit.kind == UnitKind.COMMUNE:
        found = found.filter(former_unit=None)
    return found.distinct().order_by(F("former_unit__code").asc(nulls_first=True), "name")


def _indicators_for(target: Target) -> QuerySet[Indicator]:
    """The indicators in use in the plan's years, and the one the target has already."""
    plan = target.plan
    in_use = Indicator.objects.valid_during(plan.first_year, plan.last_year)
    return (in_use | Indicator.objects.filter(pk=target.indicator_id)).select_related("dimension")


class ByDimension(ModelChoiceIterator):
    """The indicators under their headings, as the document has them."""

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        yield "", self.field.empty_label
        for dimension, members in groupby(self.queryset, key=lambda each: each.dimension):
            yield str(dimension), [self.choice(each) for each in members]


class IndicatorField(forms.ModelChoiceField):
    """An indicator, told with the years it is in use: two versions may bear one name."""

    iterator = ByDimension

    def label_from_instance(self, indicator: Model) -> str:
        words = cast(Indicator, indicator).validity_words
        return f"{indicator} ({words})" if words else str(indicator)


class TargetForm(Composed, forms.ModelForm):
    """A target of a plan: what, for which territory, how bound and to which value."""

    indicator = IndicatorField(Indicator.objects.none(), label="Chỉ tiêu")
    value = NumberField(decimals=MOST_DECIMALS, label="Giá trị", help_text="Để trống nếu chưa có số liệu.")
    value_to = NumberField(decimals=MOST_DECIMALS, label="Đến giá trị", help_text="Chỉ nhập khi giao theo khoảng.")
    baseline = NumberField(decimals=MOST_DECIMALS, label="Đầu kỳ")

    class Meta:
        model = Target
        fields = (
            "indicator",
            "group",
            "comparator",
            "value",
            "value_to",
            "basis",
            "baseline",
            "baseline_on",
            "note",
        )
        widgets = {"baseline_on": forms.DateInput(attrs={"placeholder": "ngày/tháng/năm", "autocomplete": "off"})}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        indicators = cast(IndicatorField, self.fields["indicator"])
        groups = cast(forms.ModelChoiceField, self.fields["group"])
        indicators.queryset = _indicators_for(self.instance)
        groups.queryset = _groups_of(self.instance.plan)
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
            self.add_error("value_to", NO_RANGE)
        if data.get("baseline_on") and data.get("baseline") is None and "baseline" not in self.errors:
            self.add_error("baseline", "Cần ghi số đầu kỳ của ngày này.")
        return data

    def clean_baseline_on(self) -> date | None:
        day = self.cleaned_data["baseline_on"]
        if day and day < OLDEST:
            raise ValidationError("Ngày của số đầu kỳ phải từ năm 2000 trở đi.")
        return day

    def _check_decimals(self, data: dict[str, Any]) -> None:
        """A value with more decimals than its indicator prints would be stored as one number, printed as another."""
        indicator = data.get("indicator")
        for name in ("value", "value_to", "baseline"):
            value = data.get(name)
            if indicator and value is not None and indicator.unit_of_measure == "%" and value > 100:
                self.add_error(name, "Tỷ lệ không thể lớn hơn 100%.")
            if indicator and value is not None and rounded(value, indicator.decimals) != value:
                self.add_error(name, _decimals_words(indicator))


class InUseForm(BootstrapForm):
    """Which year's indicators; blank asks for all."""

    year = forms.IntegerField(
        label="Áp dụng trong năm", required=False, min_value=EARLIEST.year, max_value=LATEST.year
    )


class ExplanationForm(Composed, forms.ModelForm):
    """Why a plan adopts less than the level above assigned; blank takes the explanation back."""

    words = forms.CharField(
        label="Giải trình",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Nêu lý do kế hoạch chưa đặt bằng mức được giao. Để trống để bỏ giải trình.",
    )

    class Meta:
        model = Explanation
        fields = ("words",)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        dress(self)


class ResultNoteForm(BootstrapForm):
    """What is to be said of a unit's figures of one indicator; blank takes the note back."""

    note = forms.CharField(
        label="Ghi chú",
        max_length=PeriodResult._meta.get_field("note").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nguyên nhân chênh lệch, cách tính, phạm vi số liệu.",
    )
