"""Forms of recommendations: what is asked, what is answered, which to show."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict

from planning.forms.fields import DayField
from planning.forms.plans import BootstrapForm, Composed, dress
from planning.people.users import User
from planning.places.units import Unit, UnitQuerySet
from planning.tracking.recommendations.actions import ANSWERED, MARK_LENGTH, Answer, mark_of, wrongs_of
from planning.tracking.recommendations.model import Recommendation, RecommendationQuerySet, units_asked_by
from planning.upserts import REASON_LENGTH

OPEN, OVERDUE, AWAITING = "not-closed", "overdue", "awaiting"
STATES = [
    ("", "Tất cả"), (OPEN, "Chưa hoàn thành"), (OVERDUE, "Quá hạn"), (AWAITING, "Chờ cấp trên xác nhận"),
    *Recommendation.State.choices,
]  # fmt: skip


class UnitField(forms.ModelChoiceField):
    """A unit, told with the unit above it."""

    def label_from_instance(self, unit: Any) -> str:
        return f"{unit.full_name}, {unit.parent.full_name}" if unit.parent else unit.full_name


class RecommendationForm(Composed, forms.ModelForm):
    """What a monitoring round asks of a unit."""

    unit = UnitField(label="Đơn vị được kiến nghị", queryset=Unit.objects.none())

    class Meta:
        model = Recommendation
        fields = ("unit", "raised_by", "raised_on", "words", "addressee", "due_on")
        widgets = {
            "words": forms.Textarea(attrs={"rows": 4}),
        }
        field_classes = {"raised_on": DayField, "due_on": DayField}

    def __init__(self, *args: Any, user: User, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        units = Unit.objects.existing_on(today) | Unit.objects.filter(pk=self.instance.unit_id)
        asked = units.filter(pk__in=units_asked_by(user).values("pk"))
        cast(forms.ModelChoiceField, self.fields["unit"]).queryset = asked.select_related("parent").order_by("code")
        dress(self)


class AnswerForm(BootstrapForm):
    """What became of a recommendation."""

    state = forms.ChoiceField(label="Tình trạng", choices=Recommendation.State.choices)
    answer = forms.CharField(
        label="Kết quả thực hiện", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    evidence = forms.CharField(label="Minh chứng (số, ký hiệu văn bản)", max_length=300, required=False)
    closed_on = DayField(label="Ngày hoàn thành hoặc trả lời", required=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=MARK_LENGTH, required=False)

    def __init__(self, *args: Any, recommendation: Recommendation, today: date, **options: Any) -> None:
        self.recommendation, self.today = recommendation, today
        initial = {name: getattr(recommendation, name) for name in ANSWERED} | {"seen": mark_of(recommendation)}
        super().__init__(*args, initial=initial, **options)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors:
            self.refuse(wrongs_of(self.recommendation, self.given, self.today))
        return data

    def refuse(self, problems: Mapping[str, str]) -> None:
        """Tell what is wrong by field; whoever is told what another wrote has seen it, and may write over it."""
        for name, message in problems.items():
            self.add_error(name, message)
        shown = cast(QueryDict, self.data).copy()
        shown["seen"] = mark_of(self.recommendation)
        self.data = shown

    @property
    def given(self) -> Answer:
        """What was typed."""
        return Answer(**self.cleaned_data | {"seen": self.cleaned_data["seen"] or None})


class ReopeningForm(BootstrapForm):
    reason = forms.CharField(label="Lý do mở lại", max_length=REASON_LENGTH)


class RecommendationSearchForm(BootstrapForm):
    """Which recommendations to show; what cannot be read narrows nothing."""

    unit = UnitField(label="Đơn vị", queryset=Unit.objects.none(), required=False, empty_label="Tất cả")
    state = forms.ChoiceField(label="Tình trạng", choices=STATES, required=False)

    def __init__(self, *args: Any, units: UnitQuerySet, **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ModelChoiceField, self.fields["unit"]).queryset = units.select_related("parent").order_by("code")

    def found(self, recommendations: RecommendationQuerySet, today: date) -> RecommendationQuerySet:
        """Narrow the list to what was asked."""
        self.is_valid()
        if unit := self.cleaned_data.get("unit"):
            recommendations = recommendations.filter(unit=unit)
        state = self.cleaned_data.get("state", "")
        if state == OPEN:
            return recommendations.open()
        if state == OVERDUE:
            return recommendations.overdue_on(today)
        if state == AWAITING:
            return recommendations.awaiting()
        return recommendations.filter(state=state) if state else recommendations
