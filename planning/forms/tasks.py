"""Forms of the task matrix."""

from typing import Any, cast

from django import forms

from planning.forms.fields import DayField
from planning.forms.plans import Composed, dress
from planning.plans.tasks import Task, TaskGroup, Timing

NEEDS = {
    Timing.YEAR: ("first_year",),
    Timing.PERIOD: ("first_year", "last_year"),
    Timing.TWO_PERIODS: ("first_year", "last_year", "next_last_year"),
}
# Years a timing takes but does not ask for: every second year counts from this one, or from the plan's first.
TAKES = {Timing.TWO_YEARLY: ("first_year",)}


class TaskForm(Composed, forms.ModelForm):
    """A task under a heading that is there, or under a new one."""

    new_group = forms.CharField(
        label="Hoặc nhóm mới", max_length=300, required=False, help_text="Để trống nếu đã chọn nhóm ở trên."
    )

    class Meta:
        model = Task
        fields = (
            "group", "new_group", "content", "lead", "partners", "product",
            "timing", "first_year", "last_year", "next_last_year",
            "due_on",
        )  # fmt: skip
        widgets = {
            "content": forms.Textarea(attrs={"rows": 3}),
        }
        field_classes = {"due_on": DayField}
        help_texts = {
            "first_year": "Nhiệm vụ định kỳ 02 năm: năm thực hiện lần đầu; để trống thì tính từ năm đầu của kế hoạch.",
            "due_on": "Khi văn bản ghi rõ ngày. Nhiệm vụ lặp lại lấy ngày, tháng này cho mỗi lần.",
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        groups = cast(forms.ModelChoiceField, self.fields["group"])
        groups.queryset = TaskGroup.objects.of_plan(self.instance.plan)
        groups.required = False
        dress(self)

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        if not data.get("group") and not data.get("new_group"):
            self.add_error("group", "Hãy chọn nhóm nhiệm vụ hoặc đặt tên nhóm mới.")
        self._check_years(data)
        return data

    def _check_years(self, data: dict[str, Any]) -> None:
        """The timing says which years it takes; the others are left blank."""
        needed = NEEDS.get(data.get("timing", ""), ())
        for name in ("first_year", "last_year", "next_last_year"):
            if name not in needed:
                data[name] = data.get(name) if name in TAKES.get(data.get("timing", ""), ()) else None
            elif data.get(name) is None:
                self.add_error(name, "Cần nhập năm cho cách ghi thời gian đã chọn.")
        years = [data[name] for name in needed if data.get(name) is not None]
        if years != sorted(years):
            self.add_error("last_year" if "last_year" in needed else "first_year", "Các năm phải theo thứ tự tăng.")
