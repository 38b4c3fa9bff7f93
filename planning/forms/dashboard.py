"""What is asked of dashboards: whose, of which year, and by what communes are compared."""

from collections.abc import Sequence

from django import forms
from django.db.models import F, Q

from planning.formats import fold
from planning.forms.plans import BootstrapForm
from planning.people.users import User
from planning.places.units import UnitQuerySet
from planning.tracking.looking import units_of_year


class DashboardSearchForm(BootstrapForm):
    words = forms.CharField(label="Đơn vị (tên hoặc mã)", required=False, max_length=100)
    year = forms.IntegerField(label="Năm", min_value=2000, max_value=2099)

    def found(self, user: User) -> UnitQuerySet:
        """The units of the year with these words in their names, from the top down."""
        units = units_of_year(user, self.cleaned_data["year"])
        if words := self.cleaned_data["words"]:
            units = units.filter(Q(search_name__contains=fold(words)) | Q(code=words))
        return units.order_by(
            F("parent__parent").asc(nulls_first=True), F("parent").asc(nulls_first=True), "code"
        )  # fmt: skip


class MeasureForm(BootstrapForm):
    """Fields beside the pictures: by what communes are compared."""

    show = forms.ChoiceField(label="So sánh các đơn vị cấp xã theo", required=False)

    def __init__(self, measures: Sequence[tuple[str, str]], shown: str) -> None:
        super().__init__(initial={"show": shown})
        self.fields["show"].choices = measures  # type: ignore[attr-defined]
