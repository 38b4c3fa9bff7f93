"""Forms of what a plan says about a component."""

from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import Q

from planning.forms.plans import Composed, dress
from planning.places.agencies import Agency, AgencyQuerySet
from planning.plans.plans import Plan
from projects.models import ProjectPlan


def agencies_for(plan: Plan) -> AgencyQuerySet:
    """The agencies of the plan's unit and of the one above it, in being when the plan is made."""
    units = Q(unit=plan.unit) | Q(unit=plan.unit.parent_id)
    return Agency.objects.filter(units).existing_on(plan.issued_on or date(plan.first_year, 12, 31))


class ProjectPlanForm(Composed, forms.ModelForm):
    """Lead, partners, and the texts of the block a district prints for the component."""

    class Meta:
        model = ProjectPlan
        fields = ("lead", "partners", "objective", "beneficiaries", "content")
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in ("objective", "beneficiaries", "content")}
        help_texts = {"partners": "Giữ phím Ctrl để chọn nhiều cơ quan."}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("lead", "partners"):
            field = cast(forms.ModelChoiceField, self.fields[name])
            field.queryset = agencies_for(self.instance.plan)
        dress(self)
