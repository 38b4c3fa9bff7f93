"""Indicators and their headings in the admin."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.forms import ModelForm, model_to_dict
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from import_export.results import Result
from tablib import Dataset

from indicators.models import Dimension, Indicator
from indicators.reviews.derived import derive_all
from planning.admin.base import HistoryAdmin, ReferenceAdmin
from planning.admin.resources import ReferenceResource
from planning.people.users import User

# A change of these changes what follows from the reviews.
DERIVES = frozenset({"adds_up", "review_numerator", "review_denominator", "valid_from", "valid_to"})


# What a new version has in common with the one it comes after, until it is changed.
TAKEN_OVER = (
    "name",
    "dimension",
    "component",
    "part_of",
    "position",
    "definition",
    "population",
    "age_range",
    "territory",
    "unit_of_measure",
    "decimals",
    "better",
    "over_time",
    "about_within",
    "adds_up",
    "numerator",
    "denominator",
    "review_numerator",
    "review_denominator",
)


class DimensionResource(ReferenceResource):
    class Meta:
        model = Dimension
        fields = ("code", "name", "position")
        import_id_fields = ("code",)


@admin.register(Dimension)
class DimensionAdmin(ReferenceAdmin):
    resource_classes = (DimensionResource,)
    fields = ("code", "name", "position")
    list_display = ("position", "name", "code")
    list_display_links = ("name",)
    search_fields = ("name", "code")


class IndicatorResource(ReferenceResource):
    class Meta:
        model = Indicator
        fields = (
            "code",
            "name",
            "dimension",
            "component",
            "definition",
            "is_verified",
            "population",
            "age_range",
            "territory",
            "unit_of_measure",
            "decimals",
            "better",
            "adds_up",
            "over_time",
            "about_within",
            "numerator",
            "denominator",
            "review_numerator",
            "review_denominator",
            "valid_from",
            "valid_to",
            "replaces",
            "part_of",
            "position",
        )
        import_id_fields = ("code",)

    def after_import(self, dataset: Dataset, result: Result, **kwargs: Any) -> None:
        """What indicators take from the review follows at once, also from reviews entered before."""
        super().after_import(dataset, result, **kwargs)
        if not kwargs.get("dry_run"):
            derive_all(at=timezone.now(), by=kwargs.get("user"))


@admin.register(Indicator)
class IndicatorAdmin(ReferenceAdmin, HistoryAdmin):
    resource_classes = (IndicatorResource,)
    fieldsets = (
        (None, {"fields": ("code", "name", ("dimension", "position"), "component", "part_of")}),
        ("Khái niệm", {"fields": ("definition", "is_verified", "population", "age_range", "territory")}),
        ("Cách đo", {"fields": (("unit_of_measure", "decimals"), ("better", "over_time"), "about_within")}),
        (
            "Cách tổng hợp",
            {
                "fields": (
                    "adds_up",
                    ("numerator", "denominator"),
                    ("review_numerator", "review_denominator"),
                ),
                "description": "Tỷ lệ của nhiều đơn vị tính lại từ tổng tử số và tổng mẫu số, không cộng, "
                "không lấy trung bình.",
            },
        ),
        ("Hiệu lực", {"fields": (("valid_from", "valid_to"), "replaces", "next_version")}),
    )
    readonly_fields = ("next_version",)
    autocomplete_fields = ("dimension", "component", "replaces", "part_of")
    list_display = ("name", "code", "dimension", "unit_of_measure", "adds_up", "valid_from", "valid_to")
    list_filter = ("dimension", "adds_up", "better", "is_verified")
    list_select_related = ("dimension",)
    search_fields = ("name", "code")

    @admin.display(description="chỉ tiêu thay thế")
    def next_version(self, obj: Indicator) -> str:
        """The way to a new indicator that comes after this one, its form filled in as this one is."""
        if obj.pk is None:
            return "Lưu chỉ tiêu trước, rồi mở lại để lập chỉ tiêu thay cho nó."
        begins = {"valid_from": obj.valid_to + 1, "code": f"{obj.code}-{obj.valid_to + 1}"} if obj.valid_to else {}
        known = {name: value for name, value in model_to_dict(obj, TAKEN_OVER).items() if value not in (None, "")}
        address = f"{reverse('admin:indicators_indicator_add')}?{urlencode({'replaces': obj.pk} | known | begins)}"
        return format_html('<a href="{}">Lập chỉ tiêu mới thay cho chỉ tiêu này</a>', address)

    def save_model(self, request: HttpRequest, obj: Indicator, form: ModelForm, change: bool) -> None:
        """What an indicator takes from the review follows at once, also from reviews entered before."""
        super().save_model(request, obj, form, change)
        if obj.review_numerator and DERIVES.intersection(form.changed_data):
            derive_all(at=timezone.now(), by=request.user if isinstance(request.user, User) else None)
