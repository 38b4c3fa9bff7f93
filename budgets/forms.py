"""Forms of the budget screens."""

from typing import Any, cast

from django import forms

from budgets.models import AMOUNT_DIGITS, BudgetLine, FundingSource, Nature, Stage, stage_in_force
from budgets.stages import document_in_force
from planning.formats import in_unit, number
from planning.forms.fields import DocumentField, NumberField
from planning.forms.plans import BootstrapForm
from planning.plans.plans import Plan
from projects.tree import Node

MOST = 10**AMOUNT_DIGITS


class AmountForm(BootstrapForm):
    """One amount, typed in the plan's unit of money; `cleaned_data["dong"]` is in đồng, None where blank.

    `was` is the amount from which the person began: another's is never overwritten unseen.
    """

    document = DocumentField(required=False, label="Theo văn bản")
    was = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, plan: Plan, line: BudgetLine | None, **options: Any) -> None:
        self.unit = unit = plan.unit_of_money
        self.stage = Stage(stage_in_force(plan))
        self.now = number(in_unit(line.amount, unit)) if line else ""
        rests_on = line.document if line else document_in_force(plan)
        options["initial"] = {"amount": self.now, "document": rests_on, "was": self.now}
        super().__init__(*args, **options)
        decimals = len(str(unit.factor)) - 1
        self.fields["amount"] = NumberField(decimals=decimals, label=f"Số tiền ({unit.label})")
        cast(DocumentField, self.fields["document"]).offer(plan.unit)
        self.order_fields(["amount", "document"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        amount = data.get("amount")
        data["dong"] = None if amount is None else amount * self.unit.factor
        if data["dong"] is not None and data["dong"] >= MOST:
            self.add_error("amount", f"Số tiền quá lớn; ô này nhập bằng {self.unit.label}.")
        if data["dong"] is not None and self.stage > Stage.EXPECTED and not data.get("document"):
            self.add_error("document", f"Kinh phí ở giai đoạn {self.stage.label.lower()} phải ghi theo văn bản nào.")
        self._refuse_unseen()
        return data

    def _refuse_unseen(self) -> None:
        """Show what another has entered meanwhile; who then saves again has seen it."""
        if self.data.get("was", self.now) == self.now:
            return
        deed = f"ghi {self.now} vào" if self.now else "xóa số ở"
        self.add_error("amount", f"Người khác vừa {deed} ô này. Bấm Lưu lần nữa nếu vẫn ghi số của bạn.")
        self.data = {**self.data, "was": self.now}


class StageForm(BootstrapForm):
    """To which later stage a plan's money goes, and by which document."""

    stage = forms.TypedChoiceField(label="Giai đoạn tiếp theo", coerce=lambda value: Stage(int(value)))
    document = DocumentField(label="Theo văn bản")

    def __init__(self, *args: Any, plan: Plan, now: int, **options: Any) -> None:
        super().__init__(*args, **options)
        cast(DocumentField, self.fields["document"]).offer(plan.unit)
        stages = cast(forms.TypedChoiceField, self.fields["stage"])
        stages.choices = [(stage.value, stage.label) for stage in Stage if stage > now]


class CellForm(BootstrapForm):
    """Which cell of the table to enter: component, source and nature."""

    component = forms.ChoiceField(label="Dự án, tiểu dự án")
    source = forms.ModelChoiceField(FundingSource.objects.all(), label="Nguồn vốn", to_field_name="code")
    nature = forms.ChoiceField(label="Tính chất vốn", choices=Nature.choices, required=False)

    def __init__(self, *args: Any, root: Node, **options: Any) -> None:
        super().__init__(*args, **options)
        indent = "\u2003"
        components = cast(forms.ChoiceField, self.fields["component"])
        components.choices = [(node.component.code, f"{indent * node.depth}{node.heading}") for node in root.walk()]

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        source = data.get("source")
        if source and data.get("nature") and not source.has_nature:
            self.add_error("nature", f"{source.name} không chia theo tính chất vốn.")
        return data
