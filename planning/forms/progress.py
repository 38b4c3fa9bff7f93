"""What is said of a task in a period, alone or as a row among others, and what is asked of the list of tasks."""

from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict

from planning.formats import same_words
from planning.forms.fields import DayField
from planning.forms.plans import BootstrapForm
from planning.tracking.progress import TaskProgress
from planning.tracking.tasks.saying import FIELDS, Said, days_of, is_changed, said_of, wrongs_of
from planning.tracking.tasks.standing import UNREPORTED, Standing, State, Summary

OVERDUE, BLANK = "overdue", "unreported"
STATES = [("", "Tất cả"), *State.choices, (BLANK, UNREPORTED), (OVERDUE, "Quá hạn")]


class ProgressForm(BootstrapForm):
    """The progress of one task; a row left blank says nothing."""

    state = forms.ChoiceField(label="Tình trạng", choices=[("", "Chưa ghi"), *State.choices], required=False)
    percent = forms.IntegerField(label="Mức độ (%)", required=False)
    done_on = DayField(label="Hoàn thành ngày", required=False)
    words = forms.CharField(
        label="Kết quả, sản phẩm", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    evidence = forms.CharField(label="Minh chứng (số, ký hiệu văn bản)", max_length=300, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=12, required=False)

    def __init__(
        self, *args: Any, standing: Standing, here: TaskProgress | None, last_day: date, **options: Any
    ) -> None:
        self.standing, self.here, self.last_day = standing, here, last_day
        before = said_of(here, standing.task.pk)
        initial = {name: getattr(before, name) for name in FIELDS} | {"seen": before.mark}
        super().__init__(*args, prefix=f"task-{standing.task.pk}", initial=initial, **options)
        self.fields["percent"].widget = forms.TextInput(
            attrs={"inputmode": "numeric", "class": "form-control number", "size": 4}
        )
        self.fields["done_on"].widget.attrs["size"] = 14
        for name in FIELDS:
            self.fields[name].widget.attrs["aria-label"] = f"{self.fields[name].label}: {standing.task}"

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and is_changed(self.said, self.here):
            days = days_of(self.standing.task, self.last_day)
            for wrong in wrongs_of(self.said, days, self.here):
                self.add_error(wrong.field, wrong.message)
            self._has_seen()
        return data

    def _has_seen(self) -> None:
        """Whoever is told what another wrote has seen it, and may write over it."""
        present = said_of(self.here, self.standing.task.pk).mark
        shown = cast(QueryDict, self.data).copy()
        shown[self.add_prefix("seen")] = present
        self.data = shown

    @property
    def said(self) -> Said:
        """What was typed."""
        data = self.cleaned_data
        typed: dict[str, Any] = {name: data.get(name) for name in FIELDS}
        return Said(task=self.standing.task.pk, seen=data.get("seen") or None, **typed)

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """Each problem with the id and the heading of its field."""
        return [
            (self[name].id_for_label, str(self[name].label), str(text))
            for name in self.errors
            for text in self.errors[name]
        ]


class ProgressFilterForm(BootstrapForm):
    """Which of a unit's tasks to show; what cannot be read narrows nothing."""

    agency = forms.ChoiceField(label="Cơ quan chủ trì", required=False)
    state = forms.ChoiceField(label="Tình trạng", choices=STATES, required=False)

    def __init__(self, *args: Any, summary: Summary, **options: Any) -> None:
        super().__init__(*args, **options)
        names = sorted(line.name for line in summary.by_agency)
        agency = self.fields["agency"]
        assert isinstance(agency, forms.ChoiceField)
        agency.choices = [("", "Tất cả"), *((name, name) for name in names)]

    def found(self, summary: Summary) -> list[Standing]:
        """The standings that were asked for."""
        self.is_valid()
        agency, state = same_words(self.cleaned_data.get("agency", "")), self.cleaned_data.get("state", "")
        return [
            standing
            for standing in summary.standings
            if (not agency or agency in map(same_words, standing.leads)) and _is_in(standing, state)
        ]


def _is_in(standing: Standing, state: str) -> bool:
    if state == OVERDUE:
        return standing.is_overdue
    return not state or standing.state == ("" if state == BLANK else state)
