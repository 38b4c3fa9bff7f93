"""What is asked of units that a reorganisation makes: which they come from, what they are, and with which share."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple

from planning.admin.base import NormalisedForm
from planning.forms.fields import NumberField
from planning.places.reorganising import NewUnit
from planning.places.units import Succession, Unit

# How many new units one page of a division offers.
MOST_PARTS = 6
JOINS = "Ghi mã của đơn vị đã lập trong đợt này thì địa bàn được nhập thêm vào đơn vị đó."
ENDS = "kết thúc ngay trước ngày đợt sắp xếp có hiệu lực; số liệu giữ nguyên."


class NewUnitForm(NormalisedForm):
    """A unit to be."""

    class Meta:
        model = Unit
        fields = ("code", "prefix", "name", "kind", "parent")
        widgets = {"parent": AutocompleteSelect(Unit._meta.get_field("parent"), admin.site)}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].help_text = JOINS

    def new_unit(self) -> NewUnit:
        data = self.cleaned_data
        named = {name: data[name] for name in ("code", "name", "prefix", "kind", "parent")}
        return NewUnit(**named, share=data.get("share"))

    def validate_unique(self) -> None:
        """Whether the code is free is known once the former units have ended."""

    def validate_constraints(self) -> None:
        """The same; the action checks the new unit as it will be."""


class MergeForm(NewUnitForm):
    """The units to merge, and the one they become."""

    merged = forms.ModelMultipleChoiceField(
        Unit.objects.all(),
        label="Các đơn vị hợp nhất",
        widget=AutocompleteSelectMultiple(Succession._meta.get_field("predecessor"), admin.site),
        help_text=f"Các đơn vị này {ENDS} Chỉ chọn một đơn vị để đổi tên, mã, loại hoặc nơi trực thuộc của nó.",
    )
    field_order = ("merged",)


class DivideForm(forms.Form):
    """The unit to divide."""

    divided = forms.ModelChoiceField(
        Unit.objects.all(),
        label="Đơn vị chia tách",
        widget=AutocompleteSelect(Succession._meta.get_field("predecessor"), admin.site),
        help_text=f"Đơn vị này {ENDS}",
    )


class PartForm(NewUnitForm):
    """One of the units it becomes, and which part of the figures goes to it."""

    share = NumberField(
        decimals=6,
        label="Tỷ lệ số liệu chuyển sang",
        help_text="Từ 0 đến 1, theo văn bản; các đơn vị cộng lại bằng 1. Để trống nếu chưa có.",
    )


PartForms = forms.formset_factory(
    PartForm, extra=MOST_PARTS - 2, min_num=2, max_num=MOST_PARTS, validate_min=True, validate_max=True
)
