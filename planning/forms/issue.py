"""The form with which a plan is issued."""

import hashlib
from collections.abc import Sequence
from copy import copy
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from planning.forms.header import IS_NUMBER, OLDEST
from planning.forms.plans import BootstrapForm
from planning.plans.plans import Plan
from planning.review.problems import Problem

UNREAD = "Cần đọc các điểm nên xem ở trên và đánh dấu đã đọc."
READ_OTHERS = (
    "Các điểm nên xem vừa thay đổi (theo ngày ban hành, số hoặc số liệu mới): hãy đọc lại và đánh dấu đã đọc."
)
MARK_LENGTH = 16


class IssueForm(BootstrapForm):
    """What the signature adds to a plan; `today` is the date proposed, and the last one possible.

    `notes` are those the signer is to have read.
    """

    number = forms.CharField(label="Số", max_length=10, validators=[IS_NUMBER])
    issued_on = forms.DateField(
        label="Ngày ban hành", widget=forms.DateInput(attrs={"placeholder": "31/12/2025", "autocomplete": "off"})
    )
    signatory = forms.CharField(label="Họ tên người ký", max_length=100)
    capacity = forms.CharField(
        label="Chức vụ người ký",
        max_length=100,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ký thay ghi hai dòng: KT. CHỦ TỊCH, xuống dòng PHÓ CHỦ TỊCH.",
    )
    # Drawn beside the notes it is about.
    read = forms.CharField(max_length=MARK_LENGTH, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, plan: Plan, today: date, **options: Any) -> None:
        known = {name: getattr(plan, name) for name in ("number", "signatory", "capacity")}
        super().__init__(*args, initial=known | {"issued_on": plan.issued_on or today}, **options)
        self._plan, self._today = plan, today
        self.notes: Sequence[Problem] = ()

    @property
    def proposed(self) -> Plan:
        """The plan as it would be issued: some notes follow from its number and its day."""
        plan = copy(self._plan)
        for name in ("number", "issued_on"):
            try:
                value = self.fields[name].clean(self[name].value())
            except ValidationError:
                continue
            setattr(plan, name, value)
        return plan

    @property
    def mark(self) -> str:
        """Tells one set of notes from another: whoever ticks has read these and no others."""
        words = "\0".join(f"{note.place}: {note.message}" for note in self.notes)
        return hashlib.sha256(words.encode()).hexdigest()[:MARK_LENGTH]

    @property
    def has_read(self) -> bool:
        """Whether the notes as they are now have been ticked."""
        return self["read"].value() == self.mark

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        read = data.pop("read", "")
        if self.notes and read != self.mark:
            self.add_error("read", READ_OTHERS if read else UNREAD)
        return data

    def clean_issued_on(self) -> date:
        day: date = self.cleaned_data["issued_on"]
        if day > self._today:
            raise ValidationError("Ngày ban hành không được sau hôm nay.")
        if day < OLDEST:
            raise ValidationError("Ngày ban hành phải từ năm 2000 trở đi.")
        return day
