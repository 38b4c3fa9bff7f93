"""The forms that find reports and start one."""

from datetime import date
from typing import Any, cast

from django import forms
from django.core.validators import slug_re
from django.db.models import Model, QuerySet

from planning.forms.plans import BootstrapForm, PlanSearchForm
from planning.people.reach import units_of
from planning.people.roles import Action
from planning.people.users import User
from planning.places.units import Unit, UnitQuerySet
from planning.plans.periods import PeriodQuerySet, ReportingPeriod
from planning.plans.plans import REPORTS, PlanKind, PlanQuerySet

KINDS = [kind for kind in PlanKind.choices if kind[0] in REPORTS]


class ReportSearchForm(PlanSearchForm):
    kind = forms.ChoiceField(label="Loại báo cáo", choices=[("", "Tất cả"), *KINDS], required=False)

    def found(self, plans: PlanQuerySet) -> PlanQuerySet:
        """Narrow reports to what was asked; what cannot be read narrows nothing."""
        plans = super().found(plans)
        kind = self.cleaned_data.get("kind")
        return plans.filter(kind=kind) if kind else plans


class DraftReportForm(BootstrapForm):
    """Unit, period and kind; the period whose slug is `asked` and what there is only one of are chosen already."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị")
    period = forms.ModelChoiceField(ReportingPeriod.objects.none(), label="Kỳ báo cáo")
    kind = forms.TypedChoiceField(label="Loại báo cáo", choices=KINDS, coerce=PlanKind)

    def __init__(self, *args: Any, user: User, today: date, asked: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        units = units_of(user, Action.DRAFT).order_by("search_name")
        living = units.existing_on(today)
        # Who keeps the whole country drafts for units in being; an officer's few may have a former one among them.
        self._offer("unit", living if user.is_superuser else units, living)
        periods = _since_there_are(units, ReportingPeriod.objects.visible_to(user).with_names(), user)
        proposed = periods.filter(slug=asked).first() if slug_re.fullmatch(asked) else None
        self._offer("period", periods, [proposed] if proposed else periods)

    def _offer(self, name: str, choices: QuerySet, likely: QuerySet | list[Model]) -> None:
        cast(forms.ModelChoiceField, self.fields[name]).queryset = choices
        first = list(likely[:2])
        if len(first) == 1:
            self.initial.setdefault(name, first[0])


def _since_there_are(units: UnitQuerySet, periods: PeriodQuerySet, user: User) -> PeriodQuerySet:
    """Without the periods that ended before any of a person's units began: these report nothing of them."""
    if user.is_superuser or units.filter(valid_from=None).exists():
        return periods
    begin = units.order_by("valid_from").values_list("valid_from", flat=True).first()
    return periods.filter(ends_on__gte=begin) if begin else periods
